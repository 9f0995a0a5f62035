"""For any inhabitants, rate and treatment of VAT: the sums are exact and no rule is broken."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from funding.einvoicing import validation
from funding.einvoicing.document import CENT, Document, EarlierInvoice, Line, Period, Vat, VatCategory
from funding.einvoicing.rules import SPACES
from funding.einvoicing.tests.examples import BUYER, EXEMPT, OUT_OF_SCOPE, credit_note, invoice, tree
from funding.einvoicing.ubl import Profile, write

inhabitants = st.integers(1, 1_000_000).map(Decimal)
rates = st.decimals("0.01", "25.00", places=2) | st.decimals("0.001", "1.0000", places=4)
days = st.dates(date(2019, 1, 1), date(2099, 1, 1))
words = st.text(max_size=40)
standard = st.sampled_from([9, 21]).map(lambda rate: Vat(VatCategory.STANDARD, rate=Decimal(rate)))


@st.composite
def lines(draw: st.DrawFn) -> Line:
    number, rate = draw(inhabitants), draw(rates)
    amount = (number * rate).quantize(CENT, ROUND_HALF_UP)
    return Line(f"Bijdrage {draw(words)}", number, rate, amount)


@st.composite
def documents(draw: st.DrawFn) -> Document:
    day = draw(days)
    make = draw(st.sampled_from([invoice, credit_note]))
    earlier = EarlierInvoice("VB-2020-0003", day)
    return make(
        buyer=replace(BUYER, contact=draw(words)),
        replaces=draw(st.sampled_from([None, earlier])) if make is invoice else None,
        terms="Betaal binnen 30 dagen.",
        lines=tuple(draw(st.lists(lines(), min_size=1, max_size=3))),
        vat=draw(st.sampled_from([OUT_OF_SCOPE, EXEMPT]) | standard),
        issued_on=day,
        due_on=day + timedelta(days=30),
        period=Period(day, day + timedelta(days=draw(st.integers(0, 366)))),
        order_reference=draw(words),
        cost_centre=draw(words),
        note=draw(words),
    )


@given(document=documents(), profile=st.sampled_from(Profile))
@settings(max_examples=150, deadline=None)
def test_a_document_keeps_to_every_rule(document, profile):
    assert validation.problems(write(document, profile)) == []


@given(document=documents())
@settings(max_examples=150, deadline=None)
def test_the_sums_in_the_ubl_are_exact(document):
    root = tree(document)

    def euro(path: str) -> list[Decimal]:
        return [Decimal(found.text) for found in root.xpath(path, namespaces=SPACES)]

    (total,) = euro("cac:LegalMonetaryTotal/cbc:PayableAmount")
    (vat,) = euro("cac:TaxTotal/cbc:TaxAmount")
    assert sum(euro("//cbc:LineExtensionAmount[../cac:Item]")) + vat == total
    assert total == document.total


@given(document=documents())
@settings(max_examples=50, deadline=None)
def test_a_document_has_the_same_bytes_each_time(document):
    assert write(document, Profile.NLCIUS) == write(document, Profile.NLCIUS)
