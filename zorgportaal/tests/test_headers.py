"""What every answer says to the browser, also when the answer is no."""

import pytest
from django.test import Client
from django.urls import reverse

ADDRESSES = ["/account/inloggen/", "/", "/bestaat-niet/", "/gezond/live", "/robots.txt"]
CONTRACT = {
    "Cache-Control": "no-store",
    "Cross-Origin-Embedder-Policy": "require-corp",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("header", CONTRACT)
def test_every_answer_carries_the_header(client, db, address, header):
    assert client.get(address)[header] == CONTRACT[header]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_carries_a_strict_policy(client, db, address):
    policy = client.get(address)["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize("feature", ["camera", "microphone", "geolocation", "usb"])
def test_no_page_may_use_what_the_portal_never_needs(client, db, feature):
    assert f"{feature}=()" in client.get("/account/inloggen/")["Permissions-Policy"]


def test_page_of_somebody_who_signed_in_is_never_kept(sign_in, coordinator):
    assert sign_in(coordinator).get(reverse("account_change_password"))["Cache-Control"] == "no-store"


@pytest.mark.parametrize("method", ["TRACE", "PUT", "DELETE", "PATCH", "OPTIONS"])
@pytest.mark.parametrize("address", ["/account/inloggen/", "/", "/gezond/live", "/robots.txt"])
def test_other_methods_are_not_allowed(client, db, method, address):
    response = client.generic(method, address)

    assert response.status_code == 405
    assert response["Cache-Control"] == "no-store"
    assert "Content-Security-Policy" in response


def test_signing_out_empties_the_browser(coordinator, sign_in):
    response = sign_in(coordinator).post(reverse("account_logout"), secure=True)

    assert response["Clear-Site-Data"] == '"*"'


@pytest.mark.parametrize("secure", [True, False])
def test_nothing_else_empties_the_browser(client, db, secure):
    assert "Clear-Site-Data" not in client.get("/robots.txt", secure=secure)


def test_form_of_our_own_page_is_accepted_and_one_from_elsewhere_is_not(db):
    """A browser sends `Origin: null` from our own pages as soon as they ask for no referrer at all."""
    client = Client(enforce_csrf_checks=True)
    token = client.get("/account/inloggen/").context["csrf_token"]
    form = {"login": "niemand@voorbeeld.invalid", "password": "x", "csrfmiddlewaretoken": str(token)}

    own = client.post("/account/inloggen/", form, HTTP_ORIGIN="http://testserver")
    foreign = client.post("/account/inloggen/", form, HTTP_ORIGIN="https://elders.invalid")

    assert (own.status_code, foreign.status_code) == (200, 403)


def test_part_of_a_page_never_becomes_the_page_to_sign_in(client, db):
    response = client.get("/", headers={"HX-Request": "true"})

    assert response["HX-Refresh"] == "true"
    assert response.content == b""
