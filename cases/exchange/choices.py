from datetime import timedelta

from django.db import models

from zorgportaal.audit.choices import Kind

LASTS = timedelta(hours=24)


class State(models.TextChoices):
    """Where an export is: nobody takes a file along that a second person did not agree to."""

    ASKED = "asked", "wacht op een collega"
    REFUSED = "refused", "geweigerd"
    APPROVED = "approved", "wordt gemaakt"
    READY = "ready", "staat klaar"
    TAKEN = "taken", "opgehaald"
    ENDED = "ended", "vervallen"


class Format(models.TextChoices):
    XLSX = "xlsx", "Excel (XLSX)"
    ODS = "ods", "OpenDocument (ODS)"


class Trail(Kind):
    LISTED = "exchange.listed", "exports bekeken"
    ASKED = "exchange.asked", "export gevraagd"
    APPROVED = "exchange.approved", "export goedgekeurd"
    REFUSED = "exchange.refused", "export geweigerd"
    MADE = "exchange.made", "exportbestand gemaakt"
    TAKEN = "exchange.taken", "exportbestand opgehaald"
    ENDED = "exchange.ended", "exportbestand vervallen"
