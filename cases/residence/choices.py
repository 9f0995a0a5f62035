from zorgportaal.audit.choices import Kind


class Trail(Kind):
    VIEWED = "residence.viewed", "verblijf bekeken"
    FORM_SHOWN = "residence.form_shown", "verblijf bekeken om te wijzigen"
    STATUS_CHANGED = "residence.status_changed", "verblijfsstatus gewijzigd"
    REFLECTION_OFFERED = "residence.reflection_offered", "bedenktijd vastgelegd"
    REFLECTION_ENDED = "residence.reflection_ended", "bedenktijd beëindigd"
    REPORTED = "residence.reported", "meldplicht gedaan"
    PERMIT_KEPT = "residence.permit_kept", "verblijfsvergunning vastgelegd"
    PROCEDURE_KEPT = "residence.procedure_kept", "procedure vastgelegd"
