"""Which services can take on a help request, in which order, and why the others cannot."""

from dataclasses import dataclass

from django.utils import timezone

from cases.routing import law
from cases.routing.law import Notice
from cases.routing.matching import explain
from cases.routing.models import HelpRequest, PlacementRequest, ProviderService
from cases.routing.need import Verdict
from zorgportaal.accounts.models import User


@dataclass(frozen=True)
class Choice:
    """One service with what speaks for and against it, and what was asked of it last."""

    service: ProviderService
    verdict: Verdict
    placement: PlacementRequest | None = None

    @property
    def can_be_asked(self) -> bool:
        return self.verdict.is_suitable and not (self.placement and self.placement.is_live)

    def __str__(self) -> str:
        return str(self.service)


@dataclass(frozen=True)
class Shortlist:
    suitable: list[Choice]
    unsuitable: list[Choice]
    notice: Notice | None

    @property
    def total(self) -> int:
        return len(self.suitable) + len(self.unsuitable)

    @property
    def to_ask(self) -> list[Choice]:
        return [choice for choice in self.suitable if choice.can_be_asked]

    def choice(self, service_id: str) -> Choice | None:
        return next((choice for choice in self.to_ask if str(choice.service.pk) == service_id), None)


def make(asked: HelpRequest, *, by: User) -> Shortlist:
    """The services that give this kind of help, compared. Needs `with_case().with_placements()`."""
    need = asked.need(timezone.localdate())
    # The newest placement request comes first, so it is written last.
    placements = {placed.service_id: placed for placed in reversed(asked.placement_requests.all())}
    services = ProviderService.objects.visible_to(by).active().filter(help_request_types=asked.type_id)
    choices = [
        Choice(service, explain(need, service.offer()), placements.get(service.pk))
        for service in services.with_terms()
    ]
    choices.sort(key=lambda choice: (-choice.verdict.score, choice.service.name))
    suitable = [choice for choice in choices if choice.verdict.is_suitable]
    unsuitable = [choice for choice in choices if not choice.verdict.is_suitable]
    return Shortlist(suitable, unsuitable, law.notice(need) if asked.type.code == "SHELTER" else None)
