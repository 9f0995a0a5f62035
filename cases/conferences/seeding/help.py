"""Help requests of a fictitious dossier, and what providers answered."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from cases.conferences.seeding import chances
from cases.conferences.seeding.people import People
from cases.dossiers.choices import Vocabulary
from cases.dossiers.models import Dossier
from cases.routing.choices import HelpRequestState, PlacementOutcome, SharedField
from cases.routing.models import HelpRequest, PlacementRequest, ProviderService

SHELTER = "SHELTER"
# Once this old, a request that nobody met is withdrawn.
GIVEN_UP = timedelta(days=180)


@dataclass
class Asked:
    """The requests of one dossier, and the placement requests that follow from them."""

    requests: list[HelpRequest] = field(default_factory=list)
    placements: list[PlacementRequest] = field(default_factory=list)


class Help:
    def __init__(self, people: People, references: set[str]) -> None:
        self.people, self.ground, self.random = people, people.ground, people.random
        self.references = references
        self.until = timezone.make_aware(datetime.combine(people.today, time.min))

    def of(self, dossier: Dossier) -> Asked:
        asked = Asked()
        for code in self._types():
            request = self._request(dossier, code)
            asked.requests.append(request)
            asked.placements += self._answers(request, code)
        return asked

    def _types(self) -> Iterator[str]:
        """Shelter for most, and some other things, each at most once."""
        if self.random.random() < chances.SHELTER_SHARE:
            yield SHELTER
        more = [chances.HELP.draw(self.random) for _ in range(chances.MORE_HELP.draw(self.random))]
        yield from dict.fromkeys(more)

    def _request(self, dossier: Dossier, code: str) -> HelpRequest:
        day = dossier.reported_on + timedelta(days=int(self.random.expovariate(1 / 4)))
        return HelpRequest(
            id=self.people.id(),
            dossier=dossier,
            type=self.ground.word(Vocabulary.HELP_REQUEST_TYPE, code),
            urgency=chances.URGENCIES.draw(self.random),
            security_needed=dossier.safety_level,
            created_by=dossier.registered_by,
            created_at=min(self._at(day), self.until),
        )

    def _answers(self, request: HelpRequest, code: str) -> list[PlacementRequest]:
        """Some refusals, then perhaps a place. Shelter is found more quickly than it used to be."""
        services = self._fitting(request.dossier, code)
        asked_at = request.created_at
        found: list[PlacementRequest] = []
        for service in services[: chances.REFUSED_FIRST.draw(self.random) if len(services) > 1 else 0]:
            asked_at = self._next(asked_at, request)
            if asked_at >= self.until:
                return found
            found.append(self._placement(request, service, asked_at, PlacementOutcome.DECLINED))
        if services and self.random.random() < 0.8:
            asked_at = self._next(asked_at, request)
            if asked_at < self.until:
                found.append(self._placement(request, services[-1], asked_at, PlacementOutcome.ACCEPTED))
                request.state = HelpRequestState.PLACED
                return found
        if self.until - request.created_at > GIVEN_UP:
            request.state = HelpRequestState.WITHDRAWN
        return found

    def _fitting(self, dossier: Dossier, code: str) -> list[ProviderService]:
        """Up to three services that take on this help for somebody of this age, in any order."""
        able = [one for one in self.ground.helpers.get(code, []) if _takes(one, dossier)]
        return self.random.sample(able, min(len(able), 3))

    def _next(self, moment: datetime, request: HelpRequest) -> datetime:
        how_long_ago = (self.people.today - request.created_at.date()).days / self.people.days
        return moment + timedelta(days=self.random.expovariate(1 / (1.5 + 2.5 * how_long_ago)))

    def _placement(
        self,
        request: HelpRequest,
        service: ProviderService,
        decided_at: datetime,
        outcome: PlacementOutcome,
    ) -> PlacementRequest:
        is_no = outcome == PlacementOutcome.DECLINED
        reason = (
            self.ground.word(Vocabulary.REFUSAL_REASON, chances.REFUSALS.draw(self.random)) if is_no else None
        )
        return PlacementRequest(
            id=self.people.id(),
            help_request=request,
            service=service,
            reference=self._reference(),
            requested_by=request.created_by,
            requested_at=request.created_at,
            shared_fields=[SharedField.AGE_BAND, SharedField.GENDER],
            outcome=outcome,
            refusal_reason=reason,
            decided_by=request.created_by,
            decided_at=decided_at,
        )

    def _reference(self) -> str:
        """Eight characters, so that no provider's own six-character reference looks like it."""
        while True:
            reference = f"PV-{self.random.getrandbits(32):08X}"
            if reference not in self.references:
                self.references.add(reference)
                return reference

    def _at(self, day: date) -> datetime:
        return timezone.make_aware(datetime.combine(day, time(9 + self.random.randrange(8), 15)))


def _takes(service: ProviderService, dossier: Dossier) -> bool:
    kind = service.shelter_type.attributes if service.shelter_type else {}
    closed = kind.get("adults_only") if dossier.is_minor else kind.get("minors_only")
    age = dossier.age if dossier.age is not None else 30
    too_young = service.age_min is not None and age < service.age_min
    return not closed and not too_young and (service.age_max is None or age <= service.age_max)
