"""The tab Verblijf."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.dossiers.milestones import Window, milestones
from cases.dossiers.models import Dossier
from cases.residence import actions
from cases.residence.actions import Offer
from cases.residence.models import Permit, Procedure
from cases.residence.tests.conftest import START


def address(name: str, dossier: Dossier) -> str:
    return reverse(f"residence:{name}", args=[dossier.pk])


def test_the_tab_says_the_day_of_the_bedenktijd_and_its_end(sign_in, coordinator, dossier):
    today = timezone.localdate()
    actions.keep_reflection(dossier, by=coordinator, offer=Offer(today - timedelta(days=10)))
    page = sign_in(coordinator).get(address("residence", dossier)).content.decode()

    assert "Bedenktijd: dag 10 van" in page
    assert "Verlengen kan niet." in page


def test_a_rule_that_leaves_room_asks_for_a_reason_at_the_field(sign_in, coordinator, new_case):
    dossier = new_case(residence_status="EU_EEA")
    client = sign_in(coordinator)
    typed = {"starts_on": "16-10-2026", "offered_on": "16-10-2026", "is_wanted": "True"}
    page = client.post(address("reflection", dossier), typed)

    assert "rechtmatig verblijf" in page.context["form"].errors["reason"][0]
    assert 'value="16-10-2026"' in page.content.decode()
    reason = "Verblijfsrecht als EU-burger is vervallen."
    assert client.post(address("reflection", dossier), {**typed, "reason": reason}).status_code == 302


@pytest.mark.parametrize(
    ("name", "typed", "field"),
    [
        ("status", {"starts_on": "31-02-2026"}, "starts_on"),
        ("end", {"ended_on": "gisteren"}, "ended_on"),
        ("add_permit", {"applied_on": "16-10-2026", "ends_on": "16-10-2027"}, "starts_on"),
        ("procedure", {"rvb_given_on": "16-10-2026", "version": "0"}, "rvb_asked_on"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(sign_in, coordinator, dossier, name, typed, field):
    page = sign_in(coordinator).post(address(name, dossier), typed)

    assert field in page.context["form"].errors


def test_two_people_at_one_procedure_lose_nothing(sign_in, coordinator, colleague, dossier):
    client = sign_in(coordinator)
    form = client.get(address("procedure", dossier)).context["form"]
    hidden = {name: form[name].value() for name in ("version", "opened")}
    actions.keep_procedure(dossier, by=colleague, version=0, values={"lawyer": "mr. Verzonnen"})
    page = client.post(address("procedure", dossier), {**hidden, "rvb_asked_on": "16-10-2026"})

    assert [found.stored for found in page.context["comparison"].taken] == ["mr. Verzonnen"]
    again = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}
    client.post(address("procedure", dossier), again)
    procedure = Procedure.objects.get()
    assert (procedure.lawyer, procedure.rvb_asked_on) == ("mr. Verzonnen", date(2026, 10, 16))


def test_a_monthly_report_is_ticked_on_the_page(sign_in, coordinator, dossier):
    today = timezone.localdate()
    actions.keep_reflection(dossier, by=coordinator, offer=Offer(today - timedelta(days=40)))
    due = actions.due_days(actions.reflection_of(dossier))[0]
    typed = {"due_on": f"{due:%d-%m-%Y}", "done_on": f"{today:%d-%m-%Y}"}
    sign_in(coordinator).post(address("report", dossier), typed)

    (found,) = [day for day in days(dossier) if day.day == due]
    assert found.is_done


def days(dossier: Dossier):
    window = Window(date(2020, 1, 1), date(2040, 1, 1), with_done=True)
    return milestones(Dossier.objects.filter(pk=dossier.pk), window)


def test_every_room_that_lists_days_hears_of_permit_and_allowance(dossier, coordinator, ground):
    permit = Permit(ground=ground("D_CANNOT"), applied_on=START, starts_on=START, ends_on=date(2027, 10, 15))
    actions.keep_permit(dossier, by=coordinator, permit=permit)
    actions.keep_procedure(dossier, by=coordinator, version=0, values={"rvb_asked_on": START})
    said = {(day.day, day.what) for day in days(dossier)}

    assert {
        (date(2027, 10, 16), "B9-aanvraag"),
        (date(2027, 10, 15), "Vergunning loopt af"),
        (date(2027, 1, 16), "Aanvraag Rvb verloopt"),
    } <= said


@pytest.mark.parametrize("name", ["residence", "status", "reflection", "end", "add_permit", "procedure"])
def test_each_page_asks_few_questions_however_many_days_there_are(
    sign_in, coordinator, dossier, ground, count_queries, name
):
    client = sign_in(coordinator)
    few = count_queries(client, address(name, dossier))
    for number in range(10):
        permit = Permit(ground=ground("A_COMPLAINANT"), applied_on=START + timedelta(days=number))
        actions.keep_permit(dossier, by=coordinator, permit=permit)

    assert count_queries(client, address(name, dossier)) == few <= 12
