"""What was on the agenda, what was said and decided, and who does what."""

import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from cases.conferences.choices import FINISHED, ActionState, Confidentiality, LineKind
from cases.conferences.models.meeting import Conference
from cases.dossiers.models import Dossier
from zorgportaal.accounts.choices import OrganisationKind, Role
from zorgportaal.accounts.models import Organisation, User
from zorgportaal.accounts.roles import Permission
from zorgportaal.vault.fields import SealedTextField
from zorgportaal.vault.models import DataKey

CARE_PARTNERS = (
    OrganisationKind.SAFETY_HOUSE,
    OrganisationKind.PROVIDER,
    OrganisationKind.MUNICIPALITY,
)


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def visible_to(self, user: User) -> Self:
        """The items this person may know of, by their confidentiality. Nobody sees the rest's title."""
        seated = Exists(ItemSeat.objects.filter(item=OuterRef("pk"), organisation=user.organisation_id))
        reader = AgendaItem.readers.through.objects.filter(agendaitem=OuterRef("pk"), user=user)
        named = Q(created_by=user) | Q(Exists(reader))
        visible = Q(confidentiality=Confidentiality.OPEN)
        visible |= Q(confidentiality=Confidentiality.RESTRICTED) & named
        if user.role == Role.CARE_COORDINATOR:
            visible |= ~Q(confidentiality=Confidentiality.RESTRICTED)
        else:
            visible |= Q(seated, confidentiality__in=seated_may_see(user.organisation.kind))
            visible |= Q(conference__chair=user, confidentiality=Confidentiality.POLICE)
        return self.filter(visible, conference__in=Conference.objects.visible_to(user))

    def with_place(self) -> Self:
        """Loads what the title and its place in the meeting need."""
        return self.select_related("conference__key", "conference__house", "conference__chair", "dossier")

    def with_counts(self) -> Self:
        """Adds how many decisions and actions an item has."""
        decisions = Count("lines", filter=Q(lines__kind=LineKind.DECISION), distinct=True)
        return self.annotate(decisions=decisions, promises=Count("actions", distinct=True))


def may_choose(user: User, conference: Conference) -> list[Confidentiality]:
    """The confidentialities under which this person would see an item of the own hand."""
    always = [Confidentiality.OPEN, Confidentiality.CASE, Confidentiality.RESTRICTED]
    if user.role == Role.CARE_COORDINATOR:
        return list(Confidentiality)
    chair = [Confidentiality.POLICE] if conference.chair_id == user.pk else []
    allowed = {*always, *seated_may_see(user.organisation.kind), *chair}
    return [confidentiality for confidentiality in Confidentiality if confidentiality in allowed]


def seated_may_see(kind: str) -> list[Confidentiality]:
    """What sitting at an item opens for an organisation of this kind.

    Police information goes to the police, care to care partners; the coordinators see more.
    """
    if kind == OrganisationKind.POLICE:
        return [Confidentiality.CASE, Confidentiality.POLICE]
    if kind in CARE_PARTNERS:
        return [Confidentiality.CASE, Confidentiality.CARE]
    return [Confidentiality.CASE]


class AgendaItem(models.Model):
    """One point of the agenda, mostly about one dossier. «agendapunt»"""

    key_path = "conference__key"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    conference = models.ForeignKey(Conference, models.CASCADE, related_name="items", verbose_name="overleg")
    position = models.PositiveSmallIntegerField("nummer")
    dossier = models.ForeignKey(
        Dossier,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="agenda_items",
        verbose_name="dossier",
    )
    title = SealedTextField("onderwerp")
    deviation_reason = SealedTextField("reden om af te wijken")
    confidentiality = models.CharField("wie mag dit zien", max_length=12, choices=Confidentiality)
    readers = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+", verbose_name="genoemde personen"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="toegevoegd door"
    )

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        verbose_name = "agendapunt"
        verbose_name_plural = "agendapunten"
        ordering = ["conference", "position"]
        constraints = [
            models.UniqueConstraint(fields=["conference", "position"], name="agenda_item_one_per_position"),
            models.CheckConstraint(
                condition=Q(dossier=None) | ~Q(confidentiality=Confidentiality.OPEN),
                name="agenda_item_about_a_case_is_not_open",
                violation_error_message="Een punt over een dossier is nooit algemeen.",
            ),
        ]

    def __str__(self) -> str:
        return f"agendapunt {self.position}"

    def get_absolute_url(self) -> str:
        return reverse("conferences:item", args=[self.pk])

    def is_hidden_for(self, organisation: Organisation, *, is_seated: bool) -> bool:
        """Whether nobody of an invited organisation may see this by sitting there.

        Who is named or chairs is a person, not an organisation.
        """
        if organisation.kind == OrganisationKind.SAFETY_HOUSE:
            return self.confidentiality == Confidentiality.RESTRICTED
        may_see = seated_may_see(organisation.kind) if is_seated else []
        return self.confidentiality not in (Confidentiality.OPEN, *may_see)

    @property
    def key(self) -> DataKey | None:
        return self.conference.key

    @property
    def key_id(self) -> uuid.UUID | None:
        return self.conference.key_id


class ItemSeatQuerySet(models.QuerySet["ItemSeat"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(item__in=AgendaItem.objects.visible_to(user))


class ItemSeat(models.Model):
    """That an organisation sat at the table for one item. «deelnemer aan een punt»"""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="seats", verbose_name="agendapunt")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="organisatie"
    )

    objects = ItemSeatQuerySet.as_manager()

    class Meta:
        verbose_name = "deelnemer aan een punt"
        verbose_name_plural = "deelnemers aan een punt"
        ordering = ["organisation__name"]
        constraints = [
            models.UniqueConstraint(
                fields=["item", "organisation"],
                name="item_seat_once_per_organisation",
                violation_error_message="Deze organisatie zit al bij dit punt.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation_id} bij {self.item_id}"


class MinuteLineQuerySet(models.QuerySet["MinuteLine"]):
    def visible_to(self, user: User) -> Self:
        return self.filter(item__in=AgendaItem.objects.visible_to(user))

    def with_key(self) -> Self:
        """Loads what the text and its place in the meeting need."""
        return self.select_related("item__conference__key")


class MinuteLine(models.Model):
    """One line of the minutes: a fact that was shared, or a decision. «verslagregel»

    `version` rises with every correction; what stood there before is kept as a `FormerLine`.
    """

    key_path = "item__conference__key"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="lines", verbose_name="agendapunt")
    position = models.PositiveSmallIntegerField("nummer")
    kind = models.CharField("soort", max_length=8, choices=LineKind)
    text = SealedTextField("tekst")
    source = SealedTextField("bron")
    version = models.PositiveIntegerField("versie", default=1)

    objects = MinuteLineQuerySet.as_manager()

    class Meta:
        verbose_name = "verslagregel"
        verbose_name_plural = "verslagregels"
        ordering = ["item", "position"]
        constraints = [
            models.UniqueConstraint(fields=["item", "position"], name="minute_line_one_per_position")
        ]

    def __str__(self) -> str:
        return f"regel {self.position}"

    @property
    def key(self) -> DataKey | None:
        return self.item.key

    @property
    def key_id(self) -> uuid.UUID | None:
        return self.item.key_id


class ActionItemQuerySet(models.QuerySet["ActionItem"]):
    def visible_to(self, user: User) -> Self:
        """What belongs to an item one may see, and what oneself has to do."""
        if not user.may(Permission.VIEW_CONFERENCE):
            return self.none()
        return self.filter(Q(item__in=AgendaItem.objects.visible_to(user)) | Q(owner=user))

    def changeable_by(self, user: User) -> Self:
        """Who keeps the minutes changes every action, others those of the own organisation."""
        if user.may(Permission.LOG_CONFERENCE):
            return self
        return self.filter(Q(owner_organisation=user.organisation_id) | Q(owner=user))

    def with_key(self) -> Self:
        """Loads what the text and its place in the meeting need."""
        return self.select_related("item__conference__key", "item__dossier", "owner_organisation", "owner")

    def unfinished(self) -> Self:
        return self.exclude(state__in=FINISHED).order_by("due_on", "id")


class ActionItem(models.Model):
    """What somebody promised to do, and by when. «actie»"""

    key_path = "item__conference__key"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="actions", verbose_name="agendapunt")
    text = SealedTextField("wat")
    owner_organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="organisatie die het doet"
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="wie het doet",
    )
    due_on = models.DateField("uiterlijk")
    state = models.CharField("status", max_length=8, choices=ActionState, default=ActionState.OPEN)
    result = SealedTextField("resultaat")
    finished_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name="afgerond door",
    )
    finished_at = models.DateTimeField("afgerond", null=True)
    created_at = models.DateTimeField("afgesproken", auto_now_add=True)

    objects = ActionItemQuerySet.as_manager()

    class Meta:
        verbose_name = "actie"
        verbose_name_plural = "acties"
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=FINISHED, finished_by__isnull=False, finished_at__isnull=False)
                | ~Q(state__in=FINISHED) & Q(finished_by=None, finished_at=None),
                name="action_finished_by_someone_at_some_time",
            )
        ]

    def __str__(self) -> str:
        return f"actie {self.id}"

    @property
    def key(self) -> DataKey | None:
        return self.item.key

    @property
    def key_id(self) -> uuid.UUID | None:
        return self.item.key_id

    @property
    def is_finished(self) -> bool:
        return self.state in FINISHED

    @property
    def is_overdue(self) -> bool:
        return not self.is_finished and self.due_on < timezone.localdate()
