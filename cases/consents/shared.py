"""What was shared already under a consent: found in the rooms that shared it, by relation name."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from cases.consents.choices import Scope
from cases.consents.models import Consent
from zorgportaal.accounts.models import User


@dataclass(frozen=True)
class Shared:
    """On which day what went to whom."""

    on: date
    to: str
    what: str


def already(consent: Consent, *, by: User) -> list[Shared]:
    """Newest first; only what this person may know of."""
    return sorted(FINDERS[Scope(consent.scope)](consent, by), key=lambda one: one.on, reverse=True)


def _with_provider(consent: Consent, by: User) -> Iterator[Shared]:
    help_requests: Any = consent.dossier.help_requests  # type: ignore[attr-defined]
    for asked in help_requests.visible_to(by).with_placements():
        for placed in asked.placement_requests.all():
            provider = placed.service.provider
            if provider.organisation_id == consent.organisation_id:
                day = timezone.localdate(placed.requested_at)
                what = f"Plaatsingsverzoek {placed.reference}: {placed.shared_in_words}"
                yield Shared(day, str(provider.organisation), what)
    for paper in consent.dossier.papers.filter(letter__provider=consent.organisation_id):
        day, to = timezone.localdate(paper.added_at), str(consent.organisation)
        yield Shared(day, to, f"Brief {paper.code}, zonder naam")


def _in_conference(consent: Consent, by: User) -> Iterator[Shared]:
    items: Any = consent.dossier.agenda_items  # type: ignore[attr-defined]
    for item in items.visible_to(by).select_related("conference").prefetch_related("seats__organisation"):
        names = ", ".join(sorted(str(seat.organisation) for seat in item.seats.all()))
        what = f"Besproken in het {item.conference.get_kind_display()}"
        yield Shared(item.conference.held_on, names or "de deelnemers", what)


def _nothing(_consent: Consent, _by: User) -> Iterator[Shared]:
    """Reports to CoMensha and for research count without a name; the page says so."""
    yield from ()


FINDERS: dict[Scope, Callable[[Consent, User], Iterator[Shared]]] = {
    Scope.PROVIDER: _with_provider,
    Scope.CONFERENCE: _in_conference,
    Scope.COMENSHA: _nothing,
    Scope.RESEARCH: _nothing,
}
