"""The period reports to CoMensha: asked for once, counted once, printed once."""

import uuid
from collections.abc import Iterable
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from reporting.periods import Period
from zorgportaal.accounts.models import User
from zorgportaal.accounts.roles import Permission
from zorgportaal.documents.models import PrivateFile

ASKED = ("id", "first_day", "last_day", "requested_by", "requested_at")
COUNTED = ("snapshot", "digest", "made_at", "file")


def once(field: str) -> pgtrigger.Protect:
    """What stands in this field once stays there."""
    stands = pgtrigger.Q(**{f"old__{field}__isnull": False})
    changes = pgtrigger.Q(**{f"old__{field}__df": pgtrigger.F(f"new__{field}")})
    return pgtrigger.Protect(
        name=f"{field}_never_changed", operation=pgtrigger.Update, condition=stands & changes
    )


class ReportRunQuerySet(models.QuerySet["ReportRun"]):
    def visible_to(self, user: User) -> Self:
        """Whoever may make reports sees them all: they hold figures of Limburg, no rows of anybody."""
        return self if user.may(Permission.MAKE_COMENSHA_REPORT) else self.none()

    def with_file(self) -> Self:
        """With what a page says of the file, without the file itself."""
        return self.select_related("requested_by", "file").defer("file__content")

    def periods_in(self, years: Iterable[int]) -> list[Period]:
        days = self.filter(first_day__year__in=years).values_list("first_day", "last_day")
        return [Period.of_days(*both) for both in days]


class ReportRun(models.Model):
    """One report to CoMensha over one period. «periodeverslag»

    The figures are counted once and never again: asking for the same period gives the same report,
    so that nobody learns from the difference between two of them.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    first_day = models.DateField("van")
    last_day = models.DateField("tot en met")
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="gevraagd door"
    )
    requested_at = models.DateTimeField("gevraagd", default=timezone.now)
    snapshot = models.JSONField("cijfers", null=True, editable=False)
    digest = models.CharField("controlegetal", max_length=64, null=True, editable=False)
    made_at = models.DateTimeField("gemaakt", null=True, editable=False)
    file = models.OneToOneField(
        PrivateFile, models.PROTECT, null=True, related_name="+", verbose_name="bestand", editable=False
    )

    objects = ReportRunQuerySet.as_manager()

    class Meta:
        verbose_name = "periodeverslag"
        verbose_name_plural = "periodeverslagen"
        ordering = ["-last_day", "-first_day"]
        constraints = [
            models.UniqueConstraint(
                fields=["first_day", "last_day"],
                name="report_once_per_period",
                violation_error_message="Over deze periode is er al een verslag.",
            ),
            models.CheckConstraint(
                condition=Q(last_day__gt=F("first_day")),
                name="report_ends_after_start",
                violation_error_message="De laatste dag ligt voor de eerste.",
            ),
            models.CheckConstraint(
                condition=Q(first_day__year=F("last_day__year")),
                name="report_is_about_one_year",
                violation_error_message="Een verslag gaat over kwartalen van één jaar.",
            ),
            models.CheckConstraint(
                condition=Q(snapshot__isnull=True, digest=None, made_at=None)
                | Q(snapshot__isnull=False, digest__regex=r"^[0-9a-f]{64}$", made_at__isnull=False),
                name="report_snapshot_has_digest_and_moment",
            ),
            models.CheckConstraint(
                condition=Q(file=None) | Q(snapshot__isnull=False), name="report_file_has_snapshot"
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="question_never_changed", fields=list(ASKED)),
            *(once(field) for field in COUNTED),
            pgtrigger.Protect(name="never_removed", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("comensha:detail", args=[self.pk])

    @property
    def period(self) -> Period:
        return Period.of_days(self.first_day, self.last_day)

    @property
    def number(self) -> str:
        return f"PR-{self.period.code}"

    @property
    def checksum(self) -> str:
        """The start of the digest, in groups that can be read aloud."""
        digest = self.digest or ""
        return " ".join(digest[start : start + 4] for start in range(0, 12, 4))

    @property
    def is_ready(self) -> bool:
        return self.file_id is not None
