"""When a dossier may be closed, how long it is kept, and what a mistake and a new episode are."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.closing import actions
from cases.closing.choices import Ground, Result, Trail
from cases.closing.models import AftercareMoment, Closure, RetentionTerm
from cases.contact import actions as contact
from cases.contact.actions import Rules
from cases.dossiers.choices import LinkKind, Status, Vocabulary
from cases.dossiers.milestones import Window, milestones
from cases.dossiers.models import Dossier, DossierLink
from cases.handover import actions as handover


def fresh(dossier: Dossier) -> Dossier:
    return Dossier.objects.with_words().get(pk=dossier.pk)


@pytest.fixture
def check_in(word):
    return word(Vocabulary.AFTERCARE_TYPE, "CHECK_IN")


@pytest.fixture
def plan(dossier, coordinator, check_in):
    """Contact after 1, 3, 6 and 12 months."""
    return actions.plan_aftercare(
        dossier, by=coordinator, type=check_in, starts_on=date(2026, 11, 30), months=actions.USUAL_MONTHS
    )


# --- aftercare ------------------------------------------------------------------
def test_the_usual_moments_are_after_1_3_6_and_12_months(plan, dossier):
    days = [moment.due_on for moment in plan]

    assert days == [date(2026, 12, 30), date(2027, 2, 28), date(2027, 5, 30), date(2027, 11, 30)]
    assert fresh(dossier).status == Status.AFTERCARE


def test_moments_fall_on_days_that_are_safe_for_contact(dossier, coordinator, check_in):
    """A month after the 13th of November 2026 is a Sunday."""
    rules = replace(Rules.of(dossier), days=(1, 3))
    now = contact.change_rules(dossier, by=coordinator, version=dossier.version, rules=rules)

    (moment,) = actions.plan_aftercare(
        now, by=coordinator, type=check_in, starts_on=date(2026, 11, 13), months=[1]
    )

    assert moment.due_on == date(2026, 12, 14)


def test_planning_again_adds_only_what_is_new(plan, dossier, coordinator, check_in):
    again = actions.plan_aftercare(
        dossier, by=coordinator, type=check_in, starts_on=date(2026, 11, 30), months=[1, 24]
    )

    assert [moment.due_on for moment in again] == [date(2028, 11, 30)]


def test_a_moment_is_ticked_once_and_leaves_the_worklist(plan, dossier, coordinator):
    window = Window(date(2026, 12, 1), date(2026, 12, 31))
    known = Dossier.objects.filter(pk=dossier.pk)
    assert [one.what for one in milestones(known, window)] == ["Nazorgmoment"]

    today = timezone.localdate()
    actions.tick(plan[0], by=coordinator, result=Result.SPOKEN, done_on=today, note="Kanarie: gaat goed.")
    assert milestones(known, window) == []
    assert AftercareMoment.objects.get(pk=plan[0].pk).note == "Kanarie: gaat goed."
    with pytest.raises(actions.CannotClose, match="al afgevinkt"):
        actions.tick(plan[0], by=coordinator, result=Result.DROPPED, done_on=today)


def test_the_database_wants_a_result_with_a_tick(plan):
    with pytest.raises(IntegrityError), transaction.atomic():
        AftercareMoment.objects.filter(pk=plan[0].pk).update(done_on=timezone.localdate())


# --- closing --------------------------------------------------------------------
def test_closing_starts_the_clock_of_the_wmo(dossier, coordinator, ending):
    with time_machine.travel("2026-03-12 12:00:00+00:00", tick=False):
        closure = actions.close(dossier, by=coordinator, ending=ending())

    assert closure.kept_until == "Wordt vernietigd op 12 maart 2041, grond Wmo 2015 art. 5.3.4."
    assert fresh(dossier).status == Status.CLOSED


@pytest.mark.parametrize(
    ("age", "ground"),
    [(15, Ground.YOUTH), (17, Ground.YOUTH), (18, Ground.WMO)],
)
def test_a_child_is_kept_by_the_youth_act(new_case, age, ground):
    basis = "CONSENT_GUARDIAN" if age < 16 else "PUBLIC_TASK"
    child = new_case(age=age, legal_basis=basis)

    assert actions.term_of(child, timezone.localdate()).code == ground


def test_a_term_holds_on_the_days_of_the_law(dossier):
    RetentionTerm.objects.filter(code=Ground.WMO).update(valid_until=date(2027, 1, 1))
    RetentionTerm.objects.create(
        code=Ground.WMO,
        name="Korter",
        ground="nieuwe wet",
        years=10,
        days=0,
        valid_from=date(2027, 1, 1),
        source="Stb.",
    )

    assert actions.term_of(dossier, date(2026, 12, 31)).years == 15
    assert actions.term_of(dossier, date(2027, 1, 1)).years == 10


def test_what_still_runs_asks_for_a_reason(new_case, coordinator, ending):
    """The bedenktijd of this dossier runs."""
    dossier = new_case()
    start = timezone.localdate() - timedelta(days=3)
    Dossier.objects.filter(pk=dossier.pk).update(reflection_started_on=start)

    with pytest.raises(actions.CannotClose, match="waarom u afsluit"):
        actions.close(dossier, by=coordinator, ending=ending())
    closure = actions.close(dossier, by=coordinator, ending=ending(note="Vertrokken."))
    assert "reflection" in closure.left_open


def test_an_offer_to_another_house_comes_first(dossier, coordinator, other_coordinator, ending):
    handover.propose(
        dossier, by=coordinator, offer=handover.Offer(receiver=other_coordinator, reason="Verhuisd")
    )

    with pytest.raises(actions.CannotClose, match="Wacht op de ontvanger"):
        actions.close(dossier, by=coordinator, ending=ending(note="Toch."))


def test_nobody_closes_twice(dossier, coordinator, ending):
    actions.close(dossier, by=coordinator, ending=ending())

    with pytest.raises(actions.CannotClose, match="al afgesloten"):
        actions.close(dossier, by=coordinator, ending=ending())


# --- mistakes -------------------------------------------------------------------
def test_a_mistake_takes_two_people_also_for_the_database(dossier, coordinator, colleague, ending):
    closure = actions.close(dossier, by=coordinator, ending=ending("BY_MISTAKE", note="Dubbel ingevoerd."))
    assert fresh(dossier).status != Status.CLOSED
    with pytest.raises(actions.CannotClose, match="Een andere collega"):
        actions.approve_mistake(closure, by=coordinator)
    with pytest.raises(IntegrityError), transaction.atomic():
        Closure.objects.filter(pk=closure.pk).update(is_mistake=True, awaits_second_look=False)

    closure = actions.approve_mistake(closure, by=colleague)
    assert fresh(dossier).status == Status.CLOSED
    assert (closure.destroy_on - closure.closed_on).days == 42


def test_a_mistake_counts_nowhere_and_stays_in_the_trail(dossier, new_case, coordinator, colleague, ending):
    new_case()
    closure = actions.close(dossier, by=coordinator, ending=ending("DUPLICATE", note="Zie ander dossier."))
    assert Dossier.objects.without_mistakes().count() == 2
    actions.approve_mistake(closure, by=colleague)

    assert Dossier.objects.without_mistakes().count() == 1
    assert Dossier.objects.visible_to(coordinator).count() == 2


def test_no_mistake_after_all_and_the_trail_tells(dossier, coordinator, colleague, ending, collected):
    closure = actions.close(dossier, by=coordinator, ending=ending("BY_MISTAKE", note="Vergissing?"))
    actions.refuse_mistake(closure, by=colleague)

    assert not Closure.objects.exists()
    assert Trail.MISTAKE_REFUSED in [event.kind for event in collected.events]
    actions.close(dossier, by=coordinator, ending=ending())


# --- a new episode --------------------------------------------------------------
def test_opening_again_begins_a_linked_episode(dossier, coordinator, ending):
    actions.close(dossier, by=coordinator, ending=ending())
    new = actions.reopen(dossier, by=coordinator, reason="Opnieuw gezien door de politie.")

    link = DossierLink.objects.get()
    assert (link.kind, link.one, link.other) == (LinkKind.EPISODE, dossier, new)
    assert link.reason == "Opnieuw gezien door de politie."
    assert fresh(dossier).status == Status.CLOSED
    assert (new.status, new.reported_on) == (Status.REGISTERED, timezone.localdate())
    assert new.case_number != dossier.case_number
    with pytest.raises(actions.CannotClose, match="al een latere periode"):
        actions.reopen(dossier, by=coordinator, reason="Nog eens.")


def test_an_open_dossier_is_not_opened_again(dossier, coordinator):
    with pytest.raises(actions.CannotClose, match="niet afgesloten"):
        actions.reopen(dossier, by=coordinator, reason="Zomaar.")
