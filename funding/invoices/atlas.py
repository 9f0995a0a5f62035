"""The map of Limburg in a year, by contribution, by payment or by arrangement, with its table."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from statistics import quantiles

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from funding.contributions.choices import ArrangementKind
from funding.contributions.contribution import euro
from funding.contributions.models import Arrangement
from funding.invoices.balance import Balance
from funding.invoices.books import books_of
from funding.invoices.choices import MapColour, PaymentState
from funding.invoices.models import Invoice
from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.roles import Permission
from zorgportaal.regions.models import Municipality
from zorgportaal.regions.outlines import HEIGHT, WIDTH, outlines

NOTHING, LIGHT, MIDDLE, STRONG, FULL, WARNING = "c0", "c1", "c2", "c3", "c4", "warn"
SHADES = (LIGHT, MIDDLE, STRONG, FULL)
NO_INVOICE = "geen factuur"
STATES = {
    PaymentState.PAID: FULL,
    PaymentState.PARTLY_PAID: MIDDLE,
    PaymentState.OPEN: LIGHT,
    PaymentState.OVERDUE: WARNING,
    PaymentState.CREDITED: NOTHING,
}
# The state of a municipality with several invoices is the one that needs somebody first.
URGENCY = [
    PaymentState.OVERDUE,
    PaymentState.OPEN,
    PaymentState.PARTLY_PAID,
    PaymentState.PAID,
    PaymentState.CREDITED,
]
KINDS = {
    ArrangementKind.PER_CAPITA: FULL,
    ArrangementKind.GRANT: MIDDLE,
    ArrangementKind.BOTH: WARNING,
    ArrangementKind.NONE: NOTHING,
}


@dataclass(frozen=True)
class Area:
    """One municipality on the map and in the table: a shade never stands without its word."""

    municipality: Municipality
    shade: str
    words: str

    @property
    def outline(self) -> str:
        return outlines().get(self.municipality.gm_code, "")


@requires(Permission.PREPARE_ROUND)
def limburg(request: PortalRequest) -> HttpResponse:
    visible = Invoice.objects.visible_to(request.user)
    years = list(visible.order_by("-year").values_list("year", flat=True).distinct())
    year = _chosen(request.GET.get("jaar"), [str(year) for year in years] or [str(timezone.localdate().year)])
    colour = _chosen(request.GET.get("kleur"), MapColour.values)
    legend, areas = DRAWN[MapColour(colour)](request, int(year))
    context = {
        "areas": areas,
        "legend": legend,
        "years": years,
        "year": int(year),
        "colour": MapColour(colour),
        "colours": MapColour,
        "view_box": f"0 0 {WIDTH} {HEIGHT}",
    }
    return render(request, "funding/invoices/map.html", context)


Drawn = tuple[list[tuple[str, str]], list[Area]]


def _by_contribution(request: PortalRequest, year: int) -> Drawn:
    """In four groups of about as many municipalities."""
    owed = {code: (balance.invoiced - balance.credited) for code, balance in _balances(request, year).items()}
    limits = _limits([amount for amount in owed.values() if amount > 0])

    def area(municipality: Municipality) -> Area:
        amount = owed.get(municipality.gm_code, Decimal(0))
        if amount <= 0:
            return Area(municipality, NOTHING, NO_INVOICE)
        place = sum(amount > limit for limit in limits[1:-1])
        return Area(municipality, SHADES[place], euro(amount))

    legend = [
        (shade, f"{euro(low)} tot en met {euro(high)}")
        for shade, (low, high) in zip(SHADES, pairwise(limits), strict=False)
    ]
    return [*legend, (NOTHING, NO_INVOICE)], _areas(year, area)


def _by_payment(request: PortalRequest, year: int) -> Drawn:
    found: dict[str, PaymentState] = {}
    for entry in books_of(Invoice.objects.visible_to(request.user).filter(year=year)).entries:
        seen = found.get(entry.account.gm_code, entry.state)
        found[entry.account.gm_code] = min(seen, entry.state, key=URGENCY.index)

    def area(municipality: Municipality) -> Area:
        state = found.get(municipality.gm_code)
        if state is None:
            return Area(municipality, NOTHING, NO_INVOICE)
        return Area(municipality, STATES[state], str(state.label))

    legend = [(shade, str(state.label)) for state, shade in STATES.items() if state != PaymentState.CREDITED]
    return [*legend, (NOTHING, f"{NO_INVOICE} of gecrediteerd")], _areas(year, area)


def _by_arrangement(request: PortalRequest, year: int) -> Drawn:
    visible = Arrangement.objects.visible_to(request.user).filter(year=year)
    kept = dict(visible.values_list("municipality_id", "kind"))

    def area(municipality: Municipality) -> Area:
        kind = ArrangementKind(kept.get(municipality.pk, ArrangementKind.PER_CAPITA))
        note = "" if municipality.pk in kept else ", niet apart vastgelegd"
        return Area(municipality, KINDS[kind], f"{kind.label}{note}")

    return [(shade, str(kind.label)) for kind, shade in KINDS.items()], _areas(year, area)


DRAWN: dict[MapColour, Callable[[PortalRequest, int], Drawn]] = {
    MapColour.CONTRIBUTION: _by_contribution,
    MapColour.PAYMENT: _by_payment,
    MapColour.ARRANGEMENT: _by_arrangement,
}


def _areas(year: int, area: Callable[[Municipality], Area]) -> list[Area]:
    today = timezone.localdate()
    on = today.replace(year=year, month=12, day=31) if year < today.year else today
    return [area(municipality) for municipality in Municipality.objects.of_limburg(on)]


def _balances(request: PortalRequest, year: int) -> dict[str, Balance]:
    """By municipality, all schemes of the year together."""
    found: dict[str, Balance] = {}
    for entry in books_of(Invoice.objects.visible_to(request.user).filter(year=year)).entries:
        code = entry.account.gm_code
        found[code] = found.get(code, Balance()) + entry.balance
    return found


def _limits(amounts: Iterable[Decimal]) -> list[Decimal]:
    """The lowest amount, where one shade ends and the next begins, and the highest; in whole cents."""
    ordered = sorted(amounts)
    if len(ordered) < len(SHADES):
        return [ordered[0], ordered[-1]] if ordered else []
    cuts = [Decimal(cut).quantize(Decimal("0.01")) for cut in quantiles(ordered, n=len(SHADES))]
    return [ordered[0], *cuts, ordered[-1]]


def _chosen(wanted: str | None, known: list[str]) -> str:
    """What was asked for, else the first; what is not there is no page."""
    if not wanted:
        return known[0]
    if wanted not in known:
        raise Http404
    return wanted
