"""What might be agreed, plainly made up: arrangements, a scheme that waits, and the paper of a decision."""

import io
from datetime import date
from decimal import Decimal

from django.utils import timezone
from pikepdf import Dictionary, Name, Pdf

from funding.contributions import agreements
from funding.contributions.choices import ArrangementKind, Unit
from funding.contributions.models import Arrangement, Scheme
from zorgportaal.accounts.demo import person
from zorgportaal.regions.models import Municipality

MADE_UP = "Voorbeeldbesluit (verzonnen)"
ARRANGEMENTS = [("GM0983", ArrangementKind.GRANT), ("GM0957", ArrangementKind.BOTH)]
BEESEL = "GM0889"


def make() -> None:
    """Once. The rounds of 2019 and 2020, whose amounts stand in the council papers, are not touched."""
    if Arrangement.objects.exists():
        return
    by, year = person("financien.een"), timezone.localdate().year
    for gm_code, kind in ARRANGEMENTS:
        municipality = Municipality.objects.get(gm_code=gm_code)
        agreements.keep_arrangement(municipality, year, kind=kind, decision=MADE_UP, by=by)
    waiting = Scheme(
        name=f"Voorbeeldregeling {year + 1}",
        per_inhabitant=Decimal("0.09"),
        unit=Unit.PER_YEAR,
        starts_on=date(year + 1, 1, 1),
        basis=MADE_UP,
    )
    agreements.make_scheme(waiting, by=by)
    beesel = Municipality.objects.get(gm_code=BEESEL)
    agreements.keep_file(Scheme.objects.get(slug="structureel"), beesel, _paper(), by=by)


def _paper() -> bytes:
    """One page with one line."""
    made, content = Pdf.new(), io.BytesIO()
    page = made.add_blank_page(page_size=(595, 842))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.Resources = Dictionary(Font=Dictionary(F1=font))
    page.Contents = made.make_stream(b"BT /F1 14 Tf 60 760 Td (Voorbeeld van een besluit, verzonnen) Tj ET")
    made.save(content)
    return content.getvalue()
