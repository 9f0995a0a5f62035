"""What an invoice says on paper, and that the paper is lawful, archival and the same each time."""

import io
from datetime import date

import pikepdf
import pytest

from funding.contributions.models import CouncilDecision, PopulationDecision, RoundLine
from funding.invoices import actions, demo, einvoice, paper
from funding.invoices.models import Invoice, IssuingParty
from funding.invoices.tests.words import words_of


@pytest.fixture
def of_beesel(issued, beesel, print_for) -> bytes:
    return print_for(beesel).paper.file.content


def printed(invoice: Invoice) -> bytes:
    return actions.print_invoice(invoice, einvoice.write(invoice))


SENTENCES = {
    "factuur-overbrugging-2019-2019-GM0889.pdf": "13.478 inwoners * × € 0,05 = € 673,90",
    "factuur-overbrugging-2019-2019-GM0988.pdf": "49.735 inwoners * × € 0,05 = € 2.486,75",
    "factuur-structureel-2020-GM0889.pdf": "13.478 inwoners * × € 0,08 = € 1.078,24",
    "factuur-structureel-2020-GM0988.pdf": "49.735 inwoners * × € 0,08 = € 3.978,80",
}


def test_four_papers_say_the_amounts_of_the_council_in_one_sentence(
    finance_administrator, second_finance_administrator, beesel, weert, number, print_for
):
    demo.issue_demo_rounds(finance_administrator, second_finance_administrator)
    number()
    for municipality in (beesel, weert):
        print_for(municipality, 2019)
        print_for(municipality, 2020)

    papers = {made.name: made.file for made in demo.papers()}
    words = {name: words_of(file.content) for name, file in papers.items() if name.endswith(".pdf")}
    assert {name.replace(".pdf", ".xml") for name in words} == papers.keys() - words.keys()

    assert words.keys() == SENTENCES.keys()
    for name, sentence in SENTENCES.items():
        assert sentence.replace("*", "(zo rekent het voorstel aan uw college)") in words[name]


def test_paper_explains_the_difference_with_cbs(of_beesel):
    words = words_of(of_beesel)

    assert "In het voorstel aan uw college staat € 1.078,24. Dat is 13.478 × € 0,08." in words
    assert "CBS telt 13.482 inwoners op 1 januari 2020." in words
    assert "Daardoor is de bijdrage € 0,32 lager." in words


def test_paper_by_a_dated_decision_follows_the_decision(issue, structural, beesel, print_for):
    taken = {"document": "raadsbesluit", "decided_on": date(2019, 11, 12)}
    CouncilDecision.objects.update_or_create(taken, scheme=structural, municipality=beesel)
    figure = PopulationDecision.objects.filter(scheme=structural, municipality=beesel)
    figure.update(phrase="zo staat het in uw besluit", note="Uw besluit noemt € 1.078,24.")
    issue(structural, 2020)

    words = words_of(print_for(beesel).paper.file.content)

    assert "(zo staat het in uw besluit)" in words
    assert "De factuur volgt het besluit." in words
    assert "voorstel" not in words


def test_a_figure_of_a_decision_follows_it_also_where_no_date_is_known(issue, structural, beesel):
    figure = PopulationDecision.objects.filter(scheme=structural, municipality=beesel)
    figure.update(paper="raadsbesluit 12", phrase="zo staat het in uw besluit")
    issue(structural, 2020)

    assert "De factuur volgt het besluit." in paper.difference(RoundLine.objects.get(municipality=beesel))


def test_paper_without_an_own_figure_names_cbs_and_the_reference_date(issued, print_for, venlo):
    words = words_of(print_for(venlo).paper.file.content)

    assert "101.802 inwoners (CBS, peildatum 1 januari 2020) × € 0,08 = € 8.144,16" in words
    assert "Zoveel telt CBS op 1 januari 2020." in words


ASKED_BY_LAW = [
    "VB-2020-0003",
    "VOORBEELD",
    "Zorg- en Veiligheidshuis Voorbeeld",
    "KvK 00000000",
    "btw-nummer: niet van toepassing",
    "NL60 VOOR 0000 0000 01",
    "Gemeente Beesel",
    "GM0889",
    "1 januari tot en met 31 december 2020",
    "niet belast met btw (overheidstaak)",
    "(30 dagen)",
    "Structurele bijdrage vanaf 1 januari 2020, collegevoorstel 2019",
]


def test_paper_has_what_the_law_asks(of_beesel):
    words = words_of(of_beesel)

    assert [item for item in ASKED_BY_LAW if item not in words] == []


def test_paper_is_one_tagged_archival_page(of_beesel):
    with pikepdf.open(io.BytesIO(of_beesel)) as pdf:
        assert len(pdf.pages) == 1
        assert "/StructTreeRoot" in pdf.Root
        assert b'pdfaid:part="3" pdfaid:conformance="A"' in pdf.Root.Metadata.read_bytes()


def test_same_invoice_gives_the_same_bytes(of_beesel):
    invoice = Invoice.objects.to_show().get(municipality__name="Beesel")

    assert printed(invoice) == of_beesel


def test_a_party_that_moves_later_does_not_touch_the_paper(issued, of_beesel):
    IssuingParty.objects.update(street="Verhuisstraat 9")
    invoice = Invoice.objects.to_show().get(municipality__name="Beesel")

    assert printed(invoice) == of_beesel
