from django.db import models


class Kind(models.TextChoices):
    """Base of the trail kinds. Each room has its own subclass `Trail` in its `choices.py`.

    A value is "<room>.<what happened>"; the label is the Dutch word on screen.
    """


def label_of(kind: str) -> str:
    """The Dutch words for a stored kind; the bare kind when its room no longer knows it."""
    for kinds in Kind.__subclasses__():
        if kind in kinds.values:
            return str(kinds(kind).label)
    return kind


class Outcome(models.TextChoices):
    DONE = "done", "gelukt"
    REFUSED = "refused", "geweigerd"
    FAILED = "failed", "mislukt"


class Origin(models.TextChoices):
    WEB = "web", "scherm"
    JOB = "job", "achtergrondtaak"
    COMMAND = "command", "opdrachtregel"


class Trail(Kind):
    REFUSED = "audit.refused", "toegang geweigerd"
    VIEWED = "audit.viewed", "logboek bekeken"
