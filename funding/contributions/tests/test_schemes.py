"""Schemes: what two people agree on counts, and what a round used stays."""

from datetime import date
from decimal import Decimal

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from funding.contributions import actions, agreements
from funding.contributions.choices import Cover, Trail
from funding.contributions.contribution import spoken
from funding.contributions.models import CouncilDecision, Scheme
from funding.contributions.reference import load
from funding.contributions.seen import fingerprint
from funding.contributions.tests.test_pages import page_of, text
from zorgportaal.audit.models import Event
from zorgportaal.regions.models import Municipality

SCHEMES = reverse("contributions:schemes")
NEW = {
    "name": "Bijdrage 2027", "basis": "Besluit stuurgroep 1 van 3 maart 2026", "per_inhabitant": "0,09",
    "unit": "per_year", "starts_on": "1-1-2027", "cover": "limburg", "vat_treatment": "out_of_scope",
    "payment_days": "30",
}  # fmt: skip


@pytest.fixture
def finance(sign_in, finance_administrator):
    return sign_in(finance_administrator)


def address(name: str, *arguments: object) -> str:
    return reverse(f"contributions:{name}", args=arguments)


def test_new_scheme_gets_a_short_name_for_the_command(finance):
    page = text(finance.post(address("new_scheme"), NEW, follow=True))

    scheme = Scheme.objects.get(slug="bijdrage-2027")
    assert (scheme.per_inhabitant, scheme.ends_on) == (Decimal("0.09"), None)
    assert "fiscaal te bevestigen" in page
    assert Event.objects.latest("number").kind == Trail.SCHEME_MADE


@pytest.mark.parametrize(
    ("change", "anchor", "message"),
    [
        ({"per_inhabitant": "0,085"}, "id_per_inhabitant", "een bedrag in hele centen"),
        ({"per_inhabitant": "0"}, "id_per_inhabitant", "meer dan nul"),
        ({"ends_on": "1-1-2026"}, "id_ends_on", "ligt voor de eerste dag"),
        ({"unit": "flat"}, "id_ends_on", "hoort bij één jaar"),
        ({"payment_days": "0"}, "id_payment_days", "minstens één dag"),
        ({"payment_days": "veel"}, "id_payment_days", "een aantal van 1 tot en met 365"),
        ({"vat_treatment": "exempt"}, "id_vat_ground", "Noem de grond"),
        ({"name": "Overbrugging"}, "id_name", "Er is al een regeling met deze naam."),
        ({"starts_on": "1-1-0001"}, "id_starts_on", "Kies een dag van 1 januari 2019"),
        ({"per_inhabitant": "1000,08"}, "id_per_inhabitant", "kan niet kloppen"),
        ({"basis": ""}, "id_basis", "Vul “Besluit waarop de regeling rust” in."),
    ],
)
def test_what_cannot_be_is_told_at_its_field_once(finance, change, anchor, message):
    page = text(finance.post(address("new_scheme"), NEW | change))

    assert f'<a href="#{anchor}">' in page
    assert page.count(message) == 2  # in the summary and at the field
    assert Scheme.objects.count() == 2


def test_a_scheme_that_no_round_uses_can_change(finance, structural):
    finance.post(address("change_scheme", structural.pk), NEW)

    structural.refresh_from_db()
    assert (structural.name, structural.slug) == ("Bijdrage 2027", "structureel")


def test_a_scheme_that_a_round_uses_is_not_changed_and_says_why(finance, draft):
    page = text(finance.post(address("change_scheme", draft.scheme_id), NEW))

    assert "Wijzigen kan niet meer. Maak een nieuwe regeling." in page
    assert Scheme.objects.get(pk=draft.scheme_id).name == "Structurele bijdrage"


def test_the_form_of_a_scheme_that_a_round_uses_does_not_open(finance, draft):
    response = finance.get(address("change_scheme", draft.scheme_id), follow=True)

    assert response.redirect_chain == [(draft.scheme.get_absolute_url(), 302)]
    assert "Een ronde gebruikt deze regeling. Wijzigen kan niet meer." in text(response)


def test_a_cancelled_round_holds_no_scheme(finance, draft, finance_administrator):
    actions.cancel_round(draft, by=finance_administrator)

    finance.post(address("change_scheme", draft.scheme_id), NEW)

    assert Scheme.objects.get(pk=draft.scheme_id).name == "Bijdrage 2027"


@pytest.mark.parametrize(
    "change", [{"per_inhabitant": Decimal("0.10")}, {"basis": "Anders"}, {"ends_on": date(2020, 6, 30)}]
)
def test_database_holds_on_to_a_scheme_that_a_round_uses(draft, change):
    with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
        Scheme.objects.filter(pk=draft.scheme_id).update(**change)


def test_database_holds_on_to_the_last_day_of_a_period(bridging, finance_administrator):
    actions.make_round(scheme=bridging, year=2019, by=finance_administrator)

    with pytest.raises(IntegrityError, match="stays as it is"), transaction.atomic():
        Scheme.objects.filter(pk=bridging.pk).update(ends_on=date(2019, 11, 30))


@pytest.mark.parametrize(
    ("day", "message"),
    [
        ("30-6-2020", "Er is een ronde voor heel 2020. Kies 31 december 2020 of later."),
        ("31-12-2019", "De laatste dag ligt voor de eerste dag."),
        ("gisteren", "Vul bij “Laatste dag” een datum in"),
    ],
)
def test_a_last_day_leaves_what_was_issued_alone(finance, draft, day, message):
    assert message in text(finance.post(address("end_scheme", draft.scheme_id), {"ends_on": day}))
    assert Scheme.objects.get(pk=draft.scheme_id).ends_on is None


def test_a_last_day_that_invoices_name_stays(finance, structural, finance_administrator):
    Scheme.objects.filter(pk=structural.pk).update(ends_on=date(2020, 6, 30))
    structural.refresh_from_db()
    actions.make_round(scheme=structural, year=2020, by=finance_administrator)

    page = text(finance.post(address("end_scheme", structural.pk), {"ends_on": "31-12-2020"}))

    assert "De facturen van 2020 lopen tot en met 30 juni 2020. Die dag staat vast." in page


def test_a_scheme_in_use_ends_when_a_new_amount_comes(finance, draft):
    finance.post(address("end_scheme", draft.scheme_id), {"ends_on": "31-12-2026"})

    assert Scheme.objects.get(pk=draft.scheme_id).ends_on == date(2026, 12, 31)


def test_a_scheme_for_one_period_keeps_its_last_day(finance, bridging):
    page = text(finance.post(address("end_scheme", bridging.pk), {"ends_on": "31-12-2019"}))

    assert "De laatste dag staat vast." in page


def test_vat_can_be_confirmed_after_a_round(finance, draft):
    page = text(finance.post(address("confirm_vat", draft.scheme_id), follow=True))

    assert "fiscaal bevestigd" in page
    assert "fiscaal te bevestigen" not in text(finance.get(page_of(draft)))


def test_loading_reference_data_again_leaves_an_edited_scheme_alone(structural):
    Scheme.objects.filter(pk=structural.pk).update(payment_days=60)

    load()

    assert Scheme.objects.get(pk=structural.pk).payment_days == 60


@pytest.fixture
def proposed(finance):
    finance.post(address("new_scheme"), NEW)
    return Scheme.objects.get(slug="bijdrage-2027")


def test_a_new_scheme_counts_nowhere_until_a_second_person_approved_it(
    finance, proposed, finance_administrator, second_finance_administrator
):
    with pytest.raises(actions.CannotMakeRound, match="eerst goedkeuren"):
        actions.make_round(scheme=proposed, year=2027, by=finance_administrator)
    assert "Bijdrage 2027" not in text(finance.get(reverse("contributions:rounds")))

    agreements.approve_scheme(proposed, seen=fingerprint(proposed), by=second_finance_administrator)

    assert Scheme.objects.agreed().filter(pk=proposed.pk).exists()
    assert "Bijdrage 2027" in text(finance.get(reverse("contributions:rounds")))


def test_who_proposed_a_scheme_cannot_approve_it(finance, proposed):
    page = text(finance.post(address("approve_scheme", proposed.pk), follow=True))

    assert "U stelde deze regeling zelf voor." in page
    assert not Scheme.objects.agreed().filter(pk=proposed.pk).exists()
    with pytest.raises(IntegrityError), transaction.atomic():
        Scheme.objects.filter(pk=proposed.pk).update(
            approved_by=proposed.proposed_by, approved_at=timezone.now()
        )


def test_a_colleague_approves_with_the_button(sign_in, proposed, second_finance_administrator):
    client = sign_in(second_finance_administrator)
    assert "Keur de regeling goed" in text(client.get(address("scheme", proposed.pk)))

    seen = {"seen": client.get(address("scheme", proposed.pk)).context["seen"]}
    page = text(client.post(address("approve_scheme", proposed.pk), seen, follow=True))

    assert "De regeling is goedgekeurd." in page
    assert Event.objects.latest("number").kind == Trail.SCHEME_APPROVED


def test_nobody_approves_another_amount_than_was_on_the_screen(
    sign_in, proposed, second_finance_administrator
):
    client = sign_in(second_finance_administrator)
    seen = {"seen": client.get(address("scheme", proposed.pk)).context["seen"]}
    Scheme.objects.filter(pk=proposed.pk).update(per_inhabitant="0.10")

    page = text(client.post(address("approve_scheme", proposed.pk), seen, follow=True))

    assert "De regeling is intussen gewijzigd." in page
    assert not Scheme.objects.get(pk=proposed.pk).is_agreed


def test_an_approved_scheme_tells_who_proposed_and_who_approved_it(
    finance, proposed, finance_administrator, second_finance_administrator
):
    with time_machine.travel("2030-12-01", tick=False):
        agreements.approve_scheme(proposed, seen=fingerprint(proposed), by=second_finance_administrator)
    today = spoken(timezone.localdate())

    page = text(finance.get(address("scheme", proposed.pk)))

    proposal = f"Voorgesteld door {finance_administrator.name} op {today}"
    assert f"{proposal}, goedgekeurd door {second_finance_administrator.name} op 1 december 2030." in page


def test_a_scheme_that_came_with_the_portal_tells_of_no_proposal(finance, structural):
    assert "Voorgesteld door" not in text(finance.get(address("scheme", structural.pk)))


def test_a_change_makes_it_a_proposal_again(finance, proposed, second_finance_administrator):
    agreements.approve_scheme(proposed, seen=fingerprint(proposed), by=second_finance_administrator)

    finance.post(address("change_scheme", proposed.pk), NEW | {"per_inhabitant": "0,10"})

    assert not Scheme.objects.get(pk=proposed.pk).is_agreed


def test_who_changed_a_proposal_of_a_colleague_cannot_approve_it(proposed, second_finance_administrator):
    agreements.change_scheme(proposed, by=second_finance_administrator)

    with pytest.raises(agreements.CannotChange, match="zelf voor"):
        agreements.approve_scheme(proposed, seen=fingerprint(proposed), by=second_finance_administrator)


def test_a_proposal_can_be_taken_away_with_its_decisions_and_an_agreed_scheme_cannot(
    finance, proposed, structural, venlo
):
    CouncilDecision.objects.create(scheme=proposed, municipality=venlo, document="collegevoorstel")

    finance.post(address("withdraw_scheme", proposed.pk))
    refused = text(finance.post(address("withdraw_scheme", structural.pk), follow=True))

    assert "al goedgekeurd. Zet een laatste dag." in refused
    assert list(Scheme.objects.values_list("slug", flat=True)) == ["overbrugging-2019", "structureel"]


def test_a_scheme_beside_another_one_is_told(finance, proposed, structural):
    page = text(finance.get(address("scheme", proposed.pk)))

    assert "Let op: gemeenten betalen meer dan één regeling." in page
    assert structural.name in page


def test_the_scheme_without_a_last_day_is_the_one_to_end(finance, proposed, structural):
    Scheme.objects.filter(pk=proposed.pk).update(ends_on=date(2028, 12, 31))

    of_the_new, of_the_old = (text(finance.get(address("scheme", one.pk))) for one in (proposed, structural))

    link = f'<a href="{structural.get_absolute_url()}">{structural.name}</a>'
    assert f"Zet dan een laatste dag bij {link}." in of_the_new
    assert "Zet dan een laatste dag." in of_the_old


def test_where_all_have_a_last_day_it_is_looked_at_again(finance, proposed, structural):
    Scheme.objects.filter(pk__in=[proposed.pk, structural.pk]).update(ends_on=date(2028, 12, 31))

    assert "Kijk dan de laatste dag van elke regeling na." in text(
        finance.get(address("scheme", proposed.pk))
    )


def test_who_saves_an_older_page_hears_that_it_was_overtaken(finance, structural):
    opened = finance.get(address("change_scheme", structural.pk)).context["form"]
    old = {name: opened[name].value() for name in opened.fields if opened[name].value() not in {None, False}}
    finance.post(address("change_scheme", structural.pk), NEW | {"name": structural.name})

    late = finance.post(address("change_scheme", structural.pk), old | {"payment_days": "14"})

    assert "Iemand anders wijzigde dit terwijl u typte." in text(late)
    assert Scheme.objects.get(pk=structural.pk).per_inhabitant == Decimal("0.09")
    again = {name: late.context["form"][name].value() for name in old} | {"payment_days": "14"}
    finance.post(address("change_scheme", structural.pk), again)
    assert Scheme.objects.get(pk=structural.pk).payment_days == 14


@pytest.mark.parametrize("cover", Cover)
@pytest.mark.parametrize("on", [date(2018, 6, 1), date(2020, 1, 1), date(2024, 1, 1)])
def test_a_scheme_covers_exactly_its_payers(structural, cover, on):
    structural.cover = cover

    covered = {one.pk for one in Municipality.objects.all() if structural.covers(one, on)}

    assert covered == set(structural.payers(on).values_list("pk", flat=True))
