"""The map of Limburg in a year, by contribution, by payment or by arrangement, with its table."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from statistics import quantiles

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from funding.contributions.choices import ArrangementKind
from funding.contributions.contribution import euro
from funding.contributions.models import Arrangement
from funding.invoices.books import Entry, books_of
from funding.invoices.choices import MapColour, PaymentState
from funding.invoices.models import Invoice
from zorgportaal.accounts.access import PortalRequest, requires
from zorgportaal.accounts.roles import Permission
from zorgportaal.regions.models import Municipality
from zorgportaal.regions.outlines import HEIGHT, WIDTH, Point, middles, outlines

# Marks that differ without colour too: a dashed outline, dots and a hatch beside the four shades.
NOTHING, LIGHT, MIDDLE, STRONG, FULL, DOTS, WARNING = "c0", "c1", "c2", "c3", "c4", "dots", "warn"
SHADES = (LIGHT, MIDDLE, STRONG, FULL)
NO_INVOICE = "geen factuur"
CENT = Decimal("0.01")
UNSAID = "niet apart vastgelegd"
STATES = {
    PaymentState.PAID: FULL,
    PaymentState.PARTLY_PAID: MIDDLE,
    PaymentState.OPEN: DOTS,
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
    ArrangementKind.GRANT: DOTS,
    ArrangementKind.BOTH: WARNING,
    ArrangementKind.NONE: NOTHING,
}


@dataclass(frozen=True)
class Area:
    """One municipality on the map and in the table: a shade never stands without its word."""

    number: int
    municipality: Municipality
    shade: str
    words: str
    entries: tuple[Entry, ...]

    @property
    def outline(self) -> str:
        return outlines().get(self.municipality.gm_code, "")

    @property
    def middle(self) -> Point | None:
        return middles().get(self.municipality.gm_code)


@requires(Permission.PREPARE_ROUND)
def limburg(request: PortalRequest) -> HttpResponse:
    visible = Invoice.objects.visible_to(request.user)
    years = list(visible.order_by("-year").values_list("year", flat=True).distinct())
    year = _chosen(request.GET.get("jaar"), [str(year) for year in years] or [str(timezone.localdate().year)])
    colour = _chosen(request.GET.get("kleur"), MapColour.values)
    entries = _entries(request, int(year))
    legend, mark = DRAWN[MapColour(colour)](request, int(year), entries)
    context = {
        "areas": _areas(int(year), entries, mark),
        "legend": legend,
        "years": years,
        "year": int(year),
        "colour": MapColour(colour),
        "colours": MapColour,
        "view_box": f"0 0 {WIDTH} {HEIGHT}",
    }
    return render(request, "funding/invoices/map.html", context)


Mark = Callable[[Municipality], tuple[str, str]]  # the shade of a municipality and its words
Entries = dict[str, list[Entry]]  # of the books, by GM code
Drawn = tuple[list[tuple[str, str]], Mark]


def _by_contribution(request: PortalRequest, year: int, entries: Entries) -> Drawn:
    """In four groups of about as many municipalities."""
    owed = {code: _owed(rows) for code, rows in entries.items()}
    groups = _groups([amount for amount in owed.values() if amount > 0])

    def mark(municipality: Municipality) -> tuple[str, str]:
        amount = owed.get(municipality.gm_code, Decimal(0))
        if amount <= 0:
            return NOTHING, NO_INVOICE
        place = next(place for place, (_, high) in enumerate(groups) if amount <= high)
        return SHADES[place], euro(amount)

    legend = [
        (shade, euro(low) if low == high else f"{euro(low)} tot en met {euro(high)}")
        for shade, (low, high) in zip(SHADES, groups, strict=False)
    ]
    return [*legend, (NOTHING, NO_INVOICE)], mark


def _by_payment(request: PortalRequest, year: int, entries: Entries) -> Drawn:
    def mark(municipality: Municipality) -> tuple[str, str]:
        rows = entries.get(municipality.gm_code)
        if not rows:
            return NOTHING, NO_INVOICE
        state = min((row.state for row in rows), key=URGENCY.index)
        return STATES[state], str(state.label)

    legend = [(shade, str(state.label)) for state, shade in STATES.items() if state != PaymentState.CREDITED]
    return [*legend, (NOTHING, f"{NO_INVOICE} of gecrediteerd")], mark


def _by_arrangement(request: PortalRequest, year: int, entries: Entries) -> Drawn:
    visible = Arrangement.objects.visible_to(request.user).filter(year=year)
    kept = dict(visible.values_list("municipality_id", "kind"))
    usual = f"{ArrangementKind.PER_CAPITA.label}, {UNSAID}"

    def mark(municipality: Municipality) -> tuple[str, str]:
        if municipality.pk not in kept:
            return LIGHT, usual
        kind = ArrangementKind(kept[municipality.pk])
        return KINDS[kind], str(kind.label)

    said = [(shade, str(kind.label)) for kind, shade in KINDS.items()]
    return [said[0], (LIGHT, usual), *said[1:]], mark


DRAWN: dict[MapColour, Callable[[PortalRequest, int, Entries], Drawn]] = {
    MapColour.CONTRIBUTION: _by_contribution,
    MapColour.PAYMENT: _by_payment,
    MapColour.ARRANGEMENT: _by_arrangement,
}


def _areas(year: int, entries: Entries, mark: Mark) -> list[Area]:
    """By name, with the number that stands on the map."""
    today = timezone.localdate()
    on = today.replace(year=year, month=12, day=31) if year < today.year else today
    return [
        Area(number, one, *mark(one), entries=tuple(entries.get(one.gm_code, ())))
        for number, one in enumerate(Municipality.objects.of_limburg(on), start=1)
    ]


def _entries(request: PortalRequest, year: int) -> Entries:
    """The books of a year; a municipality has an entry for each scheme."""
    found: Entries = {}
    for entry in books_of(Invoice.objects.visible_to(request.user).filter(year=year)).entries:
        found.setdefault(entry.account.gm_code, []).append(entry)
    return found


def _owed(entries: Iterable[Entry]) -> Decimal:
    return sum((entry.balance.invoiced - entry.balance.credited for entry in entries), Decimal(0))


def _groups(amounts: Iterable[Decimal]) -> list[tuple[Decimal, Decimal]]:
    """The lowest and the highest amount of each shade; no amount is in two of them."""
    ordered = sorted(amounts)
    if len(ordered) < len(SHADES):
        return [(ordered[0], ordered[-1])] if ordered else []
    cuts = [Decimal(cut).quantize(CENT) for cut in quantiles(ordered, n=len(SHADES))]
    lows = [ordered[0], *(cut + CENT for cut in cuts)]
    highs = [*cuts, ordered[-1]]
    return [(low, high) for low, high in zip(lows, highs, strict=True) if low <= high]


def _chosen(wanted: str | None, known: list[str]) -> str:
    """What was asked for, else the first; what is not there is no page."""
    if not wanted:
        return known[0]
    if wanted not in known:
        raise Http404
    return wanted
