"""What a municipality pays this year and the coming four: invoiced, or else estimated."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby

from django.utils.text import capfirst

from funding.contributions.choices import ArrangementKind
from funding.contributions.contribution import OutsidePeriod, Period, whole
from funding.contributions.models import Arrangement, PopulationDecision, Scheme, cbs_phrase
from funding.invoices import einvoice
from funding.invoices.balance import NOTHING
from funding.invoices.choices import Kind
from funding.invoices.models import Invoice
from zorgportaal.regions.choices import PopulationStatus
from zorgportaal.regions.models import Municipality, PopulationFigure

YEARS_AHEAD = 4
FIRST_YEAR, LAST_YEAR = 2019, 2100


@dataclass(frozen=True)
class Expected:
    """One year of one scheme, in euro; `source` says where the number of inhabitants is from.

    `instead` says why nothing is paid per inhabitant: an arrangement, or an invoice that was taken back.
    """

    scheme: Scheme
    period: Period
    inhabitants: int
    source: str
    rate: Decimal
    amount: Decimal
    vat: Decimal
    is_estimate: bool
    is_own_figure: bool
    is_provisional: bool = False
    instead: str = ""

    @property
    def year(self) -> int:
        return self.period.starts_on.year

    @property
    def pays(self) -> bool:
        return not self.instead

    @property
    def total(self) -> Decimal:
        """With VAT."""
        return self.amount + self.vat if self.pays else NOTHING

    @property
    def people(self) -> str:
        return whole(self.inhabitants)


@dataclass(frozen=True)
class Year:
    """All schemes of one year together."""

    year: int
    rows: list[Expected]

    @property
    def total(self) -> Decimal:
        return sum((row.total for row in self.rows), NOTHING)

    @property
    def pays(self) -> bool:
        return any(row.pays for row in self.rows)

    @property
    def is_estimate(self) -> bool:
        return any(row.is_estimate and row.pays for row in self.rows)


def budget(municipality: Municipality, year: int) -> list[Year]:
    """From that year on; a year without a scheme is not in it. As many queries for any municipality."""
    years = range(max(year, FIRST_YEAR), min(year + YEARS_AHEAD, LAST_YEAR) + 1)
    known = Known(municipality, years)
    found = (known.expected(scheme, one) for one in years for scheme in known.schemes)
    rows = [expected for expected in found if expected]
    return [Year(one, list(group)) for one, group in groupby(rows, key=lambda row: row.year)]


class Known:
    """All that decides about the coming years of one municipality, read once.

    A scheme counts when two people agreed on it: what one person typed stands in no council paper.
    """

    def __init__(self, municipality: Municipality, years: range) -> None:
        self.municipality = municipality
        self.schemes = list(Scheme.objects.agreed())
        self.own = {
            row.scheme_id: row for row in PopulationDecision.objects.filter(municipality=municipality)
        }
        self.figures = {figure.reference_date: figure for figure in _figures(municipality)}
        arrangements = Arrangement.objects.filter(municipality=municipality, year__in=years)
        self.arrangements: dict[int, str] = dict(arrangements.values_list("year", "kind"))
        issued = Invoice.objects.filter(kind=Kind.INVOICE, municipality=municipality, year__in=years)
        self.issued = {
            (invoice.line.round.scheme_id, invoice.year): invoice
            for invoice in issued.select_related("line__round__scheme", "credit_note").order_by("sequence")
        }

    def expected(self, scheme: Scheme, year: int) -> Expected | None:
        """None where the scheme does not hold, or no number of inhabitants is known at all."""
        if invoice := self.issued.get((scheme.pk, year)):
            return _invoiced(invoice)
        try:
            period = scheme.rate.period(year)
        except OutsidePeriod:
            return None
        found = self._inhabitants(scheme, year)
        if not found or not scheme.covers(self.municipality, period.starts_on):
            return None
        inhabitants, source, is_provisional = found
        amount = scheme.rate.contribution(inhabitants)
        return Expected(
            scheme=scheme,
            period=period,
            inhabitants=inhabitants,
            source=source,
            rate=scheme.per_inhabitant,
            amount=amount,
            vat=einvoice.vat_of(scheme.vat_treatment, scheme.vat_ground).over(amount),
            is_estimate=True,
            is_own_figure=scheme.pk in self.own,
            is_provisional=is_provisional,
            instead=_instead(self.arrangements.get(year, "")),
        )

    def _inhabitants(self, scheme: Scheme, year: int) -> tuple[int, str, bool] | None:
        """That of the council paper, else of CBS on the reference date, else the latest that is known.

        With its source, and whether CBS calls it provisional.
        """
        if own := self.own.get(scheme.pk):
            return own.inhabitants, own.paper, False
        if not self.figures:
            return None
        wanted = scheme.reference_date_for(year)
        day = wanted if wanted in self.figures else max(self.figures)
        figure = self.figures[day]
        is_provisional = figure.status == PopulationStatus.PROVISIONAL
        return figure.inhabitants, cbs_phrase(day, is_provisional=is_provisional), is_provisional


def _instead(arrangement: str) -> str:
    if arrangement not in {ArrangementKind.GRANT, ArrangementKind.NONE}:
        return ""
    return capfirst(ArrangementKind(arrangement).label)


def _figures(municipality: Municipality) -> list[PopulationFigure]:
    """What is definitive comes last, so that a dict by reference date keeps it."""
    figures = PopulationFigure.objects.filter(municipality=municipality)
    return sorted(figures, key=lambda figure: figure.status == PopulationStatus.DEFINITIVE)


def _invoiced(invoice: Invoice) -> Expected:
    line = invoice.line
    taken_back = f"Teruggenomen met creditnota {invoice.credit_note.number}" if invoice.is_credited else ""
    return Expected(
        scheme=line.round.scheme,
        period=line.round.period,
        inhabitants=line.inhabitants,
        source=line.paper if line.is_from_decision else line.source_text,
        rate=line.rate,
        amount=invoice.amount,
        vat=invoice.vat,
        is_estimate=False,
        is_own_figure=line.is_from_decision,
        is_provisional=line.is_provisional,
        instead=taken_back,
    )
