from decimal import Decimal

from django.db import models

from zorgportaal.audit.choices import Kind

KEY_REGION = "bijdragen"  # the key by which files of contributions and invoices are sealed


class Unit(models.TextChoices):
    """What one contribution pays for."""

    FLAT = "flat", "voor de hele periode"
    PER_YEAR = "per_year", "per jaar"


class Cover(models.TextChoices):
    """Whose municipalities pay."""

    LIMBURG = "limburg", "gemeenten in Limburg"
    NETHERLANDS = "netherlands", "alle gemeenten van Nederland"


class VatTreatment(models.TextChoices):
    """How a contribution stands to VAT (domain.md 3.10). Which one holds, the tax authority says."""

    OUT_OF_SCOPE = "out_of_scope", "niet belast met btw (overheidstaak)"
    EXEMPT = "exempt", "vrijgesteld van btw"
    TAXED_21 = "taxed_21", "21% btw"

    @property
    def per_cent(self) -> Decimal:
        return Decimal(21 if self is VatTreatment.TAXED_21 else 0)


class ArrangementKind(models.TextChoices):
    """DU-VO is the grant of the centre municipalities for women's shelter (domain.md 4.2)."""

    PER_CAPITA = "per_capita", "per inwoner"
    GRANT = "duvo", "uit de DU-VO"
    BOTH = "both", "per inwoner en uit de DU-VO"
    NONE = "none", "betaalt niet mee"


class FigureSource(models.TextChoices):
    """Where a number of inhabitants comes from."""

    CBS = "cbs", "CBS"
    DECISION = "decision", "besluit"


class RoundState(models.TextChoices):
    DRAFT = "draft", "proef"
    APPROVED = "approved", "goedgekeurd"
    ISSUED = "issued", "gefactureerd"
    CANCELLED = "cancelled", "ingetrokken"


class Trail(Kind):
    SCHEME_MADE = "contributions.scheme_made", "regeling voorgesteld"
    SCHEME_CHANGED = "contributions.scheme_changed", "regeling gewijzigd"
    SCHEME_APPROVED = "contributions.scheme_approved", "regeling goedgekeurd"
    SCHEME_WITHDRAWN = "contributions.scheme_withdrawn", "voorgestelde regeling weggehaald"
    SCHEME_ENDED = "contributions.scheme_ended", "laatste dag van een regeling gezet"
    VAT_CONFIRMED = "contributions.vat_confirmed", "btw van een regeling bevestigd"
    DECISION_KEPT = "contributions.decision_kept", "besluit van een gemeente vastgelegd"
    DECISION_REMOVED = "contributions.decision_removed", "besluit van een gemeente weggehaald"
    DECISION_FILE_KEPT = "contributions.decision_file_kept", "besluitstuk bewaard"
    DECISION_FILE_REMOVED = "contributions.decision_file_removed", "besluitstuk weggehaald"
    DECISION_FILE_OPENED = "contributions.decision_file_opened", "besluitstuk opgehaald"
    OWN_FIGURE_KEPT = "contributions.own_figure_kept", "eigen inwoneraantal vastgelegd"
    OWN_FIGURE_REMOVED = "contributions.own_figure_removed", "eigen inwoneraantal weggehaald"
    ARRANGEMENT_KEPT = "contributions.arrangement_kept", "afspraak met een gemeente vastgelegd"
    ROUND_MADE = "contributions.round_made", "factuurronde gemaakt"
    ROUND_APPROVED = "contributions.round_approved", "factuurronde goedgekeurd"
    ROUND_CANCELLED = "contributions.round_cancelled", "factuurronde ingetrokken"
    ROUND_ISSUED = "contributions.round_issued", "facturen van de ronde genummerd"
    ROUND_EXPORTED = "contributions.round_exported", "regels van de ronde opgehaald"
