"""A functional administrator makes, changes and ends accounts; never the own one (C006, C010)."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from zorgportaal.accounts import actions
from zorgportaal.accounts.choices import Role
from zorgportaal.accounts.models import Organisation, User
from zorgportaal.audit.models import Event


@pytest.fixture
def answers(north, functional_administrator):
    return {
        "name": "Nieuwe Voorbeeld",
        "email": "Nieuwe@Voorbeeld.invalid",
        "role": Role.CARE_COORDINATOR,
        "organisation": functional_administrator.organisation_id,
        "house": north.pk,
        "ends_on": timezone.localdate() + timedelta(days=100),
    }


def create(client, answers):
    return client.post(reverse("accounts:create"), answers)


@pytest.fixture
def light(answers, functional_administrator):
    """An account that reaches no case: one administrator is enough."""
    return answers | {"role": Role.POLICY_ADVISOR, "house": ""}


def test_a_new_account_gets_a_one_time_link_by_mail_that_says_nothing(
    sign_in, functional_administrator, light
):
    create(sign_in(functional_administrator), light)

    message = mail.outbox[0]
    assert message.to == ["nieuwe@voorbeeld.invalid"]
    assert message.subject == "Er staat iets voor u klaar"
    assert "Voorbeeld" not in message.body.replace("voorbeeld.invalid", "")


def test_the_link_sets_the_first_password_once(sign_in, functional_administrator, light):
    client = sign_in(functional_administrator)
    create(client, light)
    link = re.search(r"http://testserver(\S+)", mail.outbox[0].body)[1]
    client.logout()
    form = client.get(link, follow=True)
    words = "zes losse woorden voor de proef"
    client.post(form.redirect_chain[-1][0], {"password1": words, "password2": words})

    assert User.objects.get(name="Nieuwe Voorbeeld").check_password(words)
    assert "password1" not in client.get(link, follow=True).content.decode()


def test_creating_an_account_is_on_the_trail(sign_in, functional_administrator, answers):
    create(sign_in(functional_administrator), answers)

    event = Event.objects.get(kind="accounts.created")
    assert (event.actor, event.details["role"]) == (functional_administrator.pk, "care_coordinator")


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("email", "geen adres", "geldig e-mailadres"),
        ("email", "", "Vul “E-mailadres van het werk” in."),
        ("ends_on", "2019-01-01", "hoogstens een jaar vooruit"),
        ("ends_on", "31-02-2027", "bijvoorbeeld 16-10-2026"),
        ("house", "", "Zorg- en Veiligheidshuis waar deze persoon werkt"),
        ("role", Role.FINANCE_OFFICER, "minstens één gemeente"),
        ("role", Role.PROVIDER_CONTACT, "organisatie van de soort aanbieder"),
    ],
)
def test_a_wrong_answer_gets_a_sentence_and_nothing_is_lost(
    sign_in, functional_administrator, answers, field, value, sentence
):
    page = create(sign_in(functional_administrator), answers | {field: value}).content.decode()

    assert sentence in page, re.findall(r"field__error[^<]*<[^>]*>[^<]*<[^>]*>[^<]*", page)
    assert "Nieuwe Voorbeeld" in page
    assert not User.objects.filter(name="Nieuwe Voorbeeld").exists()


def test_an_address_has_one_account_whatever_the_capitals(
    sign_in, functional_administrator, coordinator, answers
):
    page = create(
        sign_in(functional_administrator), answers | {"email": coordinator.email.upper()}
    ).content.decode()

    assert "bestaat al" in page or "Er is al een account" in page


def test_nobody_changes_the_own_account(functional_administrator):
    with pytest.raises(actions.OwnAccount):
        actions.change_account(
            functional_administrator, by=functional_administrator, role=Role.CARE_COORDINATOR
        )


@pytest.mark.parametrize("page", ["change", "end"])
def test_the_screen_refuses_the_own_account_in_words(sign_in, functional_administrator, answers, page):
    response = sign_in(functional_administrator).post(
        reverse(f"accounts:{page}", args=[functional_administrator.pk]), answers, follow=True
    )

    assert "U kunt uw eigen account niet wijzigen" in response.content.decode()
    functional_administrator.refresh_from_db()
    assert functional_administrator.role == Role.FUNCTIONAL_ADMINISTRATOR


def test_fields_that_are_not_on_the_form_cannot_be_slipped_in(
    sign_in, functional_administrator, coordinator, answers
):
    client = sign_in(functional_administrator)
    extra = {"is_active": "", "password": "x", "created_by": functional_administrator.pk}
    before = coordinator.created_by_id
    client.post(reverse("accounts:change", args=[coordinator.pk]), answers | extra)

    coordinator.refresh_from_db()
    assert coordinator.created_by_id == before
    assert coordinator.password != "x"


def test_an_account_that_reaches_cases_waits_for_a_second_administrator(
    sign_in, functional_administrator, second_functional_administrator, answers
):
    create(sign_in(functional_administrator), answers)
    person = User.objects.get(name="Nieuwe Voorbeeld")
    assert (person.is_current, mail.outbox) == (False, [])

    with pytest.raises(actions.SamePerson):
        actions.approve_account(person, by=functional_administrator)
    sign_in(second_functional_administrator).post(reverse("accounts:approve", args=[person.pk]))

    person.refresh_from_db()
    assert (person.is_current, len(mail.outbox)) == (True, 1)


@pytest.mark.parametrize(
    "change",
    [{"role": Role.CARE_COORDINATOR}, {"email": "elders@voorbeeld.invalid"}, {"house": None}],
)
def test_more_reach_or_another_address_waits_for_a_second_administrator(
    functional_administrator, second_functional_administrator, coordinator, policy_advisor, change
):
    person = policy_advisor if "role" in change else coordinator
    changed = actions.change_account(person, by=functional_administrator, **change)

    assert (changed.is_current, changed.awaits_approval) == (False, True)
    actions.approve_account(changed, by=second_functional_administrator)
    assert User.objects.get(pk=person.pk).is_current


def test_another_address_takes_the_password_away(functional_administrator, policy_advisor):
    actions.change_account(policy_advisor, by=functional_administrator, email="nieuw@voorbeeld.invalid")

    assert not User.objects.get(pk=policy_advisor.pk).has_usable_password()


def test_who_has_a_password_cannot_be_sent_a_second_key(sign_in, functional_administrator, coordinator):
    client = sign_in(functional_administrator)

    assert client.post(reverse("accounts:reinvite", args=[coordinator.pk])).status_code == 404
    assert mail.outbox == []


def test_who_comes_back_waits_for_a_second_administrator(
    functional_administrator, second_functional_administrator, policy_advisor
):
    actions.end_account(policy_advisor, by=functional_administrator)
    actions.reopen_account(policy_advisor, by=functional_administrator)

    actions.approve_account(policy_advisor, by=second_functional_administrator)
    assert User.objects.get(pk=policy_advisor.pk).is_current


def test_the_first_two_administrators_are_made_at_the_shell(db, capsys):
    for number in (1, 2):
        call_command("create_administrator", f"beheer{number}@voorbeeld.invalid", f"Beheer {number}")
    assert capsys.readouterr().out.count("/account/wachtwoord/") == 2

    with pytest.raises(CommandError, match="al twee functioneel beheerders"):
        call_command("create_administrator", "derde@voorbeeld.invalid", "Derde")


@pytest.mark.parametrize("days", [-1, 400])
def test_the_database_refuses_an_account_that_ends_never_or_before_it_starts(coordinator, days):
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.filter(pk=coordinator.pk).update(ends_on=timezone.localdate() + timedelta(days=days))


def test_a_mail_server_that_is_away_costs_the_mail_not_the_account(
    sign_in, functional_administrator, light, settings
):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 9
    page = (
        sign_in(functional_administrator)
        .post(reverse("accounts:create"), light, follow=True)
        .content.decode()
    )

    assert "de mail ging niet weg" in page
    assert User.objects.filter(name="Nieuwe Voorbeeld").exists()


def test_ending_an_account_ends_it_now(sign_in, functional_administrator, coordinator):
    sign_in(functional_administrator).post(reverse("accounts:end", args=[coordinator.pk]))

    coordinator.refresh_from_db()
    assert not coordinator.is_current


def test_an_organisation_is_added_once(sign_in, functional_administrator):
    client = sign_in(functional_administrator)
    for _ in range(2):
        client.post(reverse("accounts:add_organisation"), {"name": "Opvang Verzonnen", "kind": "provider"})

    assert Organisation.objects.filter(name="Opvang Verzonnen").count() == 1


@pytest.mark.parametrize("amount", [10, 1000])
def test_the_list_costs_the_same_for_any_number_of_accounts(
    sign_in, functional_administrator, count_queries, amount
):
    User.objects.bulk_create(
        User(
            name=f"Persoon {n}",
            email=f"lijst{n}@voorbeeld.invalid",
            role=Role.POLICY_ADVISOR,
            organisation=functional_administrator.organisation,
            ends_on=timezone.localdate(),
        )
        for n in range(amount)
    )

    assert count_queries(sign_in(functional_administrator), reverse("accounts:list")) == 2
