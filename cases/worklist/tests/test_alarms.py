"""Alarms come in time and once; one mail a morning says that there is something, and not what."""

from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.dossiers import actions as dossiers
from cases.dossiers.choices import Status
from cases.dossiers.milestones import Milestone
from cases.dossiers.models import Dossier
from cases.worklist import actions
from cases.worklist.choices import Trail
from cases.worklist.models import Alarm
from zorgportaal.audit import trail
from zorgportaal.audit.choices import Origin
from zorgportaal.jobs import outbox
from zorgportaal.jobs.models import Job


@pytest.fixture
def term(days, dossier, today):
    """`term(in_days=12)` is a day of the law, for which an alarm comes."""

    def make(in_days: int, what="Bedenktijd eindigt") -> Milestone:
        made = Milestone(today + timedelta(days=in_days), dossier.pk, what, warns=True)
        days.append(made)
        return made

    return make


# --- alarms ---------------------------------------------------------------
@pytest.mark.parametrize(
    ("in_days", "steps"),
    [(31, []), (30, [30]), (15, [30]), (14, [14]), (8, [14]), (7, [7]), (0, [7]), (-1, [])],
)
def test_an_alarm_comes_at_the_nearest_step(term, today, in_days, steps):
    term(in_days)

    assert [alarm.step for alarm in actions.raise_alarms(today)] == steps


def test_the_same_alarm_never_comes_twice(term, today):
    term(12)
    actions.raise_alarms(today)

    assert actions.raise_alarms(today) == []
    assert Alarm.objects.count() == 1


def test_the_database_refuses_a_second_one(dossier, today):
    alarm = {"dossier": dossier, "what": "Bedenktijd eindigt", "day": today, "step": 7}
    Alarm.objects.create(**alarm)

    with pytest.raises(IntegrityError, match="alarm_once_per_step"), transaction.atomic():
        Alarm.objects.create(**alarm)


def test_each_step_gives_one_alarm_as_the_day_comes_nearer(term, today):
    day = term(30)
    for passed in range(31):
        actions.raise_alarms(today + timedelta(days=passed))

    assert list(Alarm.objects.filter(day=day.day).values_list("step", flat=True)) == [7, 14, 30]


def test_a_day_that_only_counts_gives_no_alarm(days, dossier, today):
    days.append(Milestone(today, dossier.pk, "Bellen"))

    assert actions.raise_alarms(today) == []


def test_a_closed_dossier_gives_no_alarm(term, dossier, today):
    term(7)
    Dossier.objects.filter(pk=dossier.pk).update(status=Status.CLOSED)

    assert actions.raise_alarms(today) == []


def test_who_has_seen_an_alarm_has_seen_the_earlier_ones_too(dossier, coordinator, today):
    early, late = (
        Alarm.objects.create(dossier=dossier, what="Vergunning", day=today, step=step) for step in (14, 7)
    )
    actions.note_seen(late, by=coordinator)
    early.refresh_from_db()

    assert early.seen_by == coordinator
    assert Alarm.objects.unseen().count() == 0


def test_an_alarm_is_on_the_trail_with_its_dossier(term, dossier, today, collected):
    term(7)
    (alarm,) = actions.raise_alarms(today)
    event = collected.events[-1]

    assert (event.kind, event.subject, event.actor) == (Trail.ALARMED, alarm.pk, None)
    assert event.details == {"dossier": str(dossier.pk), "step": 7}


# --- the morning ----------------------------------------------------------
def work() -> None:
    while waiting := list(Job.objects.due().values_list("pk", flat=True)):
        for job in waiting:
            outbox.run(job)


def morning() -> None:
    actions.put_morning()
    work()


def test_a_morning_raises_alarms_and_tells_who_works_on_the_dossier_once(term, coordinator, colleague):
    term(7)
    morning()
    morning()

    assert Alarm.objects.count() == 1
    assert [letter.to for letter in mail.outbox] == [[coordinator.email]]


def test_the_digest_says_nothing(term, dossier):
    term(7)
    morning()
    (letter,) = mail.outbox
    text = letter.subject + letter.body

    assert letter.subject == "Er staat iets klaar in het zorgportaal"
    assert dossier.case_number not in text
    for hidden in ("Bedenktijd", "dossier", "Venlo", "1 "):
        assert hidden not in text


@pytest.mark.usefixtures("days")
def test_without_anything_to_say_no_mail_goes(dossier):
    morning()

    assert mail.outbox == []


def test_who_switched_the_digest_off_gets_none(term, coordinator):
    term(7)
    coordinator.gets_digest = False
    coordinator.save()
    morning()

    assert mail.outbox == []


@pytest.mark.usefixtures("days")
def test_what_a_colleague_did_since_the_last_visit_is_worth_a_mail(dossier, coordinator, colleague):
    visited = timezone.now() - timedelta(hours=1)
    with time_machine.travel(visited), trail.recording(Origin.COMMAND):
        trail.look(Trail.LISTED, by=coordinator)
    assert not actions.has_news(coordinator)

    with trail.recording(Origin.COMMAND):
        dossiers.add_to_team(dossier, by=colleague, member=colleague)
    assert actions.has_news(coordinator)


def test_before_seven_nothing_happens(term):
    term(7)
    with time_machine.travel("2026-11-20T06:59:00+01:00", tick=False):
        morning()

    assert not Job.objects.filter(kind=actions.MORNING).exists()


def test_a_morning_that_stops_halfway_leaves_nothing_and_begins_again(term, monkeypatch):
    term(7)
    with monkeypatch.context() as patch:
        patch.setattr(actions, "_readers", lambda: [None][1])
        morning()
    assert (Alarm.objects.count(), mail.outbox) == (0, [])

    Job.objects.update(not_before=timezone.now())
    work()
    assert (Alarm.objects.count(), len(mail.outbox)) == (1, 1)
