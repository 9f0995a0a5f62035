from django.db import models

from zorgportaal.audit.choices import Kind


class Result(models.TextChoices):
    """What came of a contact moment."""

    SPOKEN = "spoken", "gesproken"
    NOT_REACHED = "not_reached", "niet bereikt"
    DROPPED = "dropped", "vervallen"


class Told(models.TextChoices):
    """Whether somebody was told how it ended."""

    YES = "yes", "ja"
    NO = "no", "nee"
    NOT_NEEDED = "not_needed", "niet nodig"


class Ground(models.TextChoices):
    """Which term of the list of terms holds for a dossier."""

    WMO = "WMO", "Wmo"
    YOUTH = "YOUTH", "jeugd"
    BROKEN_OFF = "BROKEN_OFF", "afgebroken"


class Trail(Kind):
    VIEWED = "closing.viewed", "nazorg en afsluiting bekeken"
    PLANNED = "closing.planned", "nazorg gepland"
    TICKED = "closing.ticked", "nazorgmoment afgevinkt"
    CLOSED = "closing.closed", "dossier afgesloten"
    MISTAKE_PROPOSED = "closing.mistake_proposed", "dossier als vergissing voorgelegd"
    MISTAKE_REFUSED = "closing.mistake_refused", "dossier is geen vergissing"
    REOPENED = "closing.reopened", "dossier heropend als nieuwe periode"
