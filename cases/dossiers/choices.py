from uuid import UUID

from django.db import models

from zorgportaal.audit.choices import Kind
from zorgportaal.regions.models import reference_id


class Vocabulary(models.TextChoices):
    """The closed lists of the law and the field; their words are rows, not code."""

    EXPLOITATION_FORM = "exploitation_form", "vorm van uitbuiting"
    RESIDENCE_STATUS = "residence_status", "verblijfsstatus"
    REPORTER_CATEGORY = "reporter_category", "aangemeld door"
    LEGAL_BASIS = "legal_basis", "grondslag"
    HELP_REQUEST_TYPE = "help_request_type", "hulpvraag"
    SHELTER_TYPE = "shelter_type", "soort opvang"
    REFUSAL_REASON = "refusal_reason", "reden van weigering"
    LANGUAGE = "language", "taal"
    CUSTODY = "custody", "gezag"
    NEED_NOW = "need_now", "nu nodig"
    REFLECTION_END_REASON = "reflection_end_reason", "reden van het einde"
    PERMIT_GROUND = "permit_ground", "grond van de vergunning"
    COMPLAINT_STATUS = "complaint_status", "aangifte"
    SECTOR_SEXUAL = "sector_sexual", "sector, seksueel"
    SECTOR_LABOUR = "sector_labour", "sector, arbeid"
    SECTOR_CRIMINAL = "sector_criminal", "sector, crimineel"
    EXPLOITATION_STAGE = "exploitation_stage", "fase van de uitbuiting"
    COERCION = "coercion", "dwangmiddel"
    HANDLING = "handling", "handeling"
    RECRUITMENT = "recruitment", "wijze van werven"
    VULNERABILITY = "vulnerability", "kwetsbaarheid"
    COMENSHA_CASE_TYPE = "comensha_case_type", "dossiertype bij CoMensha"
    CLOSING_REASON = "closing_reason", "reden van afsluiten"
    AFTERCARE_TYPE = "aftercare_type", "nazorg"
    NOTE_KIND = "note_kind", "soort notitie"
    DOCUMENT_KIND = "document_kind", "soort document"
    CONSENT_SCOPE = "consent_scope", "toestemming waarvoor"


def option_id(vocabulary: Vocabulary, code: str) -> UUID:
    """The id of an option row: the same in every database, so that a constraint can name it."""
    return reference_id("option", f"{vocabulary.value}:{code}")


STATUTORY_DUTY = option_id(Vocabulary.LEGAL_BASIS, "STATUTORY_DUTY")
CONSENT_SELF = option_id(Vocabulary.LEGAL_BASIS, "CONSENT_SELF")
CONSENT_GUARDIAN = option_id(Vocabulary.LEGAL_BASIS, "CONSENT_GUARDIAN")
CONSENT_BOTH = option_id(Vocabulary.LEGAL_BASIS, "CONSENT_BOTH")
CONSENTS = (CONSENT_SELF, CONSENT_GUARDIAN, CONSENT_BOTH)
NONE_ANONYMOUS = option_id(Vocabulary.LEGAL_BASIS, "NONE_ANONYMOUS")
REPORTERS_WITH_DUTY = tuple(
    option_id(Vocabulary.REPORTER_CATEGORY, code) for code in ("POLICE", "KMAR", "NLA")
)
YOUTH_CARE = option_id(Vocabulary.REPORTER_CATEGORY, "YOUTH_CARE")
DUTCH_NATIONAL = option_id(Vocabulary.RESIDENCE_STATUS, "NL")
REFLECTION = option_id(Vocabulary.RESIDENCE_STATUS, "REFLECTION")


class IdentityMode(models.TextChoices):
    FULL = "full", "op naam"
    PSEUDONYM = "pseudonym", "zonder naam naar buiten"
    ANONYMOUS = "anonymous", "anoniem"


class Certainty(models.TextChoices):
    """How sure an age is."""

    CERTAIN = "certain", "zeker"
    ESTIMATE = "estimate", "schatting"
    PERHAPS_CHILD = "perhaps_child", "misschien jonger dan 18"


class Medical(models.TextChoices):
    """What makes a doctor urgent."""

    PREGNANT = "is_pregnant", "zwanger"
    HURT = "is_hurt", "gewond of ziek"


class Never(models.TextChoices):
    """What nobody may do to reach somebody."""

    CALL = "never_call", "bellen"
    TEXT = "never_text", "appen of sms’en"
    POST = "never_post", "post sturen"


class Gender(models.TextChoices):
    FEMALE = "F", "vrouw"
    MALE = "M", "man"
    OTHER = "X", "anders"
    UNKNOWN = "U", "onbekend"


class SafetyLevel(models.IntegerChoices):
    """From level 2 on the address is protected."""

    NONE = 0, "geen bekend risico"
    RAISED = 1, "verhoogd"
    HIGH = 2, "hoog"
    ACUTE = 3, "acuut"


class Status(models.TextChoices):
    REGISTERED = "registered", "aangemeld"
    ACTIVE = "active", "in traject"
    WAITING = "waiting", "wacht op plek of besluit"
    AFTERCARE = "aftercare", "nazorg"
    CLOSED = "closed", "afgesloten"


class TeamRole(models.TextChoices):
    """What somebody is in a case team, in the order of a list. What somebody may do follows the account."""

    COORDINATOR = "coordinator", "coördinator"
    BACKUP = "backup", "achterwacht"
    STAND_IN = "stand_in", "waarnemer"
    MEMBER = "member", "teamlid"
    READER = "reader", "meelezer"


class AgeBand(models.TextChoices):
    """The bands of every report: 12, 16 and 18 are limits of the law, 23 of the monitor."""

    UNDER_12 = "0-11", "jonger dan 12"
    FROM_12 = "12-15", "12 tot en met 15"
    FROM_16 = "16-17", "16 en 17"
    FROM_18 = "18-22", "18 tot en met 22"
    FROM_23 = "23-27", "23 tot en met 27"
    FROM_28 = "28-39", "28 tot en met 39"
    FROM_40 = "40-59", "40 tot en met 59"
    FROM_60 = "60+", "60 of ouder"
    UNKNOWN = "unknown", "onbekend"


class ClientGroup(models.TextChoices):
    """The split that CoMensha prints."""

    DUTCH_MINOR = "dutch_minor", "Nederlands minderjarig"
    DUTCH_ADULT = "dutch_adult", "Nederlands meerderjarig"
    OTHER_MINOR = "other_minor", "niet-Nederlands minderjarig"
    OTHER_ADULT = "other_adult", "niet-Nederlands meerderjarig"
    UNKNOWN = "unknown", "onbekend"


class LinkKind(models.TextChoices):
    """What two dossiers are to each other, as a person decided."""

    SAME_PERSON = "same_person", "dezelfde persoon"
    EPISODE = "episode", "eerdere periode"
    OTHER_PERSON = "other_person", "niet dezelfde persoon"


class Trail(Kind):
    REGISTERED = "dossiers.registered", "dossier geregistreerd"
    CHANGED = "dossiers.changed", "dossier gewijzigd"
    TEAM_SHOWN = "dossiers.team_shown", "casusteam bekeken"
    JOINED = "dossiers.joined", "toegevoegd aan het casusteam"
    TEAM_CHANGED = "dossiers.team_changed", "rol of einddatum in het casusteam gewijzigd"
    LEFT = "dossiers.left", "van het casusteam af gehaald"
    LISTED = "dossiers.listed", "lijst met dossiers bekeken"
    VIEWED = "dossiers.viewed", "dossier bekeken"
    FORM_SHOWN = "dossiers.form_shown", "gegevens bekeken om te wijzigen"
    IDENTITY_SHOWN = "dossiers.identity_shown", "naam getoond"
    IDENTITY_CHANGED = "dossiers.identity_changed", "naam of contact gewijzigd"
    LINKED = "dossiers.linked", "dossiers gekoppeld"
    UNLINKED = "dossiers.unlinked", "dossiers losgemaakt"
