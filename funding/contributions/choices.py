from django.db import models

from zorgportaal.audit.choices import Kind


class Unit(models.TextChoices):
    """What one contribution pays for."""

    FLAT = "flat", "voor de hele periode"
    PER_YEAR = "per_year", "per jaar"


class VatTreatment(models.TextChoices):
    """The only treatment until the tax authority has answered; the round page says so."""

    OUT_OF_SCOPE = (
        "out_of_scope",
        "niet belast met btw (overheidstaak), fiscaal te bevestigen",
    )


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
    ROUND_MADE = "contributions.round_made", "factuurronde gemaakt"
    ROUND_APPROVED = "contributions.round_approved", "factuurronde goedgekeurd"
    ROUND_CANCELLED = "contributions.round_cancelled", "factuurronde ingetrokken"
    ROUND_ISSUED = "contributions.round_issued", "facturen van de ronde genummerd"
    ROUND_EXPORTED = "contributions.round_exported", "regels van de ronde opgehaald"
