"""What a municipality pays this year and the coming four: invoiced, or else estimated."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from funding.contributions.choices import ArrangementKind
from funding.contributions.contribution import OutsidePeriod, Period, whole
from funding.contributions.models import Arrangement, PopulationDecision, Scheme, cbs_phrase
from funding.invoices import einvoice
from funding.invoices.balance import NOTHING
from funding.invoices.models import Invoice
from zorgportaal.regions.choices import PopulationStatus
from zorgportaal.regions.models import Municipality, PopulationFigure

YEARS_AHEAD = 4


@dataclass(frozen=True)
class Expected:
    """One year of one scheme, in euro with VAT; `source` says where the number of inhabitants is from."""

    year: int
    scheme: Scheme
    period: Period
    inhabitants: int
    source: str
    rate: Decimal
    amount: Decimal
    is_estimate: bool
    arrangement: str = ""

    @property
    def pays(self) -> bool:
        """Whether the municipality pays per inhabitant in that year."""
        return self.arrangement not in (ArrangementKind.GRANT, ArrangementKind.NONE)

    @property
    def instead(self) -> str:
        """What was agreed in place of a contribution per inhabitant."""
        return "" if self.pays else str(ArrangementKind(self.arrangement).label)

    @property
    def people(self) -> str:
        return whole(self.inhabitants)


def budget(municipality: Municipality, year: int) -> list[Expected]:
    """By year; a year without a scheme has no row. The number of queries is the same for any municipality."""
    years = range(year, year + YEARS_AHEAD + 1)
    known = Known(municipality, years)
    found = [known.expected(scheme, one) for one in years for scheme in known.schemes]
    return [expected for expected in found if expected]


class Known:
    """All that decides about the coming years of one municipality, read once."""

    def __init__(self, municipality: Municipality, years: range) -> None:
        self.municipality = municipality
        self.schemes = list(Scheme.objects.all())
        self.own = {
            row.scheme_id: row for row in PopulationDecision.objects.filter(municipality=municipality)
        }
        self.figures = dict(_figures(municipality))
        arrangements = Arrangement.objects.filter(municipality=municipality, year__in=years)
        self.arrangements: dict[int, str] = dict(arrangements.values_list("year", "kind"))
        issued = Invoice.objects.that_stand().filter(municipality=municipality, year__in=years)
        self.issued = {
            (invoice.line.round.scheme_id, invoice.year): invoice
            for invoice in issued.select_related("line__round__scheme")
        }

    def expected(self, scheme: Scheme, year: int) -> Expected | None:
        """None where the scheme does not hold, or no number of inhabitants is known at all."""
        invoice = self.issued.get((scheme.pk, year))
        if invoice:
            return _invoiced(invoice)
        try:
            period = scheme.rate.period(year)
        except OutsidePeriod:
            return None
        found = self._inhabitants(scheme, year)
        if not found or not _covers(scheme, self.municipality, period.starts_on):
            return None
        inhabitants, source = found
        amount = scheme.rate.contribution(inhabitants)
        vat = einvoice.vat_of(scheme.vat_treatment, scheme.vat_ground).over(amount)
        arrangement = self.arrangements.get(year, "")
        made = Expected(
            year, scheme, period, inhabitants, source, scheme.per_inhabitant, amount + vat,
            is_estimate=True, arrangement=arrangement,
        )  # fmt: skip
        return made if made.pays else replace(made, amount=NOTHING)

    def _inhabitants(self, scheme: Scheme, year: int) -> tuple[int, str] | None:
        """That of the council paper, else of CBS on the reference date, else the latest that is known."""
        if own := self.own.get(scheme.pk):
            return own.inhabitants, own.paper
        if not self.figures:
            return None
        wanted = scheme.reference_date_for(year)
        day = wanted if wanted in self.figures else max(self.figures)
        return self.figures[day], cbs_phrase(day)


def _figures(municipality: Municipality) -> Iterator[tuple[date, int]]:
    """By reference date; what is definitive comes last, so that a dict keeps it."""
    figures = PopulationFigure.objects.filter(municipality=municipality)
    definitive = PopulationStatus.DEFINITIVE
    for figure in sorted(figures, key=lambda figure: figure.status == definitive):
        yield figure.reference_date, figure.inhabitants


def _covers(scheme: Scheme, municipality: Municipality, on: date) -> bool:
    return scheme.payers(on).filter(pk=municipality.pk).exists()


def _invoiced(invoice: Invoice) -> Expected:
    line = invoice.line
    return Expected(
        year=invoice.year,
        scheme=line.round.scheme,
        period=line.round.period,
        inhabitants=line.inhabitants,
        source=line.paper if line.is_from_decision else line.source_text,
        rate=line.rate,
        amount=invoice.total,
        is_estimate=False,
    )
