"""A municipality says what is wrong; a correction or an answer follows."""

import pytest
from django.db import Error, transaction
from django.urls import reverse
from django.utils import timezone

from funding.invoices import actions, correction_requests
from funding.invoices.models import CorrectionRequest, Invoice
from funding.invoices.tests.test_pages import PAGE, text, words
from funding.invoices.unissued import seen_of
from zorgportaal.audit.models import Event
from zorgportaal.drafts.models import Draft

REASON = "Het inkoopnummer moet BSL-7 zijn."
BOOKS = reverse("invoices:books")


@pytest.fixture
def asked(of_beesel, officer_of_beesel) -> CorrectionRequest:
    return correction_requests.ask(of_beesel, reason=REASON, by=officer_of_beesel)


def again(request: CorrectionRequest) -> CorrectionRequest:
    return CorrectionRequest.objects.to_show().get(pk=request.pk)


def at(name: str, row) -> str:
    return reverse(f"invoices:{name}", args=[row.pk])


def test_an_officer_asks_and_reads_that_it_was_asked(sign_in, officer_of_beesel, of_beesel):
    client = sign_in(officer_of_beesel)
    assert at("ask_correction", of_beesel) in text(client.get(PAGE))

    page = client.post(at("ask_correction", of_beesel), {"reason": REASON}, follow=True)

    assert f"VB-2020-0003: gevraagd op {timezone.localdate():%-d} " in words(page)
    assert "Nog niet beantwoord." in words(page)
    assert at("ask_correction", of_beesel) not in text(page)
    assert Event.objects.filter(kind="invoices.correction_asked", actor=officer_of_beesel.pk).exists()


def test_a_request_of_two_lines_keeps_its_words_apart_in_the_box_of_one_line(
    sign_in, officer_of_beesel, of_beesel, finance_administrator
):
    correction_requests.ask(of_beesel, reason="Het moet BSL-7 zijn.\r\nEn nu.", by=officer_of_beesel)

    page = sign_in(finance_administrator).get(at("correct", of_beesel))

    assert 'value="Het moet BSL-7 zijn. En nu."' in page.content.decode()


def test_a_request_without_a_reason_is_refused(sign_in, officer_of_beesel, of_beesel):
    page = sign_in(officer_of_beesel).post(at("ask_correction", of_beesel), {"reason": " "})

    assert "Vul “Wat klopt er niet?” in." in words(page)


def test_an_officer_cannot_ask_about_an_invoice_of_another_municipality(sign_in, officer_of_weert, of_beesel):
    answer = sign_in(officer_of_weert).post(at("ask_correction", of_beesel), {"reason": REASON})

    assert answer.status_code == 404
    assert not CorrectionRequest.objects.exists()


def test_there_is_one_open_request_per_invoice(sign_in, officer_of_beesel, of_beesel, asked):
    page = sign_in(officer_of_beesel).post(at("ask_correction", of_beesel), {"reason": REASON})

    assert "U vroeg al om een correctie van deze factuur." in words(page)
    with pytest.raises(Error, match="one_open_per_invoice"), transaction.atomic():
        CorrectionRequest.objects.create(invoice=of_beesel, reason="Nog eens", asked_by=officer_of_beesel)


def test_what_is_being_put_right_is_not_asked_for(of_beesel, correct, officer_of_beesel):
    (note,) = correct(of_beesel, is_reissued=False)

    for invoice in (of_beesel, note):
        with pytest.raises(correction_requests.CannotAsk):
            correction_requests.ask(invoice, reason=REASON, by=officer_of_beesel)
        with pytest.raises(Error, match="being put right"), transaction.atomic():
            CorrectionRequest.objects.create(invoice=invoice, reason=REASON, asked_by=officer_of_beesel)


def test_nobody_asks_while_a_correction_is_proposed(of_beesel, finance_administrator, officer_of_beesel):
    actions.propose_correction(of_beesel, reason="Fout", is_reissued=False, by=finance_administrator)

    with pytest.raises(correction_requests.CannotAsk, match="al een correctie"):
        correction_requests.ask(of_beesel, reason=REASON, by=officer_of_beesel)


def test_the_administrator_sees_it_in_the_books_the_menu_and_with_the_invoice(
    sign_in, finance_administrator, of_beesel, asked
):
    client = sign_in(finance_administrator)

    page = client.get(BOOKS)
    assert "Een gemeente vraagt om een correctie. Beesel, VB-2020-0003" in words(page)
    assert "Boekhouding 1 te doen" in words(page)
    assert f"vroeg op {timezone.localdate():%-d}" in words(client.get(of_beesel.get_absolute_url()))


def test_the_books_count_the_municipalities_that_ask(
    sign_in, finance_administrator, officer_of_weert, asked, weert
):
    of_weert = Invoice.objects.get(municipality=weert)
    correction_requests.ask(of_weert, reason="Ander adres", by=officer_of_weert)

    page = words(sign_in(finance_administrator).get(BOOKS))

    assert "2 gemeenten vragen om een correctie. Weert, VB-2020-0031 · Beesel, VB-2020-0003" in page


def test_a_correction_takes_over_the_reason_and_answers_the_request(
    sign_in, finance_administrator, second_finance_administrator, officer_of_beesel, of_beesel, asked
):
    client = sign_in(finance_administrator)
    assert f'value="{REASON}"' in text(client.get(at("correct", of_beesel)))
    client.post(at("correct", of_beesel), {"reason": REASON, "is_reissued": "on"})
    assert again(asked).state == "proposed"
    assert "vraagt om een correctie" not in words(client.get(BOOKS))

    actions.approve_correction(
        of_beesel.correction, seen=seen_of(of_beesel.correction), by=second_finance_administrator
    )

    assert "Er is een creditnota: VB-2020-0032." in words(sign_in(officer_of_beesel).get(PAGE))


def test_after_a_proposal_that_was_taken_back_the_request_waits_again(
    of_beesel, asked, finance_administrator
):
    proposal = actions.propose_correction(of_beesel, reason="x", is_reissued=True, by=finance_administrator)
    actions.withdraw_correction(proposal, by=finance_administrator)

    assert list(CorrectionRequest.objects.waiting()) == [asked]
    assert again(asked).state == "waiting"


def test_a_rejection_has_an_answer_that_the_municipality_reads(
    sign_in, finance_administrator, officer_of_beesel, of_beesel, asked
):
    client = sign_in(finance_administrator)
    assert at("reject_request", asked) in text(client.get(of_beesel.get_absolute_url()))
    assert "Vul “Antwoord” in." in words(client.post(at("reject_request", asked), {"answer": ""}))

    page = client.post(at("reject_request", asked), {"answer": "Het nummer klopt."}, follow=True)
    assert "Het verzoek is afgewezen." in words(page)
    assert Event.objects.filter(kind="invoices.request_rejected", subject=of_beesel.pk).exists()

    page = sign_in(officer_of_beesel).get(PAGE)
    assert "Afgewezen" in words(page)
    assert "“Het nummer klopt.”" in words(page)
    assert at("ask_correction", of_beesel) in text(page)


def test_a_request_is_answered_once(asked, of_beesel, finance_administrator):
    correction_requests.reject(asked, answer="Nee", by=finance_administrator)

    with pytest.raises(correction_requests.CannotAsk, match="al afgewezen"):
        correction_requests.reject(asked, answer="Toch niet", by=finance_administrator)
    with pytest.raises(Error, match="Cannot"), transaction.atomic():
        CorrectionRequest.objects.update(answer="Toch niet")


def test_what_is_corrected_is_not_rejected(asked, of_beesel, correct, finance_administrator):
    correct(of_beesel, is_reissued=False)

    with pytest.raises(correction_requests.CannotAsk, match="er al een correctie"):
        correction_requests.reject(asked, answer="Nee", by=finance_administrator)
    with pytest.raises(Error, match="being put right"), transaction.atomic():
        CorrectionRequest.objects.update(
            answer="Nee", rejected_by=finance_administrator, rejected_at=timezone.now()
        )


def test_what_was_asked_stays_as_it_was_asked(asked):
    for change in (lambda: CorrectionRequest.objects.update(reason="Anders"), asked.delete):
        with pytest.raises(Error, match="Cannot"), transaction.atomic():
            change()
    assert Invoice.objects.count() == 31


def test_what_was_typed_into_a_request_is_kept_as_a_draft(sign_in, officer_of_beesel, of_beesel):
    client, page = sign_in(officer_of_beesel), at("ask_correction", of_beesel)
    token = client.get(page).context["slot"].token
    client.post(reverse("drafts:keep"), {"reason": REASON, "draft": token})

    assert REASON in text(client.get(page))
    client.post(page, {"reason": REASON, "draft": token})

    assert not Draft.objects.exists()


def test_where_nothing_can_be_asked_the_page_says_so_at_once(sign_in, officer_of_beesel, of_beesel, asked):
    page = sign_in(officer_of_beesel).get(at("ask_correction", of_beesel), follow=True)

    assert "U vroeg al om een correctie van deze factuur." in words(page)
    assert 'name="reason"' not in text(page)
