"""The outbox: one row per piece of work, written in the same transaction as its cause."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Q
from django.utils import timezone

from zorgportaal.accounts.models import User
from zorgportaal.accounts.roles import Permission
from zorgportaal.jobs.choices import State

MOST_ATTEMPTS = 5


class JobQuerySet(models.QuerySet["Job"]):
    def visible_to(self, user: User) -> Self:
        return self if user.may(Permission.MANAGE_JOBS) else self.filter(requested_by=user)

    def failed_first(self) -> Self:
        return self.order_by(models.Case(models.When(state=State.FAILED, then=0), default=1), "-created_at")

    def due(self) -> Self:
        return self.filter(state=State.QUEUED, not_before__lte=timezone.now())

    def progress(self, batch: uuid.UUID) -> "Progress":
        counts = self.filter(batch=batch).aggregate(
            total=Count("pk"),
            done=Count("pk", filter=Q(state=State.DONE)),
            failed=Count("pk", filter=Q(state=State.FAILED)),
        )
        return Progress(**counts)


class Progress:
    """How far a batch of jobs is, in numbers of jobs."""

    def __init__(self, *, total: int, done: int, failed: int) -> None:
        self.total, self.done, self.failed = total, done, failed

    @property
    def is_running(self) -> bool:
        return self.done + self.failed < self.total


class Job(models.Model):
    """A piece of work for the worker. «taak»

    The Celery message is a mere hint with this row's id: what Redis forgets, the sweeper resends.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("soort", max_length=60)
    subject = models.UUIDField("onderwerp", null=True)
    batch = models.UUIDField("reeks", null=True, db_index=True)
    key = models.CharField("eenmalig kenmerk", max_length=120, unique=True, null=True)
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="gevraagd door"
    )
    state = models.CharField("status", max_length=10, choices=State, default=State.QUEUED)
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    not_before = models.DateTimeField("niet voor", default=timezone.now)
    problem = models.CharField("reden", max_length=200, blank=True)
    created_at = models.DateTimeField("gevraagd", auto_now_add=True)
    done_at = models.DateTimeField("klaar", null=True)
    words: str  # what people call it; a list of tasks fills it in

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = "taak"
        verbose_name_plural = "taken"
        ordering = ["-created_at"]
        indexes = [models.Index(fields=["not_before"], condition=Q(state=State.QUEUED), name="job_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state=State.DONE, done_at__isnull=False) | ~Q(state=State.DONE) & Q(done_at=None),
                name="job_done_at_once_done",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
