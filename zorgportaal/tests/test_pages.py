"""The frame of every page, the public pages, and what somebody sees when something is wrong."""

import re

import pytest
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse

from conftest import PASSWORD
from zorgportaal import navigation, views
from zorgportaal.accounts.choices import Role
from zorgportaal.accounts.roles import PERMISSIONS
from zorgportaal.jobs import outbox
from zorgportaal.jobs.models import Job

PUBLIC = [
    "account_login",
    "account_reset_password",
    "account_reset_password_done",
    "accessibility",
    "privacy",
]


def text_of(response) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.mark.parametrize("name", PUBLIC)
def test_public_page_opens_without_an_account(client, db, name):
    response = client.get(reverse(name))

    assert response.status_code == 200
    assert '<html lang="nl">' in response.content.decode()


@pytest.mark.parametrize("name", PUBLIC)
def test_public_page_shows_no_menu_and_runs_no_script(client, db, name):
    page = client.get(reverse(name)).content.decode()

    assert "Hoofdmenu" not in page
    assert "<script" not in page


def test_stranger_is_led_to_the_sign_in_page(client, db):
    assert client.get("/").url.startswith(reverse("account_login"))


def test_page_carries_no_inline_style_or_handler(sign_in, coordinator):
    page = sign_in(coordinator).get(reverse("account_change_password")).content.decode()

    assert re.findall(r"\sstyle=|\son[a-z]+=|javascript:", page) == []
    assert re.findall(r"<script(?![^>]* nonce=)", page) == []


def test_htmx_keeps_no_page_in_the_browser_and_evaluates_nothing(sign_in, coordinator):
    page = sign_in(coordinator).get(reverse("account_change_password")).content.decode()

    assert '"historyCacheSize": 0' in page
    assert '"allowEval": false' in page


def test_print_says_who_printed_it(sign_in, coordinator):
    page = text_of(sign_in(coordinator).get(reverse("privacy")))

    assert re.search(
        rf"Vertrouwelijk\. Geprint door {coordinator.name} op \d+ \w+ \d{{4}}, \d\d\.\d\d uur", page
    )


def test_demonstration_says_that_it_is_one_and_production_does_not(client, db, settings):
    settings.FICTITIOUS = True
    assert "Alles is verzonnen" in text_of(client.get(reverse("privacy")))

    settings.FICTITIOUS = False
    assert "verzonnen" not in text_of(client.get(reverse("privacy")))


# --- menu -----------------------------------------------------------------
@pytest.mark.parametrize("role", Role)
def test_menu_holds_only_what_the_role_may_open(make_user, role):
    pages = navigation.pages_of(make_user(role))

    assert {page.permission for page in pages} <= PERMISSIONS[role]


def test_menu_holds_every_first_page_of_its_own_role(make_user):
    shown = {page.name for role in Role for page in navigation.pages_of(make_user(role))}

    assert shown == {page.name for page in navigation.PAGES}


def test_menu_marks_the_page_with_the_longest_address():
    long, short = navigation.Entry("", "/hulpvragen/aanbieders/"), navigation.Entry("", "/hulpvragen/")

    navigation._mark_current([short, long], "/hulpvragen/aanbieders/1/")

    assert (long.is_current, short.is_current) == (True, False)


def test_finance_officer_gets_a_page_without_a_menu(sign_in, officer_of_beesel):
    page = sign_in(officer_of_beesel).get(reverse("privacy")).content.decode()

    assert "Hoofdmenu" not in page
    assert officer_of_beesel.name in page
    assert "Uitloggen" in page


def test_home_leads_everybody_to_the_first_page_of_the_role(sign_in, functional_administrator):
    first = navigation.pages_of(functional_administrator)[0]

    assert sign_in(functional_administrator).get("/").url == reverse(first.name)


@pytest.mark.parametrize("role", Role)
def test_every_page_in_the_menu_opens(make_user, sign_in, north, beesel, role):
    user = make_user(role, house=north, municipalities=[beesel])
    client = sign_in(user)

    answers = {page.name: client.get(reverse(page.name)).status_code for page in navigation.pages_of(user)}

    assert set(answers.values()) <= {200}, answers


# --- sign-in --------------------------------------------------------------
def test_somebody_can_sign_in_and_out_again(client, functional_administrator):
    answer = client.post(
        reverse("account_login"), {"login": functional_administrator.email, "password": PASSWORD}
    )
    assert answer.url == reverse("home")

    client.post(reverse("account_logout"))
    assert client.get("/").status_code == 302


def test_wrong_password_stands_in_the_summary_and_in_the_title(client, coordinator):
    page = client.post(
        reverse("account_login"), {"login": coordinator.email, "password": "een verkeerd wachtwoord"}
    ).content.decode()

    assert "Deze combinatie van e-mailadres en wachtwoord klopt niet." in page
    assert "<title>Fout: Inloggen · zorgportaal</title>" in page
    assert f'value="{coordinator.email}"' in page


def test_asking_for_a_new_password_says_the_same_for_everybody(client, coordinator):
    known = client.post(reverse("account_reset_password"), {"email": coordinator.email})
    unknown = client.post(reverse("account_reset_password"), {"email": "niemand@voorbeeld.invalid"})

    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_changing_the_password_says_that_it_worked(sign_in, functional_administrator):
    new = {
        "oldpassword": PASSWORD,
        "password1": "zeven gele fietsen regen",
        "password2": "zeven gele fietsen regen",
    }

    answer = sign_in(functional_administrator).post(reverse("account_change_password"), new, follow=True)

    assert "Uw wachtwoord is gewijzigd." in text_of(answer)


def ask_for_link(client, email: str) -> None:
    client.post(reverse("account_reset_password"), {"email": email})
    outbox.run(Job.objects.get().pk)


def test_mail_with_the_link_names_nobody(client, coordinator, mailoutbox):
    ask_for_link(client, coordinator.email)

    assert mailoutbox[0].subject == "Er staat iets voor u klaar"
    assert coordinator.name not in mailoutbox[0].body
    assert "/account/wachtwoord/nieuw/" in mailoutbox[0].body


def test_link_lets_somebody_choose_a_password_once(client, coordinator, mailoutbox):
    ask_for_link(client, coordinator.email)
    link = re.search(r"http\S+", mailoutbox[0].body)[0]
    form = client.get(link, follow=True)
    new = {"password1": "zeven gele fietsen regen", "password2": "zeven gele fietsen regen"}

    answer = client.post(form.request["PATH_INFO"], new, follow=True)

    assert "Uw wachtwoord is bewaard" in text_of(answer)
    assert "Deze link werkt niet meer" in text_of(client.get(link, follow=True))


@pytest.mark.parametrize("name", ["account_signup", "account_email", "account_set_password"])
def test_nobody_makes_an_account_or_changes_the_own_address(name):
    with pytest.raises(NoReverseMatch):
        reverse(name)


# --- errors ---------------------------------------------------------------
def test_unknown_address_gives_a_page_that_explains(client, db):
    response = client.get("/bestaat-niet/")

    assert response.status_code == 404
    assert "Deze pagina is er niet" in text_of(response)


def test_form_that_stood_open_too_long_is_explained(client, db):
    client.handler.enforce_csrf_checks = True

    response = client.post(reverse("account_login"), {"login": "a@b.invalid", "password": "x"})

    assert response.status_code == 403
    assert "Deze pagina stond te lang open" in text_of(response)


@pytest.mark.parametrize("template", ["500.html", "503.html"])
def test_page_of_a_failing_portal_needs_neither_request_nor_database(template):
    page = render_to_string(template)

    assert "Probeer het over 5 minuten opnieuw" in page
    assert "Hoofdmenu" not in page


@pytest.mark.parametrize(
    ("view", "problem", "status", "heading"),
    [
        (views.bad_request, SuspiciousOperation(), 400, "Dit verzoek klopt niet"),
        (views.denied, PermissionDenied(), 403, "Dit mag niet"),
    ],
)
def test_refusal_says_what_happened(rf, view, problem, status, heading):
    response = view(rf.get("/"), problem)

    assert response.status_code == status
    assert heading in text_of(response)


# --- health ---------------------------------------------------------------
def test_portal_says_that_it_lives_and_is_ready(client, db):
    assert client.get(reverse("live")).content == b"leeft"
    assert client.get(reverse("ready")).content == b"gereed"


def test_portal_without_keys_is_not_ready_and_does_not_say_why(client, db, settings):
    settings.VAULT_REGIONS = ["nergens"]

    response = client.get(reverse("ready"))

    assert (response.status_code, response.content) == (503, b"niet gereed")


def test_robots_stay_out(client, db):
    assert "Disallow: /" in client.get("/robots.txt").content.decode()


def test_finder_of_a_weakness_knows_where_to_go(client, db):
    text = client.get("/.well-known/security.txt").content.decode()

    assert text.startswith("Contact: mailto:")
    assert "Expires: 20" in text
