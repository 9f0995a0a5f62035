"""What moves when a dossier is handed over, when, and what never does."""

from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from cases.dossiers import actions as dossiers
from cases.dossiers.choices import TeamRole
from cases.dossiers.models import Dossier
from cases.handover import actions
from cases.handover.choices import State, Trail
from cases.handover.keys import ALONG, keys_of
from cases.handover.models import Handover
from cases.handover.tests.conftest import NOTE, SURNAME
from zorgportaal.accounts.models import User
from zorgportaal.audit import trail
from zorgportaal.audit.choices import Origin
from zorgportaal.audit.models import Event
from zorgportaal.covering import actions as covering
from zorgportaal.documents.models import PrivateFile
from zorgportaal.vault.models import DataKey

# Keys of a person at work, of a meeting, of money: they stay where they are.
STAYING = {
    "conferences.Conference", "drafts.Draft", "finding.SearchQuery", "notes.TextQuery",
    "documents.PrivateFile", "papers.IncomingFile", "contributions.DecisionFile",
    "invoices.InvoiceFile", "comensha.ReportRun",
    "exchange.Export", "takeover.Takeover", "worklist.SavedView",
}  # fmt: skip


def fresh(dossier: Dossier) -> Dossier:
    return Dossier.objects.with_words().get(pk=dossier.pk)


def regions(dossier: Dossier) -> set[str]:
    return set(DataKey.objects.filter(pk__in=keys_of(dossier)).values_list("region", flat=True))


def test_until_the_receiver_confirms_nothing_moves(offer, dossier, other_coordinator, coordinator):
    offer()

    assert Dossier.objects.visible_to(coordinator).get() == dossier
    assert not Dossier.objects.visible_to(other_coordinator).exists()
    assert regions(dossier) == {"noord-limburg"}


def test_confirming_moves_house_keys_and_team_and_leaves_number_and_contents(
    offer, dossier, coordinator, other_coordinator, south
):
    actions.accept(offer(), by=other_coordinator)

    moved = fresh(dossier)
    assert (moved.house, moved.case_number) == (south, dossier.case_number)
    assert (moved.note, moved.person.surname) == (NOTE, SURNAME)
    assert regions(moved) == {"maastricht-heuvelland"}
    assert [(member.user, member.role) for member in moved.team.current()] == [
        (other_coordinator, TeamRole.COORDINATOR)
    ]
    assert not Dossier.objects.visible_to(coordinator).exists()


def test_a_changed_dossier_needs_a_new_sheet(offer, dossier, coordinator, other_coordinator):
    handover = offer()
    former = handover.sheet_id
    Dossier.objects.filter(pk=dossier.pk).update(version=dossier.version + 1)

    with pytest.raises(actions.SheetIsOld):
        actions.accept(handover, by=other_coordinator)
    assert not PrivateFile.objects.filter(pk=former).exists()
    actions.make_sheet(handover.pk, by=coordinator)
    actions.accept(handover, by=other_coordinator)


def test_without_a_sheet_nobody_confirms(offer, other_coordinator):
    with pytest.raises(actions.CannotHandOver, match="wordt nog gemaakt"):
        actions.accept(offer(has_sheet=False), by=other_coordinator)


def test_giving_back_leaves_everything_and_destroys_the_sheet(offer, dossier, coordinator, other_coordinator):
    handover = offer()
    key = handover.sheet.key_id
    actions.refuse(handover, by=other_coordinator, reply="Wij kennen deze persoon niet.")

    assert not DataKey.objects.filter(pk=key).exists()
    assert fresh(dossier).house == coordinator.house
    assert not Handover.objects.visible_to(other_coordinator).exists()
    assert Handover.objects.visible_to(coordinator).get().state == State.REFUSED


def test_one_offer_at_a_time_also_for_the_database(offer, coordinator):
    handover = offer()
    with pytest.raises(actions.CannotHandOver, match="wacht al"):
        offer()
    handover.pk = None
    handover.sheet = None
    with pytest.raises(IntegrityError), transaction.atomic():
        handover.save(force_insert=True)


def test_only_the_receiver_or_who_stands_in_decides(offer, coordinator, other_coordinator, make_user, south):
    handover = offer()
    stand_in = make_user(other_coordinator.role, house=south)
    for stranger in (coordinator, stand_in):
        with pytest.raises(actions.CannotHandOver, match="Alleen de ontvanger"):
            actions.accept(handover, by=stranger)

    today = timezone.localdate()
    covering.cover_for(other_coordinator, by=stand_in, stand_in=stand_in, first=today, last=today)
    dossier = actions.accept(handover, by=User.objects.get(pk=stand_in.pk))
    assert dossier.team.current().get().user == other_coordinator


def test_a_colleague_becomes_coordinator_and_the_house_stays(
    offer, dossier, coordinator, colleague, process_director
):
    dossiers.add_to_team(dossier, by=coordinator, member=process_director)
    actions.accept(offer(receiver=colleague), by=colleague)

    assert fresh(dossier).house == coordinator.house
    team = dict(dossier.team.current().values_list("user", "role"))
    assert team == {colleague.pk: TeamRole.COORDINATOR, process_director.pk: TeamRole.MEMBER}


def test_who_reads_along_reads_the_sheet_only_and_until_a_day(offer, dossier, coordinator, other_coordinator):
    until = timezone.localdate() + timedelta(days=14)
    handover = offer(reader=coordinator, reader_until=until)
    actions.accept(handover, by=other_coordinator)

    assert not Dossier.objects.visible_to(coordinator).exists()
    assert Handover.objects.visible_to(coordinator).get() == handover
    Handover.objects.update(reader_until=timezone.localdate())
    assert not Handover.objects.visible_to(coordinator).exists()


def test_by_night_nobody_hands_over(dossier, north, coordinator, other_coordinator, colleague):
    now = timezone.now()
    covering.cover_house(
        north, by=coordinator, stand_in=other_coordinator, starts_at=now, ends_at=now + timedelta(hours=8)
    )
    terms = actions.Offer(receiver=colleague, reason="Nacht")
    with pytest.raises(actions.CannotHandOver, match="waarneemt"):
        actions.propose(dossier, by=User.objects.get(pk=other_coordinator.pk), offer=terms)


@pytest.mark.parametrize("who", ["process_director", "policy_advisor", "coordinator"])
def test_only_another_coordinator_receives(offer, who, request):
    with pytest.raises(actions.CannotHandOver, match="Kies een andere zorgcoördinator"):
        offer(receiver=request.getfixturevalue(who))


def test_the_trail_tells_the_whole_way_and_no_name(offer, dossier, other_coordinator, collected):
    actions.accept(offer(), by=other_coordinator)

    kinds = [event.kind for event in collected.events if event.subject == dossier.pk]
    assert kinds[-3:] == [Trail.PROPOSED, Trail.SHEET_MADE, Trail.ACCEPTED]
    assert SURNAME not in str([event.details for event in collected.events])


def test_every_table_with_a_key_says_whether_it_goes_along():
    """A room that gets a key of its own has to choose."""
    holders = {"vault.DataKey", "documents.PrivateFile", "papers.IncomingFile"}
    found = {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if field.related_model and field.related_model._meta.label in holders
    }

    assert found <= {label for label, _, _ in ALONG} | STAYING


@pytest.mark.usefixtures("committed_db")
def test_two_answers_at_once_are_one_answer(offer, dossier, other_coordinator):
    """Confirmed and given back at the same moment: one of both, never half."""
    with trail.recording(Origin.COMMAND):
        handover = offer()
    answers, start = [], Barrier(2)

    def answer(work):
        start.wait()
        try:
            with trail.recording(Origin.COMMAND):
                work()
            answers.append("done")
        except actions.CannotHandOver:
            answers.append("refused")
        finally:
            connection.close()

    threads = [
        Thread(target=answer, args=[lambda: actions.accept(handover, by=other_coordinator)]),
        Thread(target=answer, args=[lambda: actions.refuse(handover, by=other_coordinator, reply="nee")]),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(answers) == ["done", "refused"]
    state = Handover.objects.get().state
    assert (state == State.ACCEPTED) == (fresh(dossier).house == other_coordinator.house)
    assert (state == State.ACCEPTED) == (regions(dossier) == {"maastricht-heuvelland"})
    assert Event.objects.filter(kind__in=[Trail.ACCEPTED, Trail.REFUSED]).count() == 1
