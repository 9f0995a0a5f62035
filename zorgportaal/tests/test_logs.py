import json
import logging
import sys

import pytest
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import ResolverMatch

from zorgportaal.logs import RequestLogMiddleware, ScrubbedFormatter

TYPED = "Geheim-Voorbeeld"


def line(logger: str, message: object, *args: object, **fields: object) -> str:
    exc_info = sys.exc_info() if sys.exc_info()[0] else None
    record = logging.getLogger(logger).makeRecord(
        logger, logging.ERROR, __file__, 1, message, args, exc_info, extra=fields or None
    )
    return ScrubbedFormatter().format(record)


def test_a_line_is_json_with_the_words_as_they_stand_in_the_code():
    written = json.loads(line("zorgportaal.jobs.outbox", "job failed", job="8f3a"))

    assert written.items() >= {"event": "job failed", "level": "error", "job": "8f3a"}.items()


def test_values_put_into_a_message_are_left_out():
    written = line("zorgportaal.jobs.outbox", "nothing found for %s", TYPED)

    assert json.loads(written)["event"] == "nothing found for %s"
    assert TYPED not in written


def test_a_field_nobody_allowed_is_dropped():
    assert TYPED not in line("cases.dossiers.actions", "registered", surname=TYPED)


def test_a_field_of_somebody_elses_line_is_dropped():
    assert TYPED not in line("django.request", "%s: %s", "Not Found", TYPED, page=TYPED)


@pytest.mark.parametrize("logger", ["django.security.DisallowedHost", "weasyprint", "root"])
def test_a_line_of_others_that_may_be_one_whole_value_gives_its_place_only(logger):
    written = line(logger, f"Invalid HTTP_HOST header: {TYPED}")

    assert TYPED not in written
    assert json.loads(written)["event"] == "test_logs:1"


def test_an_exception_gives_types_and_places_but_no_message():
    try:
        try:
            int(TYPED)
        except ValueError as problem:
            raise KeyError(TYPED) from problem
    except KeyError:
        written = line("zorgportaal.jobs.outbox", "job failed")

    assert TYPED not in written
    assert json.loads(written)["exception"] == ["builtins.ValueError", "builtins.KeyError"]
    assert "test_logs.py" in json.loads(written)["frames"][0]


def test_a_request_line_names_the_page_and_never_the_address(caplog):
    request = RequestFactory().get(f"/dossiers/{TYPED}/", {"zoek": TYPED})
    request.resolver_match = ResolverMatch(HttpResponse, (), {}, url_name="detail", namespaces=["dossiers"])
    with caplog.at_level(logging.INFO, "zorgportaal.logs"):
        RequestLogMiddleware(lambda _request: HttpResponse(status=404))(request)

    written = ScrubbedFormatter().format(caplog.records[0])
    assert TYPED not in written
    assert json.loads(written).items() >= {"page": "dossiers:detail", "status": 404}.items()


def test_a_request_line_and_the_trail_share_the_request_id(client, coordinator, caplog):
    client.force_login(coordinator)
    with caplog.at_level(logging.INFO, "zorgportaal.logs"):
        response = client.get("/")

    assert str(response.wsgi_request.trail_request) == str(caplog.records[-1].request_id)


@pytest.mark.parametrize("name", ["zorgportaal", "cases", "funding", "reporting"])
def test_our_own_lines_are_kept_from_info_upwards(name):
    assert logging.getLogger(name).isEnabledFor(logging.INFO)


def test_there_is_one_way_out_for_log_lines():
    ours = [
        handler
        for handler in logging.getLogger().handlers
        if isinstance(handler.formatter, ScrubbedFormatter)
    ]

    assert len(ours) == 1
    assert logging.getLogger("django").handlers == []
