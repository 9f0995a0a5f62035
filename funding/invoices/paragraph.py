"""The paragraph «Financiële gevolgen» for a proposal to a council, in the words of the papers of 2019.

Source: the proposals to the colleges of Beesel («Dit komt neer op een bijdrage van …», «op te nemen
in de meerjarenbegroting») and Weert («op basis van een inwoneraantal van …»).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from funding.contributions.choices import Unit, VatTreatment
from funding.contributions.contribution import euro
from funding.contributions.models import Scheme
from funding.invoices.budget import Expected, Year, budget
from funding.invoices.models import Receiver
from funding.invoices.paper import NO_VAT
from zorgportaal.documents.choices import Variant
from zorgportaal.documents.pdf import render_pdf
from zorgportaal.regions.models import Municipality

TASK = "de zorgcoördinatie voor slachtoffers van mensenhandel"
TO_FILL_IN = "Wij brengen de bijdrage ten laste van [vul in: budget of kostenplaats]."


@dataclass(frozen=True)
class Paragraph:
    """`sentences` are paragraphs of their own; `years` are the same amounts as a table."""

    year: int
    sentences: list[str]
    years: list[Year]

    @property
    def text(self) -> str:
        """To copy into a proposal."""
        return "\n\n".join(["Financiële gevolgen", *self.sentences])


def paragraph(municipality: Municipality, year: int) -> Paragraph:
    """Without sentences where no scheme holds."""
    years = budget(municipality, year)
    if not years:
        return Paragraph(year, [], [])
    receiver = Receiver.objects.filter(municipality=municipality).first()
    first, *later = years
    sentences = [*_first_year(first), *_coming_years(later)]
    if paying := [one for one in years if one.pays]:
        sentences += [_to_the_budget(paying), _charged_to(receiver), *_vat(years)]
    return Paragraph(year, sentences, years)


def _first_year(year: Year) -> list[str]:
    sentences = [_one_scheme(row, is_named=len(year.rows) > 1) for row in year.rows]
    if sum(row.pays for row in year.rows) > 1:
        sentences.append(f"Samen is dat {euro(year.total)} in {year.year}.")
    return sentences


def _one_scheme(row: Expected, *, is_named: bool) -> str:
    name = f" ({row.scheme.name})" if is_named else ""
    if not row.pays:
        return f"Voor {row.year} betalen wij niet per inwoner mee aan {TASK}{name}. {row.instead}."
    per_year = row.scheme.unit == Unit.PER_YEAR
    how_long = "per inwoner per jaar" if per_year else "per inwoner"
    when = f"Voor {row.year}" if per_year else f"Voor de periode van {row.period}"
    vat = f", met {euro(row.vat)} btw erbij {euro(row.total)}" if row.vat else ""
    estimate = " Dit is een raming: de factuur is er nog niet." if row.is_estimate else ""
    return (
        f"{when} is onze bijdrage aan {TASK}{name} {euro(row.rate)} {how_long}. "
        f"Dit komt neer op een bijdrage van {euro(row.amount)}{vat}, op basis van een inwoneraantal "
        f"van {row.people} ({row.source}).{estimate}"
    )


def _coming_years(years: list[Year]) -> list[str]:
    """The amounts, why a year has none, and how an estimate is made."""
    paying = [year for year in years if year.pays]
    words = [f"Daarna rekenen wij met {_amounts(paying)}."] if paying else []
    without = [year for year in years if not year.pays]
    for reason, group in groupby(without, key=lambda one: one.rows[0].instead):
        words.append(f"In {_spell(one.year for one in group)} betalen wij niet per inwoner mee. {reason}.")
    if estimates := [year for year in paying if year.is_estimate]:
        words.append(_how_estimated(estimates))
    return [" ".join(words)] if words else []


def _amounts(years: list[Year]) -> str:
    """Years with the same amount are named together."""
    parts = []
    for total, group in groupby(years, key=lambda one: one.total):
        same = [one.year for one in group]
        parts.append(f"{euro(total)} {'per jaar ' if len(same) > 1 else ''}in {_spell(same)}")
    return _listed(parts)


def _how_estimated(years: list[Year]) -> str:
    """One sentence for all, or one for each scheme where it would not be true of all."""
    rows = [row for year in years for row in year.rows if row.is_estimate and row.pays]
    is_shared = any(len(year.rows) > 1 for year in years)
    if not is_shared and len({_whose_figure(row) for row in rows}) == 1:
        return _estimated(rows)
    of_scheme: dict[str, list[Expected]] = {}
    for row in rows:
        of_scheme.setdefault(row.scheme.name, []).append(row)
    return " ".join(_estimated(group, f" van {name}") for name, group in of_scheme.items())


def _estimated(rows: list[Expected], of_scheme: str = "") -> str:
    """Rows with one source for the number of inhabitants."""
    years = [row.year for row in rows]
    one, more = f"Het bedrag{of_scheme} voor", f"De bedragen{of_scheme} voor"
    which = f"{more} {_spell(years)} zijn" if len(years) > 1 else f"{one} {years[0]} is"
    words = (
        f"{which} een raming: inwoners maal tarief. Het inwoneraantal is dat van {_whose_figure(rows[0])}."
    )
    provisional = [row.year for row in rows if row.is_provisional]
    return f"{words} Voor {_spell(provisional)} is dat cijfer nog voorlopig." if provisional else words


def _whose_figure(row: Expected) -> str:
    if row.is_own_figure:
        return f"{row.source}, tot er een nieuw besluit is"
    return "CBS voor dat jaar, of het laatst bekende"


def _to_the_budget(years: list[Year]) -> str:
    first, last = years[0].year, years[-1].year
    which = f"de begroting {first}" if first == last else f"de meerjarenbegroting {first}-{last}"
    return f"Wij stellen voor om deze bedragen op te nemen in {which}."


def _charged_to(receiver: Receiver | None) -> str:
    """Each municipality books it in its own way (domain.md 3.12)."""
    if receiver is None or not (receiver.cost_centre or receiver.task_field):
        return TO_FILL_IN
    named = [("kostenplaats", receiver.cost_centre), ("taakveld", receiver.task_field)]
    codes = ", ".join(f"{word} {code}" for word, code in named if code)
    return f"Wij brengen de bijdrage ten laste van {codes}."


def _vat(years: list[Year]) -> list[str]:
    """One sentence where all schemes are alike, else one for each by its name."""
    schemes = {row.scheme.pk: row.scheme for year in years for row in year.rows if row.pays}
    said = {scheme.name: _vat_of(scheme) for scheme in schemes.values()}
    if len(set(said.values())) == 1:
        return [next(iter(said.values()))]
    return [f"{name}: {words[0].lower()}{words[1:]}" for name, words in said.items()]


def _vat_of(scheme: Scheme) -> str:
    match VatTreatment(scheme.vat_treatment):
        case VatTreatment.TAXED_21:
            words = "Over de bijdrage betalen wij 21% btw. Die is in de bedragen meegerekend"
        case VatTreatment.EXEMPT:
            words = f"De bijdrage is vrijgesteld van btw ({scheme.vat_ground})"
        case _:
            words = f"Btw: {NO_VAT}"
    return f"{words}." if scheme.is_vat_confirmed else f"{words}. De Belastingdienst moet dit nog bevestigen."


def _spell(years: Iterable[int]) -> str:
    """2021 tot en met 2024; 2021 en 2023."""
    every = list(years)
    if len(every) > 2 and every == list(range(every[0], every[-1] + 1)):
        return f"{every[0]} tot en met {every[-1]}"
    return _listed([str(year) for year in every])


def _listed(parts: list[str]) -> str:
    *first, last = parts
    return f"{', '.join(first)} en {last}" if first else last


def print_paragraph(made: Paragraph, municipality: Municipality) -> bytes:
    return render_pdf(
        "funding/invoices/consequences_pdf.html",
        {"paragraph": made, "municipality": municipality},
        variant=Variant.ACCESSIBLE,
        title=f"Financiële gevolgen {made.year}, gemeente {municipality}",
    )
