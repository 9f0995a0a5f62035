from django.db import models

from zorgportaal.audit.choices import Kind


class Scope(models.TextChoices):
    """Whose dossiers."""

    MINE = "mijn", "Mijn dossiers"
    TEAM = "team", "Heel het huis"
    COVER = "waarneming", "Waarneming"


class Only(models.TextChoices):
    """Which of those."""

    ALL = "alles", "alle dossiers"
    NOT_SPOKEN = "niet-gesproken", "30 dagen niet gesproken"
    SHELTER = "opvang", "Opvang gevraagd"


class Order(models.TextChoices):
    """How the tasks stand: danger first and then by day, or by one column."""

    DANGER = "gevaar", "grootste gevaar eerst"
    DAY = "wanneer", "wanneer"
    NUMBER = "dossier", "dossier"
    WAITS_ON = "wacht", "wacht op"
    SPOKEN = "gesproken", "laatst gesproken"


class Trail(Kind):
    LISTED = "worklist.listed", "werkvoorraad bekeken"
    EXPORT_SHOWN = "worklist.export_shown", "formulier voor een export van de werkvoorraad bekeken"
    ALARMED = "worklist.alarmed", "alarm gegeven"
    ALARM_SEEN = "worklist.alarm_seen", "alarm gezien"
    VIEW_SAVED = "worklist.view_saved", "weergave bewaard"
    VIEW_SHARED = "worklist.view_shared", "weergave gedeeld of niet meer gedeeld"
    VIEW_DELETED = "worklist.view_deleted", "weergave weggegooid"
    DIGEST_SENT = "worklist.digest_sent", "ochtendbericht verstuurd"
