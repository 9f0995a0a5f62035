"""The pages of a hand-over."""

import pytest
from django.urls import reverse

from cases.dossiers.milestones import Window, milestones
from cases.dossiers.models import Dossier
from cases.handover import actions
from cases.handover.models import Handover
from cases.handover.tests.conftest import NOTE, REASON, SURNAME
from zorgportaal.jobs import outbox
from zorgportaal.jobs.models import Job


def work():
    while waiting := list(Job.objects.due().values_list("pk", flat=True)):
        for job in waiting:
            outbox.run(job)


@pytest.fixture
def typed(other_coordinator):
    return {"receiver": str(other_coordinator.pk), "reason": REASON}


@pytest.fixture
def address(dossier):
    return reverse("handover:propose", args=[dossier.pk])


def test_the_preview_is_exactly_what_the_receiver_reads(
    sign_in, coordinator, other_coordinator, address, typed
):
    client = sign_in(coordinator)
    preview = client.post(address, typed | {"tells_note": "on"}).context["parts"]
    assert not Handover.objects.exists()

    client.post(address, typed | {"tells_note": "on", "propose": "1"})
    page = sign_in(other_coordinator).get(Handover.objects.get().get_absolute_url())
    assert page.context["parts"] == preview
    assert NOTE in page.content.decode()


def test_name_and_note_are_told_only_when_chosen(sign_in, coordinator, other_coordinator, address, typed):
    sign_in(coordinator).post(address, typed | {"propose": "1"})
    page = sign_in(other_coordinator).get(Handover.objects.get().get_absolute_url()).content.decode()

    assert REASON in page
    assert SURNAME not in page
    assert NOTE not in page


def test_from_proposal_to_confirmation(sign_in, coordinator, other_coordinator, address, typed, dossier):
    sign_in(coordinator).post(address, typed | {"propose": "1"})
    work()
    handover = Handover.objects.get()
    client = sign_in(other_coordinator)
    assert "wil dossier" in client.get(reverse("dossiers:list")).content.decode()
    assert client.get(reverse("handover:sheet", args=[handover.pk])).content.startswith(b"%PDF")

    page = client.post(reverse("handover:accept", args=[handover.pk]), follow=True)
    assert "Het dossier is nu van u." in page.content.decode()
    assert Dossier.objects.visible_to(other_coordinator).get() == dossier
    assert sign_in(coordinator).get(dossier.get_absolute_url()).status_code == 404


def test_giving_back_asks_why(sign_in, offer, other_coordinator):
    handover = offer()
    client = sign_in(other_coordinator)
    address = reverse("handover:refuse", args=[handover.pk])

    assert "reply" in client.post(address, {"reply": ""}).context["form"].errors
    client.post(address, {"reply": "Woont hier niet."})
    assert client.get(handover.get_absolute_url()).status_code == 404


def test_before_the_proposal_the_other_house_knows_nothing(sign_in, other_coordinator, address):
    client = sign_in(other_coordinator)

    assert client.get(address).status_code == 404
    assert not client.get(reverse("handover:list")).context["waiting"]


def test_the_receiver_cannot_open_the_dossier_itself(sign_in, offer, dossier, other_coordinator):
    offer()

    assert sign_in(other_coordinator).get(dossier.get_absolute_url()).status_code == 404


def test_the_worklist_knows_that_it_waits_on_the_receiver(offer, dossier):
    handover = offer()
    day = handover.proposed_at.date()
    found = milestones(Dossier.objects.filter(pk=dossier.pk), Window(day, day))

    assert [one.waits_on for one in found if one.what == "Overdracht voorgesteld"] == ["ontvanger"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"receiver": ""}, "receiver"),
        ({"reason": ""}, "reason"),
        ({"reader_until": "01-01-2030"}, "reader_until"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(sign_in, coordinator, address, typed, changes, field):
    assert field in sign_in(coordinator).post(address, typed | changes).context["form"].errors


@pytest.mark.parametrize("number", [1, 6])
def test_the_list_costs_the_same_for_any_number(
    count_queries, sign_in, new_case, coordinator, other_coordinator, number
):
    for _ in range(number):
        terms = actions.Offer(receiver=other_coordinator, reason=REASON)
        actions.propose(new_case(), by=coordinator, offer=terms)

    assert count_queries(sign_in(coordinator), reverse("handover:list")) == 4  # user, menu, waiting, others
