"""What is known of each municipality, by scheme and by year: one row each, in a few queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from funding.contributions.choices import Cover, Trail
from funding.contributions.models import (
    Arrangement,
    CouncilDecision,
    DecisionFile,
    PopulationDecision,
    Scheme,
)
from zorgportaal.audit.choices import Outcome
from zorgportaal.audit.models import Event
from zorgportaal.regions.models import Municipality, MunicipalityQuerySet


@dataclass(frozen=True)
class Known:
    municipality: Municipality
    decision: CouncilDecision | None
    own: PopulationDecision | None
    file: DecisionFile | None


@dataclass(frozen=True)
class Agreed:
    municipality: Municipality
    arrangement: Arrangement | None


def proposed_at(scheme: Scheme) -> datetime | None:
    """When the scheme got what it says now: the trail knows. None for one that came with the portal."""
    if scheme.proposed_by_id is None:
        return None
    acts = Event.objects.about(scheme.pk).filter(
        kind__in=[Trail.SCHEME_MADE, Trail.SCHEME_CHANGED], outcome=Outcome.DONE
    )
    return acts.newest_first().values_list("at", flat=True).first()


def endable(scheme: Scheme, beside: list[Scheme]) -> list[Scheme]:
    """Which of the schemes that hold in the same time may get a last day: this one before the others."""
    if scheme.is_agreed and scheme.ends_on is None:
        return [scheme]
    return [other for other in beside if other.is_agreed and other.ends_on is None]


def of_scheme(scheme: Scheme) -> MunicipalityQuerySet:
    """Whoever pays by the scheme, and whoever has a paper of it though it has ended since."""
    with_paper = Q(pk__in=scheme.council_decisions.values("municipality"))
    with_paper |= Q(pk__in=scheme.decisions.values("municipality"))
    payers = Q(pk__in=scheme.payers(scheme.shown_on).values("pk"))
    return Municipality.objects.filter(payers | with_paper)


def of_year(year: int) -> MunicipalityQuerySet:
    """Whoever some scheme of the year covers, Limburg where none does; arrangements of their own first."""
    everywhere = Scheme.objects.holding_in(year).filter(cover=Cover.NETHERLANDS).exists()
    there = Municipality.objects.on(date(year, 1, 1))
    own = Arrangement.objects.filter(municipality=OuterRef("pk"), year=year)
    covered = there if everywhere else there.filter(is_in_limburg=True)
    return covered.order_by(Exists(own).desc(), "name", "gm_code")


def of_any_scheme() -> MunicipalityQuerySet:
    """Whoever some agreed scheme covers today: the whole country only where a scheme is for all."""
    today = Municipality.objects.on(timezone.localdate())
    everywhere = Scheme.objects.agreed().filter(cover=Cover.NETHERLANDS).exists()
    return today if everywhere else today.filter(is_in_limburg=True)


def decided(scheme: Scheme, municipalities: Iterable[Municipality]) -> list[Known]:
    shown = list(municipalities)
    ids = [one.pk for one in shown]
    decisions = {row.municipality_id: row for row in scheme.council_decisions.filter(municipality__in=ids)}
    own = {row.municipality_id: row for row in scheme.decisions.filter(municipality__in=ids)}
    files = {row.municipality_id: row for row in scheme.files.to_list().filter(municipality__in=ids)}
    return [Known(one, decisions.get(one.pk), own.get(one.pk), files.get(one.pk)) for one in shown]


def agreed(year: int, municipalities: Iterable[Municipality]) -> list[Agreed]:
    shown = list(municipalities)
    rows = Arrangement.objects.filter(year=year, municipality__in=[one.pk for one in shown])
    found: dict[UUID, Arrangement] = {row.municipality_id: row for row in rows}
    return [Agreed(one, found.get(one.pk)) for one in shown]
