"""Work on the outbox is done once, whatever dies in between (security.md 8.3, C102, C014)."""

import uuid
from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from zorgportaal.accounts.models import Organisation, User
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit.models import Event
from zorgportaal.jobs import actions, outbox
from zorgportaal.jobs.choices import State
from zorgportaal.jobs.models import MOST_ATTEMPTS, Job

pytestmark = [pytest.mark.servers]


@pytest.fixture(autouse=True)
def handlers(monkeypatch):
    """Two kinds of work: one that leaves an effect, one that always fails."""

    def leave_an_effect(job: Job) -> None:
        Organisation.objects.create(name=f"Effect {job.pk}", kind="other")

    def fail(job: Job) -> None:
        leave_an_effect(job)
        raise ValueError("met de naam van een cliënt erin")

    needs = Permission.APPROVE_ROUND
    monkeypatch.setitem(outbox.handlers, "test.effect", outbox.Registered(leave_an_effect, "effect", needs))
    monkeypatch.setitem(outbox.handlers, "test.poison", outbox.Registered(fail, "mislukken", needs))


def effects() -> int:
    return Organisation.objects.filter(name__startswith="Effect").count()


def make_due() -> None:
    Job.objects.update(not_before=timezone.now() - timedelta(seconds=1))


def test_effect_and_done_mark_commit_together(finance_administrator):
    job = outbox.put("test.effect", by=finance_administrator)
    outbox.run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.attempts, effects()) == (State.DONE, 1, 1)
    assert job.done_at is not None


def test_a_hint_that_comes_twice_does_the_work_once(finance_administrator):
    job = outbox.put("test.effect", by=finance_administrator)
    outbox.run(job.pk)
    outbox.run(job.pk)

    assert effects() == 1


def test_the_same_key_is_the_same_job(finance_administrator):
    first = outbox.put("test.effect", by=finance_administrator, key="ronde:1")

    assert outbox.put("test.effect", by=finance_administrator, key="ronde:1") == first


def test_failed_work_leaves_no_effect_and_waits_before_the_next_try(finance_administrator):
    job = outbox.put("test.poison", by=finance_administrator)
    outbox.run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.problem, effects()) == (State.QUEUED, "Onverwachte fout (ValueError).", 0)
    assert job.not_before > timezone.now() + timedelta(seconds=5)


def test_poison_goes_to_the_list_after_five_tries_and_can_be_retried(
    finance_administrator, functional_administrator
):
    job = outbox.put("test.poison", by=finance_administrator)
    for _ in range(MOST_ATTEMPTS):
        make_due()
        outbox.run(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.FAILED, MOST_ATTEMPTS)

    actions.retry(job, by=functional_administrator)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (State.QUEUED, 0)


def test_work_that_killed_its_worker_five_times_is_given_up(finance_administrator):
    job = outbox.put("test.effect", by=finance_administrator)
    Job.objects.update(attempts=MOST_ATTEMPTS)
    outbox.sweep()

    job.refresh_from_db()
    assert (job.state, job.problem) == (State.FAILED, "De taak stopte 5 keer halverwege.")


def test_an_unknown_kind_of_work_is_kept_for_a_later_release(finance_administrator):
    job = outbox.put("test.of_tomorrow", by=finance_administrator)
    outbox.run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.problem) == (State.QUEUED, "Onverwachte fout (KeyError).")


def test_work_of_somebody_who_lost_the_right_is_not_done(finance_administrator):
    job = outbox.put("test.effect", by=finance_administrator)
    User.objects.filter(pk=finance_administrator.pk).update(is_active=False)
    outbox.run(job.pk)

    job.refresh_from_db()
    assert (job.state, effects()) == (State.FAILED, 0)


def test_only_failed_work_can_be_retried(finance_administrator, functional_administrator):
    job = outbox.put("test.effect", by=finance_administrator)

    with pytest.raises(actions.NotFailed):
        actions.retry(job, by=functional_administrator)


def test_progress_counts_what_is_done_of_a_batch(finance_administrator):
    batch = uuid.uuid4()
    jobs = [outbox.put("test.effect", by=finance_administrator, batch=batch) for _ in range(3)]
    outbox.run(jobs[0].pk)

    progress = Job.objects.progress(batch)
    assert (progress.done, progress.total, progress.is_running) == (1, 3, True)


def test_a_broker_that_is_away_loses_nothing(committed_db, finance_administrator, monkeypatch):
    def away(*_args, **_kwargs):
        raise OSError

    monkeypatch.setattr(outbox.current_app, "send_task", away)
    with transaction.atomic():
        outbox.put("test.effect", by=finance_administrator)

    assert Job.objects.due().count() == 1


def test_the_message_holds_nothing_but_an_id(finance_administrator, monkeypatch):
    sent = []
    monkeypatch.setattr(outbox.current_app, "send_task", lambda *a, **k: sent.append((a, k)))
    job = outbox.put("test.effect", by=finance_administrator, subject=uuid.uuid4())
    outbox.hint(job.pk)

    ((name,), details) = sent[0]
    assert (name, details["args"], details["argsrepr"]) == (outbox.RUN, [str(job.pk)], "()")


def test_work_is_on_the_trail_as_the_job_of_its_requester(finance_administrator):
    job = outbox.put("test.poison", by=finance_administrator)
    Job.objects.update(attempts=MOST_ATTEMPTS)
    outbox.sweep()

    event = Event.objects.get()
    assert (event.subject, event.origin, event.kind) == (job.pk, "job", "jobs.failed")


def test_every_kind_of_work_has_dutch_words_for_the_list():
    assert [kind for kind, registered in outbox.handlers.items() if not registered.words] == []


def test_a_problem_that_stays_is_not_tried_again(monkeypatch, finance_administrator):
    def fail(job: Job) -> None:
        raise outbox.RightWithdrawn

    monkeypatch.setitem(outbox.handlers, "test.final", outbox.Registered(fail, "nooit", None))
    job = outbox.put("test.final", by=finance_administrator)
    outbox.run(job.pk)

    job.refresh_from_db()
    assert (job.state, job.attempts, job.problem) == (State.FAILED, 1, outbox.RightWithdrawn.in_words)


class NotPrinted(Exception):
    in_words = "Het stuk was na 30 seconden nog niet klaar."


def test_a_problem_that_brings_words_for_people_is_told_in_them(monkeypatch, finance_administrator):
    def fail(job: Job) -> None:
        raise NotPrinted

    monkeypatch.setitem(outbox.handlers, "test.words", outbox.Registered(fail, "printen", None))
    job = outbox.put("test.words", by=finance_administrator)
    outbox.run(job.pk)

    job.refresh_from_db()
    assert job.problem == NotPrinted.in_words
