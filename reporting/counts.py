"""What there is to count, per quarter: five queries for any number of dossiers. Not protected yet.

A dossier is one person at one house; people count in the quarter in which they were reported, help
requests in the quarter in which they were asked.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import cached_property

from django.db.models import (
    Case,
    CharField,
    Count,
    DurationField,
    ExpressionWrapper,
    F,
    Q,
    QuerySet,
    Value,
    When,
)
from django.db.models.functions import TruncDate, TruncQuarter
from django.utils import timezone

from cases.dossiers.choices import AgeBand, Vocabulary
from cases.dossiers.models import Dossier, Option
from cases.dossiers.models.dossier import BANDS, DUTCH
from cases.routing.choices import PlacementOutcome
from cases.routing.models import HelpRequest, PlacementRequest
from reporting.periods import Quarter
from zorgportaal.regions.models import CareRegion

Tally = Mapping[Quarter, Mapping[str, int]]

SHELTER = "SHELTER"
NATIONALITY_UNKNOWN = "0000"  # national table 32
ADULT, MINOR, UNKNOWN, OTHER = "adult", "minor", "unknown", "other"
ADULT_BANDS = (AgeBand.FROM_18, AgeBand.FROM_23, AgeBand.FROM_28, AgeBand.FROM_40, AgeBand.FROM_60)


class Counted:
    """All counts over a stretch of quarters. Each query runs when it is first asked for."""

    def __init__(self, first: Quarter, last: Quarter) -> None:
        self._first, self._last = first, last

    @cached_property
    def regions(self) -> dict[str, str]:
        """The care regions by code."""
        return dict(CareRegion.objects.order_by("code").values_list("code", "name"))

    @cached_property
    def options(self) -> list[Option]:
        started = Q(valid_from=None) | Q(valid_from__lte=self._last.last_day)
        return list(Option.objects.filter(started).order_by("position"))

    @cached_property
    def people(self) -> dict[str, dict[Quarter, Counter[str]]]:
        """By region, by age, and by nationality within each age class."""
        tallies = _tallies()
        for quarter, region, band, nationality, count in self._grouped(
            self._dossiers(), F("house__care_region__code"), BAND, NATIONALITY
        ):
            age_class = band if band in {MINOR, UNKNOWN} else ADULT
            for name, code in (("region", region), ("age", band), (age_class, nationality)):
                tallies[name][quarter][code] += count
        return tallies

    @cached_property
    def words(self) -> dict[str, dict[Quarter, Counter[str]]]:
        tallies = _tallies()
        for quarter, form, reporter, count in self._grouped(
            self._dossiers(), F("exploitation_form__code"), F("reporter_category__code")
        ):
            tallies["form"][quarter][form] += count
            tallies["reporter"][quarter][reporter] += count
        return tallies

    @cached_property
    def help(self) -> dict[str, dict[Quarter, Counter[str]]]:
        """By type, and by state within each type."""
        tallies = _tallies()
        asked = HelpRequest.objects.filter(self._at("created_at"))
        for quarter, code, state, count in self._grouped(asked, F("type__code"), F("state"), on="created_at"):
            tallies["type"][quarter][code] += count
            tallies[code][quarter][state] += count
        return tallies

    @cached_property
    def days(self) -> dict[Quarter, Counter[tuple[str, int]]]:
        """Of the requests for shelter that led to a place: (kind, days waited)."""
        accepted = PlacementRequest.objects.filter(
            self._at("help_request__created_at"),
            outcome=PlacementOutcome.ACCEPTED,
            help_request__type__code=SHELTER,
        )
        found: dict[Quarter, Counter[tuple[str, int]]] = defaultdict(Counter)
        rows = self._grouped(
            accepted, F("service__shelter_type__code"), WAITED, on="help_request__created_at"
        )
        for quarter, code, waited, count in rows:
            found[quarter][self._kinds.get(code, OTHER), waited.days] += count
        return found

    @cached_property
    def placed(self) -> dict[Quarter, Counter[str]]:
        tally: dict[Quarter, Counter[str]] = defaultdict(Counter)
        for quarter, counts in self.days.items():
            for (kind, _), count in counts.items():
                tally[quarter][kind] += count
        return tally

    @cached_property
    def refused(self) -> dict[Quarter, Counter[str]]:
        declined = PlacementRequest.objects.filter(self._at("decided_at"), outcome=PlacementOutcome.DECLINED)
        tally: dict[Quarter, Counter[str]] = defaultdict(Counter)
        for quarter, code, count in self._grouped(declined, F("refusal_reason__code"), on="decided_at"):
            tally[quarter][code] += count
        return tally

    @cached_property
    def _kinds(self) -> dict[str | None, str]:
        """Which kind of shelter each type of the list is, by who decides on a place there."""
        types = [option for option in self.options if option.vocabulary == Vocabulary.SHELTER_TYPE]
        return {option.code: _kind(option.attributes) for option in types}

    def _dossiers(self) -> QuerySet[Dossier]:
        """What was reported in these quarters, without what two people called a mistake."""
        reported = Dossier.objects.filter(reported_on__range=(self._first.first_day, self._last.last_day))
        return reported.without_mistakes()

    def _at(self, field: str) -> Q:
        """That a moment lies in these quarters."""
        start, end = self._first.first_day, self._last.moved(1).first_day
        return Q(**{f"{field}__gte": _midnight(start), f"{field}__lt": _midnight(end)})

    def _grouped(self, rows: QuerySet, *by: object, on: str = "reported_on") -> Iterable[tuple]:
        """(quarter, …, count), one row for each combination that occurs."""
        names = {f"by{number}": expression for number, expression in enumerate(by)}
        grouped = rows.order_by().annotate(in_quarter=TruncQuarter(on), **names).values("in_quarter", *names)
        for start, *rest in grouped.annotate(count=Count("pk")).values_list("in_quarter", *names, "count"):
            yield (Quarter.of(start), *rest)


def _tallies() -> dict[str, dict[Quarter, Counter[str]]]:
    return defaultdict(lambda: defaultdict(Counter))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, datetime.min.time()))


def _kind(attributes: Mapping[str, object]) -> str:
    if attributes.get("entry") == "comensha":
        return "comensha"
    if attributes.get("is_wmo") is True:
        return "wmo"
    return "youth" if attributes.get("minors_only") is True else OTHER


# Who may be a child counts as one, whatever the estimate (treaty art. 10(3)).
BAND = Case(
    When(Q(may_be_minor=True) | Q(age__lt=18), then=Value(MINOR)),
    When(age=None, then=Value(UNKNOWN)),
    *[When(age__lt=limit, then=Value(str(band))) for limit, band in BANDS if band in ADULT_BANDS],
    output_field=CharField(),
)
NATIONALITY = Case(
    When(Q(nationality=None) | Q(nationality__brp_code=NATIONALITY_UNKNOWN), then=Value(UNKNOWN)),
    When(nationality__brp_code=DUTCH, then=Value("dutch")),
    default=Value(OTHER),
    output_field=CharField(),
)
WAITED = ExpressionWrapper(
    TruncDate("decided_at") - TruncDate("help_request__created_at"), output_field=DurationField()
)
