"""Who gets in, who does not, and who cannot be kept out (C044, C047, C053–C056)."""

import uuid
from datetime import timedelta

import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from conftest import PASSWORD
from zorgportaal.accounts.models import User
from zorgportaal.audit.models import Event

LOGIN = "/account/inloggen/"


def try_to_sign_in(client: Client, email: str, password: str = PASSWORD, address: str = "127.0.0.1"):
    return client.post(LOGIN, {"login": email, "password": password}, REMOTE_ADDR=address)


def test_the_right_password_leads_to_the_first_page(client, coordinator):
    response = try_to_sign_in(client, coordinator.email)

    assert response.status_code == 302
    assert Event.objects.get(kind="accounts.signed_in").actor == coordinator.pk


def test_the_address_may_be_typed_in_capitals(client, coordinator):
    assert try_to_sign_in(client, coordinator.email.upper()).status_code == 302


def test_a_wrong_password_and_an_unknown_name_read_the_same(client, coordinator):
    wrong = try_to_sign_in(client, coordinator.email, "helemaal fout wachtwoord")
    unknown = try_to_sign_in(client, "niemand@voorbeeld.invalid", "helemaal fout wachtwoord")

    sentence = "Deze combinatie van e-mailadres en wachtwoord klopt niet."
    assert sentence in wrong.content.decode()
    assert sentence in unknown.content.decode()


def test_a_failed_attempt_is_on_the_trail_without_the_name(client, coordinator):
    try_to_sign_in(client, coordinator.email, "helemaal fout wachtwoord")

    event = Event.objects.get(kind="accounts.sign_in_failed")
    assert coordinator.email not in str(event.details)


def test_five_wrong_passwords_close_the_door_for_that_address(client, coordinator):
    for _ in range(5):
        try_to_sign_in(client, coordinator.email, "helemaal fout wachtwoord", "192.0.2.1")

    response = try_to_sign_in(client, coordinator.email, PASSWORD, "192.0.2.1")
    assert response.status_code == 429
    assert "_auth_user_id" not in client.session


def test_a_stranger_elsewhere_cannot_shut_out_the_owner(coordinator):
    for _ in range(8):
        try_to_sign_in(Client(), coordinator.email, "helemaal fout wachtwoord", "192.0.2.1")

    assert try_to_sign_in(Client(), coordinator.email, address="198.51.100.7").status_code == 302


def test_a_stranger_in_the_same_building_cannot_shut_out_the_owners_own_device(coordinator):
    own_device = Client()
    try_to_sign_in(own_device, coordinator.email)
    own_device.post(reverse("account_logout"))
    for _ in range(8):
        try_to_sign_in(Client(), coordinator.email, "helemaal fout wachtwoord")

    assert try_to_sign_in(own_device, coordinator.email).status_code == 302


def test_a_forged_device_cookie_opens_no_door(client, coordinator):
    for _ in range(5):
        try_to_sign_in(client, coordinator.email, "helemaal fout wachtwoord")
    client.cookies["apparaat"] = "vervalst"

    assert try_to_sign_in(client, coordinator.email).status_code == 429


@pytest.mark.parametrize(
    "change", [{"is_active": False}, {"ends_on": timezone.localdate() - timedelta(days=1)}]
)
def test_an_ended_account_stops_at_the_next_request(sign_in, coordinator, change):
    client = sign_in(coordinator)
    starts = timezone.localdate() - timedelta(days=30)
    User.objects.filter(pk=coordinator.pk).update(starts_on=starts, **change)

    assert client.get(reverse("account_change_password")).url.startswith(LOGIN)
    assert "_auth_user_id" not in Client().session


def test_an_ended_account_cannot_sign_in(client, coordinator):
    User.objects.filter(pk=coordinator.pk).update(is_active=False)

    try_to_sign_in(client, coordinator.email)

    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(("minutes", "is_in"), [(14, True), (16, False)])
def test_a_session_ends_after_fifteen_quiet_minutes(client, coordinator, minutes, is_in):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        try_to_sign_in(client, coordinator.email)
        client.get(reverse("account_change_password"))
        clock.shift(timedelta(minutes=minutes))
        response = client.get(reverse("account_change_password"))

    assert (response.status_code == 200) is is_in


def test_a_progress_bar_keeps_no_session_open(client, coordinator):
    watched = reverse("comensha:progress", args=[uuid.uuid4()])
    with time_machine.travel(timezone.now(), tick=False) as clock:
        try_to_sign_in(client, coordinator.email)
        client.get(reverse("account_change_password"))
        for _ in range(16):
            clock.shift(timedelta(minutes=1))
            client.get(watched, headers={"HX-Request": "true"})
        response = client.get(watched, headers={"HX-Request": "true"})

    assert response.headers["HX-Refresh"] == "true"
    assert "_auth_user_id" not in client.session


def test_a_session_ends_after_eight_hours_however_busy(client, coordinator):
    with time_machine.travel(timezone.now(), tick=False) as clock:
        try_to_sign_in(client, coordinator.email)
        for _ in range(49):
            clock.shift(timedelta(minutes=10))
            response = client.get(reverse("account_change_password"))

    assert response.status_code == 302


def test_signing_out_needs_a_button_and_ends_the_session(sign_in, coordinator):
    client = sign_in(coordinator)
    client.post(reverse("account_logout"))

    assert "_auth_user_id" not in client.session


def test_production_hashes_passwords_with_argon2():
    assert settings.PASSWORD_HASHERS[-1].endswith("Argon2PasswordHasher")


@pytest.mark.parametrize(
    ("password", "sentence"),
    [
        ("kort", "te kort"),
        ("wachtwoord123 " * 20, "te lang"),
        ("password1234", "te algemeen"),
        ("wachtwoord1234", "makkelijk te raden"),
        ("Welkom-Limburg-2026", "makkelijk te raden"),
    ],
)
def test_a_weak_password_is_refused_with_the_reason(sign_in, coordinator, password, sentence):
    page = sign_in(coordinator).post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": password, "password2": password},
    )

    assert sentence in page.content.decode()


def test_a_password_of_sixty_four_characters_is_fine(sign_in, coordinator):
    long = "losse woorden die samen een lang en goed te onthouden zin zijn!!"
    sign_in(coordinator).post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": long, "password2": long},
    )

    assert User.objects.get(pk=coordinator.pk).check_password(long)


@pytest.mark.parametrize("address", ["/account/signup/", "/account/registreren/", "/accounts/signup/"])
def test_nobody_can_make_an_account_alone(client, db, address):
    assert client.get(address).status_code in {302, 404}


def test_who_was_signed_out_over_a_form_gets_back_what_was_typed(client, coordinator):
    """WCAG 2.2.5: nothing that was typed is lost."""
    answers = {"note": "Begeleider belt morgen terug", "gender": "F"}
    page = client.post("/dossiers/nieuw/", answers)

    assert page.status_code == 401
    assert "Begeleider belt morgen terug" in page.content.decode()


def test_a_form_that_stood_open_too_long_gives_back_what_was_typed(coordinator):
    client = Client(enforce_csrf_checks=True)
    client.force_login(coordinator, backend=settings.AUTHENTICATION_BACKENDS[-1])
    page = client.post("/dossiers/nieuw/", {"note": "Begeleider belt morgen terug"})

    assert page.status_code == 403
    assert "Begeleider belt morgen terug" in page.content.decode()


def test_the_address_of_a_button_gives_a_page_in_words(sign_in, functional_administrator, coordinator):
    page = sign_in(functional_administrator).get(reverse("accounts:end", args=[coordinator.pk]))

    assert page.status_code == 405
    assert "Deze pagina opent u met een knop" in page.content.decode()
