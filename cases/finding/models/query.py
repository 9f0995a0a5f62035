"""What somebody looked for, kept sealed for as long as the result may be looked at again."""

import uuid
from datetime import date, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone

from zorgportaal.accounts.models import User
from zorgportaal.vault.fields import SealedTextField

KEPT = timedelta(hours=8)


class SearchQueryQuerySet(models.QuerySet["SearchQuery"]):
    def visible_to(self, user: User) -> Self:
        """Nobody else's, and only today's: what somebody looks for says whom they know of."""
        return self.fresh().filter(asked_by=user)

    def fresh(self) -> Self:
        return self.filter(asked_at__gt=timezone.now() - KEPT)

    def expired(self) -> Self:
        return self.filter(asked_at__lte=timezone.now() - KEPT)


class SearchQuery(models.Model):
    """What one person looked for, sealed, with an address of its own. «zoekvraag»

    So a search term stands in no address, log or history, and Back and reload work. After 8 hours the
    row and its key are gone. A new dossier starts from one: `user.search_queries` says whether.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.ForeignKey(
        "vault.DataKey", models.SET_NULL, null=True, related_name="+", verbose_name="sleutel"
    )
    number = SealedTextField("nummer")
    surname = SealedTextField("achternaam")
    given_names = SealedTextField("voornamen")
    born = SealedTextField("geboortedatum of -jaar")
    nationality = SealedTextField("nationaliteit")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="search_queries",
        verbose_name="gezocht door",
    )
    asked_at = models.DateTimeField("gezocht op", default=timezone.now)

    objects = SearchQueryQuerySet.as_manager()

    class Meta:
        verbose_name = "zoekvraag"
        verbose_name_plural = "zoekvragen"
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["asked_at"], name="search_query_by_moment")]

    def __str__(self) -> str:
        return f"zoekvraag {self.id}"

    def get_absolute_url(self) -> str:
        return reverse("finding:result", args=[self.pk])

    @property
    def name(self) -> str:
        return f"{self.given_names} {self.surname}".strip()

    @property
    def birth_date(self) -> date | None:
        return date.fromisoformat(self.born) if len(self.born) > 4 else None

    @property
    def birth_year(self) -> int | None:
        return int(self.born[:4]) if self.born else None
