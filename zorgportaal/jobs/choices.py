from django.db import models

from zorgportaal.audit.choices import Kind


class State(models.TextChoices):
    QUEUED = "queued", "wacht"
    DONE = "done", "klaar"
    FAILED = "failed", "mislukt"


class Trail(Kind):
    RETRIED = "jobs.retried", "taak opnieuw gestart"
    TAKEN_OVER = "jobs.taken_over", "taak overgenomen"
    LISTED = "jobs.listed", "taken bekeken"
    FAILED = "jobs.failed", "taak mislukt"
