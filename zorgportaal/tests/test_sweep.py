"""The sweep itself must fail when a leak is planted, in whatever guise and place."""

import base64

import pytest

from zorgportaal.tests import sweep

TOKEN = "KanarieQx7Zorgportaal"


@pytest.mark.parametrize(
    "planted",
    [
        TOKEN.encode(),
        TOKEN.lower().encode(),
        TOKEN.upper().encode(),
        TOKEN[::-1].encode(),
        TOKEN.encode("utf-16"),
        TOKEN.encode().hex().encode(),
        base64.b64encode(TOKEN.encode()),
        base64.b64encode(b"naam: " + TOKEN.encode() + b", en meer"),
        base64.b64encode(b"x" + TOKEN.encode() + b"y"),
        base64.b64encode(b"xx" + TOKEN.encode() + b"yy"),
    ],
)
def test_a_planted_token_is_found_in_every_guise(planted):
    found = sweep.leaks([TOKEN], {"plek": b"ervoor " + planted + b" erna"})

    assert {leak.sink for leak in found} == {"plek"}


def test_what_is_not_there_is_not_found():
    assert sweep.leaks([TOKEN], {"plek": b"Zorgportaal en niets meer"}) == []


def test_names_of_files_are_swept_too(tmp_path):
    (tmp_path / f"{TOKEN}.txt").write_text("leeg")

    assert sweep.leaks([TOKEN], sweep.files_below(tmp_path))
