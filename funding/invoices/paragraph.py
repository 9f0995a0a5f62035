"""The paragraph «Financiële gevolgen» for a proposal to a council, in the words of the papers of 2019.

Source: the proposals to the colleges of Beesel («Dit komt neer op een bijdrage van …», «op te nemen
in de meerjarenbegroting») and Weert («op basis van een inwoneraantal van …»).
"""

from dataclasses import dataclass

from funding.contributions.choices import Unit
from funding.contributions.contribution import euro
from funding.invoices.budget import Expected, budget
from funding.invoices.models import Receiver
from funding.invoices.paper import NO_VAT
from zorgportaal.documents.choices import Variant
from zorgportaal.documents.pdf import render_pdf
from zorgportaal.regions.models import Municipality

TASK = "de zorgcoördinatie voor slachtoffers van mensenhandel"
TO_FILL_IN = "Wij brengen de bijdrage ten laste van [vul in: budget of kostenplaats]."


@dataclass(frozen=True)
class Paragraph:
    """`sentences` are paragraphs of their own; `rows` are the same amounts as a table."""

    year: int
    sentences: list[str]
    rows: list[Expected]

    @property
    def text(self) -> str:
        """To copy into a proposal."""
        return "\n\n".join(["Financiële gevolgen", *self.sentences])


def paragraph(municipality: Municipality, year: int) -> Paragraph:
    """Without sentences where no scheme holds."""
    rows = budget(municipality, year)
    receiver = Receiver.objects.filter(municipality=municipality).first()
    now, later = [row for row in rows if row.year == year], [row for row in rows if row.year > year]
    sentences = [_this_year(row) for row in now] + _coming_years(later)
    if sentences:
        sentences += [_charged_to(receiver), _vat(rows[-1])]
    return Paragraph(year, sentences, rows)


def _this_year(row: Expected) -> str:
    if not row.pays:
        return f"Voor {row.year} betalen wij niet per inwoner mee aan {TASK}. Afspraak: {row.instead}."
    how_long = "per inwoner per jaar" if row.scheme.unit == Unit.PER_YEAR else "per inwoner"
    when = f"Voor {row.year}" if row.scheme.unit == Unit.PER_YEAR else f"Voor de periode van {row.period}"
    sum_ = (
        f"Dit komt neer op een bijdrage van {euro(row.amount)}, op basis van een inwoneraantal "
        f"van {row.people} ({row.source})."
    )
    estimate = " Dit is een raming: de factuur is er nog niet." if row.is_estimate else ""
    return f"{when} is onze bijdrage aan {TASK} {euro(row.rate)} {how_long}. {sum_}{estimate}"


def _coming_years(rows: list[Expected]) -> list[str]:
    if not rows:
        return []
    first, last = rows[0].year, rows[-1].year
    amounts = _listed([f"{euro(row.amount)} in {row.year}" for row in rows])
    words = [f"Voor de jaren daarna rekenen wij met {amounts}."]
    estimates = [row for row in rows if row.is_estimate]
    if estimates:
        years = _listed([str(row.year) for row in estimates])
        words.append(
            f"De bedragen voor {years} zijn een raming: het inwoneraantal van dat jaar, of het laatst "
            "bekende, maal het tarief van de regeling die dan geldt."
        )
    words.append(f"Wij stellen voor om dit op te nemen in de meerjarenbegroting {first}-{last}.")
    return [" ".join(words)]


def _charged_to(receiver: Receiver | None) -> str:
    """Each municipality books it in its own way (domain.md 3.12)."""
    if receiver is None or not (receiver.cost_centre or receiver.task_field):
        return TO_FILL_IN
    named = [("kostenplaats", receiver.cost_centre), ("taakveld", receiver.task_field)]
    codes = ", ".join(f"{word} {code}" for word, code in named if code)
    return f"Wij brengen de bijdrage ten laste van {codes}."


def _vat(row: Expected) -> str:
    """What the scheme says; the amounts hold the VAT where there is any."""
    scheme = row.scheme
    if scheme.vat_treatment == "taxed_21":
        words = "De bedragen zijn met 21% btw"
    elif scheme.vat_treatment == "exempt":
        words = f"De bijdrage is vrijgesteld van btw ({scheme.vat_ground})"
    else:
        words = f"Btw: {NO_VAT}"
    return f"{words}." if scheme.is_vat_confirmed else f"{words}. Fiscaal te bevestigen."


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
