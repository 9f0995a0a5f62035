"""`manage.py score_names`: as somebody would run it, with no environment at all."""

import subprocess
import sys

import pytest
from django.conf import settings


@pytest.fixture
def score_names(tmp_path):
    def run(content: bytes) -> subprocess.CompletedProcess[bytes]:
        file = tmp_path / "pairs.csv"
        file.write_bytes(content)
        manage = settings.BASE_DIR / "manage.py"
        return subprocess.run(
            [sys.executable, manage, "score_names", file], env={}, capture_output=True, check=False
        )

    return run


def test_pairs_come_out_in_the_order_in_which_they_went_in_without_a_database(score_names):
    asked = (
        '\ufeffname_a,name_b,verdict\r\n"Jansen, Pieter",Pieter Jansen,match\r\nمحمد,Mohammed,\r\nWei,Li,\r\n'
    )

    done = score_names(asked.encode())

    assert done.returncode == 0, done.stderr
    assert done.stdout.decode().splitlines() == [
        "name_a,name_b,score,verdict",
        '"Jansen, Pieter",Pieter Jansen,1.000,match',
        "محمد,Mohammed,0.970,match",
        "Wei,Li,0.100,no",
    ]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"naam,naam2\nA,B\n", b"name_a,name_b"),
        (b"", b"name_a,name_b"),
        (b"name_a,name_b\nA\n", b"line 2"),
        (b"name_a,name_b\n\xff\xfe,B\n", b"UTF-8"),
    ],
)
def test_a_file_that_is_not_pairs_of_names_is_refused_with_the_reason_and_nothing_comes_out(
    score_names, content, said
):
    done = score_names(content)

    assert done.returncode == 1
    assert said in done.stderr
    assert done.stdout == b""
