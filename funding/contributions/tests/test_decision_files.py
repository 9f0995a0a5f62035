"""The paper of a decision: made safe, read by the own municipality, and gone when it is taken away."""

import io

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from funding.contributions import agreements
from funding.contributions.choices import Trail
from funding.contributions.models import CouncilDecision, DecisionFile, Scheme
from funding.contributions.tests.test_pages import text
from funding.invoices.models import Invoice
from zorgportaal.audit.models import Event
from zorgportaal.documents.models import PrivateFile
from zorgportaal.documents.scanner import EICAR
from zorgportaal.documents.tests import corpus
from zorgportaal.vault.models import DataKey

TOLD = {"document": "raadsbesluit", "number": "12", "decided_on": "3-2-2020"}


def upload(content: bytes, name: str = "besluit.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


@pytest.fixture
def finance(sign_in, finance_administrator):
    return sign_in(finance_administrator)


@pytest.fixture
def page(structural, beesel):
    return reverse("contributions:decision", args=[structural.pk, beesel.pk])


@pytest.fixture
def kept(structural, beesel, finance_administrator):
    return agreements.keep_file(structural, beesel, corpus.pdf(), by=finance_administrator)


def test_a_paper_is_made_anew_and_can_be_read_at_the_decision(finance, page):
    told = TOLD | {"file": upload(corpus.changed_pdf(corpus.with_everything))}

    shown = text(finance.post(page, told, follow=True))

    assert "Stuk van Beesel (PDF, " in shown
    stored = DecisionFile.objects.get().file
    assert corpus.CANARY not in stored.content
    got = finance.get(f"{page}stuk/")
    assert pikepdf.open(io.BytesIO(got.content)).pages
    assert got["Content-Disposition"] == 'attachment; filename="besluit-GM0889-structureel.pdf"'


def test_the_officer_reads_what_the_own_municipality_decided(kept, issued, sign_in, officer_of_beesel):
    client = sign_in(officer_of_beesel)
    invoice = Invoice.objects.get(municipality=kept.municipality)
    address = reverse("invoices:decision_file", args=[invoice.pk])

    assert address in text(client.get(reverse("invoices:municipality")))
    assert client.get(address).content == bytes(kept.file.content)
    assert Event.objects.latest("number").kind == Trail.DECISION_FILE_OPENED


def test_an_officer_of_another_municipality_reads_none_of_it(kept, issued, sign_in, officer_of_weert):
    invoice = Invoice.objects.get(municipality=kept.municipality)

    refused = sign_in(officer_of_weert).get(reverse("invoices:decision_file", args=[invoice.pk]))

    assert refused.status_code == 404


def test_without_a_paper_the_officer_sees_no_link(issued, sign_in, officer_of_beesel):
    assert "besluitstuk" not in text(sign_in(officer_of_beesel).get(reverse("invoices:municipality")))


def test_another_paper_takes_its_place_and_the_old_one_is_gone_with_its_key(finance, page, kept):
    finance.post(page, TOLD | {"file": upload(corpus.pdf())})

    assert DecisionFile.objects.get().pk != kept.pk
    assert not PrivateFile.objects.filter(pk=kept.file_id).exists()
    assert not DataKey.objects.filter(pk=kept.file.key_id).exists()


def test_a_paper_can_be_taken_away_and_the_decision_stays(finance, page, kept):
    finance.post(page, TOLD | {"is_file_removed": "on"})

    assert not DecisionFile.objects.exists()
    assert CouncilDecision.objects.get().number == "12"
    assert Event.objects.filter(kind=Trail.DECISION_FILE_REMOVED).exists()


def test_with_a_proposed_scheme_that_is_withdrawn_its_papers_are_gone(
    kept, structural, finance_administrator
):
    Scheme.objects.filter(pk=structural.pk).update(proposed_by=finance_administrator)

    agreements.withdraw_scheme(structural, by=finance_administrator)

    assert not PrivateFile.objects.filter(pk=kept.file_id).exists()
    assert not DataKey.objects.filter(pk=kept.file.key_id).exists()


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("foto.jpg", b"\xff\xd8\xff", "Kies een PDF."),
        ("besluit.docx", b"PK", "Bewaar het als PDF."),
        ("besluit.pdf", corpus.pdf()[:60], "beschadigd of niet te lezen"),
        ("besluit.pdf", b"%PDF-1.7 " + EICAR, "De virusscanner hield dit bestand tegen."),
    ],
)
def test_what_is_no_safe_pdf_is_told_and_nothing_typed_is_lost(finance, page, name, content, message):
    shown = text(finance.post(page, TOLD | {"file": upload(content, name)}))

    assert message in shown
    assert 'value="raadsbesluit"' in shown
    assert not DecisionFile.objects.exists()
    assert not CouncilDecision.objects.exists()


def test_without_a_scanner_nobody_gets_a_paper(finance, page, settings):
    settings.VIRUS_SCANNER = ""

    assert "De virusscanner antwoordt nu niet." in text(
        finance.post(page, TOLD | {"file": upload(corpus.pdf())})
    )
    assert not DecisionFile.objects.exists()
