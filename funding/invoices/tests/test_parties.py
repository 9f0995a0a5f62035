"""Who invoices: numbers that are right, accounts by two persons, prefixes that stay, and the proof."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from funding.contributions.choices import Cover
from funding.invoices import actions, party_changes
from funding.invoices.choices import ChangeState, Trail
from funding.invoices.models import Billing, IssuingParty, PartyChange
from funding.invoices.tests.words import words_of
from zorgportaal.audit.models import Event
from zorgportaal.jobs.choices import State
from zorgportaal.jobs.models import Job

PARTIES = reverse("invoices:parties")
# Numbers of nobody: the bank VOOR and the noughts exist nowhere.
EXAMPLE = {
    "name": "Stichting Proef", "subtitle": "", "prefix": "SP", "street": "Proefweg 2",
    "postal_code": "0000 AA", "city": "Proefstad", "email": "facturen@proef.invalid",
    "phone": "000 000 00 00", "kvk": "00000000", "rsin": "000000000", "oin": "0" * 20, "vat_id": "",
    "iban": "NL33 VOOR 0000 0000 02", "is_fictitious": "on",
}  # fmt: skip
# Made by the rule of the check digits: right in form, of no known party.
OF_FORM = {
    "kvk": "12345678",
    "rsin": "123456782",
    "oin": "00000003123456780000",
    "iban": "NL91ABNA0417164300",
}
REAL = OF_FORM | {"postal_code": "5953lp", "phone": "043 123 45 67", "is_fictitious": ""}


@pytest.fixture
def usual(database) -> IssuingParty:
    return IssuingParty.objects.get()


@pytest.fixture
def finance(sign_in, finance_administrator):
    return sign_in(finance_administrator)


def text(response) -> str:
    return " ".join(response.content.decode().replace("\u00a0", " ").split())


def address(name: str, *arguments: object) -> str:
    return reverse(f"invoices:{name}", args=arguments)


def propose(client, **change: str):
    return client.post(address("new_party"), EXAMPLE | change, follow=True)


# --- two persons ----------------------------------------------------------------
def test_a_new_party_counts_only_after_a_second_person(finance, second_finance_administrator):
    page = text(propose(finance))

    assert "Wacht op een andere financieel beheerder." in page
    assert IssuingParty.objects.count() == 1
    party_changes.approve(PartyChange.objects.get(), by=second_finance_administrator)
    assert IssuingParty.objects.get(prefix="SP").iban == "NL33VOOR0000000002"


def test_who_proposed_an_account_does_not_approve_it(finance):
    propose(finance)
    change = PartyChange.objects.get()

    page = text(finance.post(address("approve_change", change.pk), follow=True))

    assert "U stelde dit zelf voor." in page
    assert PartyChange.objects.get().state == ChangeState.PROPOSED


def test_second_person_sees_the_old_and_the_new_account(
    finance, usual, sign_in, second_finance_administrator
):
    finance.post(address("change_party", usual.pk), EXAMPLE | {"prefix": "VB"})

    page = text(sign_in(second_finance_administrator).get(PARTIES))

    assert "NL60VOOR0000000001" in page
    assert "NL33VOOR0000000002" in page
    assert "Bel de partij op een nummer dat u al kende" in page


def test_an_account_goes_on_to_later_invoices_only(issued, finance, usual, second_finance_administrator):
    finance.post(address("change_party", usual.pk), EXAMPLE | {"prefix": "VB"})
    party_changes.approve(PartyChange.objects.get(), by=second_finance_administrator)

    assert IssuingParty.objects.get().iban == "NL33VOOR0000000002"
    assert issued.lines.first().invoices.get().seller["iban"] == "NL60VOOR0000000001"
    assert Event.objects.filter(kind=Trail.PARTY_PROPOSED).get().details["fields"][0] == "city"


def test_trail_does_not_hold_the_account_itself(finance):
    propose(finance)

    assert "VOOR" not in str(Event.objects.latest("number").details)


def test_one_change_of_a_party_waits_at_a_time(finance, usual):
    finance.post(address("change_party", usual.pk), EXAMPLE | {"prefix": "VB"})

    page = text(finance.post(address("change_party", usual.pk), EXAMPLE | {"prefix": "VB"}))

    assert "Voor deze partij wacht al een wijziging." in page


def test_a_change_that_was_rejected_changes_nothing(finance, usual):
    finance.post(address("change_party", usual.pk), EXAMPLE | {"prefix": "VB"})
    change = PartyChange.objects.get()

    assert "Er verandert niets." in text(finance.post(address("reject_change", change.pk), follow=True))
    assert "al besloten" in text(finance.post(address("reject_change", change.pk), follow=True))
    assert IssuingParty.objects.get().name == usual.name


def test_database_refuses_an_approval_by_who_proposed(finance, finance_administrator):
    propose(finance)

    with pytest.raises(IntegrityError, match="second_person"), transaction.atomic():
        PartyChange.objects.update(
            state=ChangeState.APPROVED, decided_by=finance_administrator, decided_at="2026-01-01T00:00Z"
        )


def test_database_refuses_an_account_that_one_person_puts_in(usual):
    with pytest.raises(IntegrityError, match="two persons"), transaction.atomic():
        IssuingParty.objects.update(iban="NL91ABNA0417164300")


def test_database_takes_an_account_that_two_persons_agreed_to(finance, second_finance_administrator):
    propose(finance, **REAL)

    party = party_changes.approve(PartyChange.objects.get(), by=second_finance_administrator)

    assert (party.iban, party.is_fictitious) == ("NL91ABNA0417164300", False)


# --- numbers --------------------------------------------------------------------
@pytest.mark.parametrize(
    ("change", "anchor", "message"),
    [
        ({"kvk": "1234"}, "id_kvk", "Een KvK-nummer heeft acht cijfers."),
        ({"rsin": "123456789"}, "id_rsin", "Een RSIN heeft negen cijfers. Dit nummer klopt niet."),
        ({"oin": "1" * 20}, "id_oin", "Dit OIN klopt niet."),
        ({"iban": "NL00ABNA0417164300"}, "id_iban", "Dit IBAN klopt niet."),
        ({"vat_id": "NL1"}, "id_vat_id", "Een btw-nummer is NL, negen cijfers"),
        ({"prefix": "V1"}, "id_prefix", "Het begin van een factuurnummer is 2 tot 8 hoofdletters."),
        ({"prefix": "VB"}, "id_prefix", "Een andere partij heeft dit begin van het factuurnummer al."),
        ({"email": "geen"}, "id_email", "e-mailadres"),
        ({"is_fictitious": ""}, "id_iban", "Dit nummer bestaat niet: het is alleen voor voorbeelden."),
        ({"iban": OF_FORM["iban"]}, "id_iban", "Dit IBAN is van een bank die bestaat."),
        ({"postal_code": "12345"}, "id_postal_code", "Een postcode is vier cijfers en twee letters"),
        (REAL | {"postal_code": "0000 AA"}, "id_postal_code", "Een postcode is vier cijfers en twee letters"),
        ({"street": "Postbus 12"}, "id_street", "Een postbus mag niet op een factuur."),
        ({"phone": "12345"}, "id_phone", "Een telefoonnummer heeft tien cijfers"),
        (REAL | {"phone": "000 000 00 00"}, "id_phone", "Een telefoonnummer heeft tien cijfers"),
    ],
)
def test_a_number_that_cannot_be_is_told_at_its_field(finance, change, anchor, message):
    page = text(propose(finance, **change))

    assert f'<a href="#{anchor}">' in page
    assert message in page
    assert not PartyChange.objects.exists()


def test_a_party_with_invoices_keeps_its_prefix(issued, finance, usual, second_finance_administrator):
    finance.post(address("change_party", usual.pk), EXAMPLE)
    party_changes.approve(PartyChange.objects.get(), by=second_finance_administrator)

    assert IssuingParty.objects.get().prefix == "VB"
    with pytest.raises(IntegrityError, match="beginning of their numbers"), transaction.atomic():
        IssuingParty.objects.update(prefix="XX")


def test_a_prefix_that_another_proposal_asks_for_is_refused_at_once(finance):
    propose(finance)

    page = text(propose(finance, name="Stichting Twee"))

    assert "Er wacht al een voorstel met dit begin van het factuurnummer." in page
    assert PartyChange.objects.count() == 1


def test_database_refuses_two_proposals_for_one_prefix(finance, finance_administrator):
    propose(finance)

    with pytest.raises(IntegrityError, match="one_waiting_per_prefix"), transaction.atomic():
        PartyChange.objects.create(details={"name": "X", "prefix": "SP"}, proposed_by=finance_administrator)


def test_database_refuses_a_fictitious_party_with_an_account_that_exists(
    finance, second_finance_administrator
):
    propose(finance, **REAL)
    party_changes.approve(PartyChange.objects.get(), by=second_finance_administrator)

    with pytest.raises(IntegrityError), transaction.atomic():
        IssuingParty.objects.filter(prefix="SP").update(is_fictitious=True)


def test_an_older_proposal_of_a_fictitious_party_with_a_real_account_is_not_approved(
    usual, finance_administrator, second_finance_administrator
):
    details = {"name": usual.name, "prefix": usual.prefix, "iban": OF_FORM["iban"], "is_fictitious": True}
    change = PartyChange.objects.create(party=usual, details=details, proposed_by=finance_administrator)

    with pytest.raises(party_changes.CannotChange, match="bank die bestaat"):
        party_changes.approve(change, by=second_finance_administrator)


def test_a_proposal_reads_in_the_order_and_the_words_of_the_form(finance):
    propose(finance)
    labels = [row.label for row in party_changes.differences(PartyChange.objects.get())]
    form = text(finance.get(address("new_party")))

    places = [form.index(f'">{label}') for label in labels[:-1]]  # the last one is a box to tick
    assert places == sorted(places)
    assert "Btw-nummer" in labels


# --- which party for whom ---------------------------------------------------------
@pytest.fixture
def other(database) -> IssuingParty:
    details = {name: value for name, value in EXAMPLE.items() if name not in ("iban", "is_fictitious")}
    return IssuingParty.objects.create(**details, iban="NL33VOOR0000000002")


def test_a_municipality_gets_its_invoice_from_the_chosen_party(finance, other, venlo, issue, structural):
    page = text(finance.post(address("billing"), {"municipality": venlo.pk, "party": other.pk}, follow=True))

    assert "Stichting Proef" in page
    assert issue(structural, 2020).lines.get(municipality=venlo).invoices.get().number == "SP-2020-0001"
    assert Event.objects.filter(kind=Trail.BILLING_CHOSEN).exists()


def test_the_choice_is_of_limburg_while_no_scheme_is_for_the_whole_country(finance, structural):
    page = text(finance.get(address("billing")))

    assert '<optgroup label="Limburg">' in page
    assert "Amsterdam" not in page


def test_limburg_comes_first_where_a_scheme_is_for_the_whole_country(finance, structural):
    structural.cover = Cover.NETHERLANDS
    structural.save()

    page = text(finance.get(address("billing")))

    assert page.index(">Weert<") < page.index('<optgroup label="Buiten Limburg">') < page.index(">Amsterdam<")


def test_a_beginning_that_another_party_got_meanwhile_is_not_approved(
    other, finance_administrator, second_finance_administrator
):
    details = {"name": "Twee", "prefix": other.prefix, "iban": other.iban, "is_fictitious": True}
    change = PartyChange.objects.create(details=details, proposed_by=finance_administrator)

    with pytest.raises(party_changes.CannotChange, match="heeft dit begin"):
        party_changes.approve(change, by=second_finance_administrator)


def test_a_scheme_for_the_whole_country_that_one_person_proposed_widens_no_choice(
    finance, structural, finance_administrator
):
    structural.cover, structural.proposed_by = Cover.NETHERLANDS, finance_administrator
    structural.save()

    assert "Amsterdam" not in text(finance.get(address("billing")))


def test_the_usual_party_invoices_again(finance, other, venlo):
    chosen = Billing.objects.create(municipality=venlo, party=other)

    finance.post(address("end_billing", chosen.pk))

    assert not Billing.objects.exists()


def test_another_party_becomes_the_usual_one(finance, other):
    finance.post(address("make_usual", other.pk))

    assert IssuingParty.objects.get(is_default=True) == other


def test_who_invoices_is_on_the_trail_whenever_it_changes(
    usual, other, venlo, finance_administrator, second_finance_administrator, collected
):
    told = {"name": "Stichting Proef", "prefix": usual.prefix, "iban": usual.iban}
    wanted, unwanted = (
        PartyChange(party=party, details=told | {"prefix": party.prefix}, proposed_by=finance_administrator)
        for party in (usual, other)
    )
    PartyChange.objects.bulk_create([wanted, unwanted])
    party_changes.approve(wanted, by=second_finance_administrator)
    party_changes.reject(unwanted, by=finance_administrator)
    party_changes.make_usual(other, by=finance_administrator)
    chosen = Billing.objects.create(municipality=venlo, party=usual)
    party_changes.end_billing(chosen, by=finance_administrator)

    kinds = [Trail.PARTY_APPROVED, Trail.PARTY_REJECTED, Trail.USUAL_PARTY_CHOSEN, Trail.BILLING_ENDED]
    assert [event.kind for event in collected.events] == kinds
    assert collected.events[0].details["fields"] == ["name"]


@pytest.mark.parametrize("number", [1, 30])
def test_page_of_parties_costs_the_same_for_any_number(finance, number, count_queries, venlo):
    IssuingParty.objects.bulk_create(
        IssuingParty(
            prefix=f"X{chr(65 + n // 26)}{chr(65 + n % 26)}", name=f"Proef {n}", iban="NL33VOOR0000000002"
        )
        for n in range(number)
    )
    propose(finance)

    assert count_queries(finance, PARTIES) == 5  # user, parties, waiting, other parties, menu


# --- the proof --------------------------------------------------------------------
def test_a_proof_is_a_pdf_without_a_number(finance, draft, beesel):
    response = finance.get(address("proof", draft.lines.get(municipality=beesel).pk))

    paper = words_of(response.content)
    assert "13.478 inwoners" in paper
    assert "VB-2020" not in paper
    assert response["Content-Disposition"] == 'attachment; filename="proef-GM0889-2020.pdf"'
    assert Event.objects.latest("number").kind == Trail.PROOF_PRINTED


def test_an_address_that_is_not_known_is_an_example_in_production_too(finance, draft, beesel, settings):
    settings.FICTITIOUS = False
    IssuingParty.objects.update(iban="NL33VOOR0000000002", is_fictitious=False)

    said = words_of(finance.get(address("proof", draft.lines.get(municipality=beesel).pk)).content)

    assert "VOORBEELD" in said
    assert "Het adres van de gemeente is nog niet bekend. Niet betalen." in said


def test_a_proof_without_a_party_says_what_to_do(finance, draft):
    IssuingParty.objects.update(is_default=False)

    page = text(finance.get(address("proof", draft.lines.first().pk), follow=True))

    assert "Er is geen factuurpartij voor Beek. Kies die bij Factuurpartijen." in page


def test_round_page_leads_to_a_proof_of_each_line(finance, draft):
    page = text(finance.get(reverse("contributions:round", args=[draft.pk])))

    assert page.count("/facturen/proef/") == 31


def test_failed_papers_say_why(finance, issued, usual):
    reason = "De aanvrager heeft dit recht niet meer."
    Job.objects.filter(kind=actions.RENDER).update(state=State.FAILED, problem=reason)

    page = text(finance.get(reverse("contributions:round", args=[issued.pk])))

    assert page.count(reason) == 1
