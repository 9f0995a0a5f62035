"""What a municipality fills in: pasted, too long, already invoiced, or taken away."""

import pytest
from django.urls import reverse

from funding.invoices import actions
from funding.invoices.models import Invoice, PurchaseOrder, Receiver
from funding.invoices.tests.test_pages import PAGE, text, words
from funding.invoices.unissued import seen_of
from zorgportaal.audit.models import Event
from zorgportaal.drafts.models import Draft
from zorgportaal.vault.models import DataKey

ADDRESS = {"street": "Proefplein 1", "postal_code": "5953 LP", "city": "Reuver", "profile": "nlcius"}


@pytest.fixture
def officer(sign_in, officer_of_beesel):
    return sign_in(officer_of_beesel)


@pytest.fixture
def order_page(beesel):
    return reverse("invoices:order", args=[beesel.gm_code])


@pytest.fixture
def address_page(beesel):
    return reverse("invoices:receiver", args=[beesel.gm_code])


def test_a_number_is_pasted_with_its_spaces(officer, address_page):
    officer.post(address_page, ADDRESS | {"oin": " 00000003 12345678 0000 ", "kvk": ""})

    assert Receiver.objects.get().oin == "00000003123456780000"


def test_nothing_is_cut_off_in_silence(officer, order_page):
    assert "maxlength" not in officer.get(order_page).content.decode().split("id_number")[1][:200]

    page = words(officer.post(order_page, {"year": "2027", "number": "X" * 41}))

    assert "Hier passen 40 tekens. U vulde er 41 in." in page
    assert not PurchaseOrder.objects.exists()


@pytest.mark.parametrize("sign", ["\u202e", "\u0007", "\u200b", "\ufe0f", "\u3000", "\ue000"])
def test_a_sign_that_cannot_be_seen_is_refused_in_words(officer, order_page, sign):
    page = words(officer.post(order_page, {"year": "2027", "number": f"45{sign}12"}))

    assert "Hier staat een onzichtbaar teken." in page
    assert not PurchaseOrder.objects.exists()


@pytest.mark.parametrize("sign", ["北", "😀", "ظ"])
def test_a_sign_that_no_paper_shows_is_refused_by_its_name(officer, address_page, sign):
    page = words(officer.post(address_page, ADDRESS | {"city": f"{sign} Reuver"}))

    assert f"“{sign}” kan niet op een factuur staan. Haal het weg of schrijf het anders." in page
    assert not Receiver.objects.exists()


@pytest.mark.parametrize(
    "city", ["Sint Geertruid", "Škofja Łąka", "Αθήνα", "Reuver (½)", "Ree\u0301", "A → B"]
)
def test_what_a_paper_shows_is_kept(officer, address_page, city):
    officer.post(address_page, ADDRESS | {"city": city})

    assert Receiver.objects.get().city == city


def test_a_number_for_a_year_that_is_invoiced_says_that_the_invoice_stays(officer, order_page, issued):
    page = words(officer.post(order_page, {"year": "2020", "number": "4512"}, follow=True))

    assert "Factuur VB-2020-0003 is al gemaakt en verandert niet." in page
    assert "Inkoopnummer 4512 voor 2020 is bewaard." in page


def test_each_year_has_a_number_of_its_own(officer, order_page):
    for year in ("2026", "2027"):
        officer.post(order_page, {"year": year, "number": f"BSL-{year}"})
    officer.post(reverse("invoices:remove_order", args=[PurchaseOrder.objects.get(year=2027).pk]))

    assert list(PurchaseOrder.objects.values_list("year", "number")) == [(2026, "BSL-2026")]


def test_a_known_number_stands_in_its_box(officer, order_page, beesel):
    PurchaseOrder.objects.create(municipality=beesel, year=2027, number="4512")

    assert 'value="4512"' in text(officer.get(order_page, {"jaar": "2027"}))
    officer.post(order_page, {"year": "2027", "number": ""})

    assert PurchaseOrder.objects.get().number == "4512"


def test_a_number_can_be_taken_away(officer, order_page, beesel):
    order = PurchaseOrder.objects.create(municipality=beesel, year=2027, number="4512")
    remove = reverse("invoices:remove_order", args=[order.pk])
    assert remove in text(officer.get(order_page))

    assert "Voor 2027 is er geen inkoopnummer meer." in words(officer.post(remove, follow=True))

    assert not PurchaseOrder.objects.exists()
    assert Event.objects.filter(kind="invoices.order_removed", subject=beesel.pk).exists()


@pytest.mark.parametrize("page", ["address_page", "order_page"])
def test_what_is_wrong_is_said_once(officer, page, request):
    said = text(officer.post(request.getfixturevalue(page), {"postal_code": "fout", "number": ""}))

    assert said.count("Er gaat nog iets mis") == 1


def test_what_is_typed_into_the_address_is_kept_as_a_draft_until_it_is_saved(officer, address_page):
    token = officer.get(address_page).context["slot"].token
    officer.post(reverse("drafts:keep"), ADDRESS | {"draft": token})
    assert ADDRESS["street"] in text(officer.get(address_page))

    officer.post(address_page, ADDRESS | {"postal_code": "fout", "draft": token})
    assert Draft.objects.exists()
    officer.post(address_page, ADDRESS | {"draft": token})

    assert not Draft.objects.exists()
    assert not DataKey.objects.filter(family="draft").exists()


def test_who_was_invoiced_and_credited_reads_that_nothing_is_to_be_paid(
    officer, issued, beesel, finance_administrator, second_finance_administrator
):
    invoice = Invoice.objects.get(municipality=beesel)
    correction = actions.propose_correction(
        invoice, reason="Uit de DU-VO", is_reissued=False, by=finance_administrator
    )
    actions.approve_correction(correction, seen=seen_of(correction), by=second_finance_administrator)

    page = words(officer.get(PAGE))

    assert "U hoeft niets te betalen voor 2020." in page
    assert "teruggenomen met creditnota VB-2020-0032" in page
    assert "Dit bedrag vervalt" in page
    assert "op naam van" not in page


def test_the_same_payment_twice_is_asked_about(sign_in, finance_administrator, issued, beesel):
    client, invoice = sign_in(finance_administrator), Invoice.objects.get(municipality=beesel)
    page = reverse("invoices:pay", args=[invoice.pk])
    told = {"amount": "500,00", "paid_on": f"{invoice.issued_on:%d-%m-%Y}"}
    client.post(page, told)

    asked = words(client.post(page, told))

    assert "Er staat al € 500,00 op deze dag." in asked
    assert invoice.payments.count() == 1
    client.post(page, told | {"is_another": "on"})
    assert invoice.payments.count() == 2
