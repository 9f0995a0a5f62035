"""Mail that the worker sends: who gets which, what it says, and that a request tells nothing (C056, T11)."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conftest import PASSWORD
from zorgportaal.accounts import actions, letters
from zorgportaal.accounts.models import User
from zorgportaal.audit.models import Event
from zorgportaal.jobs import outbox
from zorgportaal.jobs.choices import State
from zorgportaal.jobs.models import Job

FORGOTTEN = reverse("account_reset_password")
NEW = "zeven gele fietsen regen"


@pytest.fixture(autouse=True)
def fresh_limits():
    """Ten requests a minute from one address are all that somebody gets."""
    cache.clear()


def send_letters() -> list[list[str]]:
    for job in Job.objects.due():
        outbox.run(job.pk)
    return sorted(message.to for message in mail.outbox)


def test_the_answer_comes_before_the_mail_and_the_outbox_holds_no_link(client, coordinator):
    client.post(FORGOTTEN, {"email": coordinator.email})

    job = Job.objects.get(kind=letters.LINK)
    assert mail.outbox == []
    assert (job.subject, job.key) == (coordinator.pk, None)
    assert send_letters() == [[coordinator.email]]


@pytest.mark.parametrize("known", [True, False])
def test_a_request_for_a_link_does_the_same_work_for_every_address(coordinator, known):
    email = coordinator.email if known else "niemand@voorbeeld.invalid"
    with CaptureQueriesContext(connection) as queries:
        Client().post(FORGOTTEN, {"email": email.upper()})

    statements = [re.sub(r"'[^']*'", "?", query["sql"]) for query in queries]
    assert [s.split()[0] for s in statements if "jobs_job" in s or "accounts_user" in s] == [
        "SELECT",
        "INSERT",
    ]
    assert Job.objects.count() == 1


def test_an_address_that_nobody_has_gets_no_mail(client, db):
    client.post(FORGOTTEN, {"email": "niemand@voorbeeld.invalid"})

    assert send_letters() == []
    assert Job.objects.get().state == State.DONE


def test_an_account_that_ended_gets_no_link(client, coordinator):
    client.post(FORGOTTEN, {"email": coordinator.email})
    User.objects.filter(pk=coordinator.pk).update(is_active=False)

    assert send_letters() == []


def test_a_mail_server_that_is_away_costs_time_not_the_mail(client, coordinator, settings):
    backend = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = "django.core.mail.backends.smtp.EmailBackend", 9
    assert client.post(FORGOTTEN, {"email": coordinator.email}).status_code == 302
    send_letters()
    settings.EMAIL_BACKEND = backend
    Job.objects.update(not_before="2020-01-01T00:00Z")

    assert send_letters() == [[coordinator.email]]


def test_a_link_that_was_sent_is_on_the_trail(client, coordinator):
    client.post(FORGOTTEN, {"email": coordinator.email})
    send_letters()

    assert Event.objects.get(kind="accounts.link_sent").subject == coordinator.pk


def test_a_changed_account_is_told_to_its_owner_and_the_other_administrators(
    functional_administrator, second_functional_administrator, policy_advisor
):
    actions.change_account(policy_advisor, by=functional_administrator, name="Andere Voorbeeld")

    assert send_letters() == sorted([[policy_advisor.email], [second_functional_administrator.email]])
    assert {message.subject for message in mail.outbox} == {"Er is iets gewijzigd"}
    assert "Voorbeeld" not in "".join(message.body for message in mail.outbox)


@pytest.mark.parametrize("step", [actions.end_account, actions.reopen_account])
def test_no_administrator_ends_or_reopens_an_account_unseen(
    functional_administrator, second_functional_administrator, policy_advisor, step
):
    User.objects.filter(pk=policy_advisor.pk).update(is_active=step is actions.end_account)
    step(policy_advisor, by=functional_administrator)

    assert [second_functional_administrator.email] in send_letters()


def test_a_changed_password_is_told_to_its_owner(sign_in, coordinator):
    answers = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    sign_in(coordinator).post(reverse("account_change_password"), answers)

    assert send_letters() == [[coordinator.email]]


@pytest.fixture
def pages(sign_in, coordinator):
    """What somebody reads who does everything wrong on the pages about signing in."""
    client = Client()
    client.post(FORGOTTEN, {"email": coordinator.email})
    send_letters()
    link = re.search(r"http\S+", mail.outbox[0].body)[0]
    choose = client.get(link, follow=True)
    unequal = {"oldpassword": "fout", "password1": NEW, "password2": "iets anders"}
    like_the_name = {"oldpassword": PASSWORD, "password1": coordinator.email, "password2": coordinator.email}
    found = {
        "sign in, empty": client.post(reverse("account_login"), {}),
        "sign in, wrong": client.post(reverse("account_login"), {"login": "x@y.invalid", "password": "fout"}),
        "forgotten, empty": client.post(FORGOTTEN, {}),
        "forgotten, wrong": client.post(FORGOTTEN, {"email": "geen adres"}),
        "forgotten, sent": client.get(reverse("account_reset_password_done")),
        "choose": choose,
        "choose, unequal": client.post(choose.request["PATH_INFO"], unequal),
        "choose, empty": client.post(choose.request["PATH_INFO"], {}),
        "choose, used": client.get(link.replace("-", "-x"), follow=True),
    }
    own = sign_in(coordinator)
    return found | {
        "change": own.get(reverse("account_change_password")),
        "change, unequal": own.post(reverse("account_change_password"), unequal),
        "change, empty": own.post(reverse("account_change_password"), {}),
        "change, like the name": own.post(reverse("account_change_password"), like_the_name),
        "sign out": own.get(reverse("account_logout")),
    }


def test_no_page_about_signing_in_says_je_or_speaks_english(pages):
    for name, response in pages.items():
        words = re.sub(r"<[^>]+>", " ", response.content.decode())
        found = re.findall(r"(?i)\b(?:je|jij|jouw|your|password|must|please|the)\b", words)
        assert not found, name


def test_two_unequal_passwords_are_said_to_u(pages):
    for name in ("choose, unequal", "change, unequal"):
        assert "De twee wachtwoorden zijn niet gelijk." in pages[name].content.decode()
