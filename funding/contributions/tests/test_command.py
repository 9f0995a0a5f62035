"""`manage.py round`: the lines of a round for another program."""

import csv
import io
import subprocess
import sys

import pytest
from django.core.management import CommandError, call_command

from zorgportaal.regions.models import PopulationFigure


def printed(*arguments: str) -> list[dict[str, str]]:
    out = io.StringIO()
    call_command("round", *arguments, stdout=out)
    return list(csv.DictReader(io.StringIO(out.getvalue())))


@pytest.mark.parametrize(
    ("scheme", "year", "rate", "beesel", "weert"),
    [
        ("overbrugging-2019", "2019", "0.05", "673.90", "2486.75"),
        ("structureel", "2020", "0.08", "1078.24", "3978.80"),
    ],
)
@pytest.mark.usefixtures("db")
def test_the_lines_have_the_amounts_of_the_council_papers(scheme, year, rate, beesel, weert):
    rows = {row["gm_code"]: row for row in printed(scheme, year, "--dry-run", "--format", "csv")}

    assert list(rows) == sorted(rows)
    assert len(rows) == 31
    assert rows["GM0889"] == {
        "gm_code": "GM0889", "municipality": "Beesel", "inhabitants": "13478", "reference_date": "",
        "source": "besluit", "rate": rate, "amount": beesel,
    }  # fmt: skip
    assert rows["GM0988"]["amount"] == weert
    assert rows["GM0983"]["source"] == "cbs"
    assert rows["GM0983"]["reference_date"] == f"{year}-01-01"


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["onbekend", "2020", "--dry-run"], "Er is geen regeling"),
        (["structureel", "2019", "--dry-run"], "begint op 1 januari 2020"),
        (["overbrugging-2019", "2020", "--dry-run"], "Kies een jaar daarbinnen"),
        (["structureel", "2031", "--dry-run"], "is niet bekend van Beek"),
        (["structureel", "2020"], "twee mensen"),
    ],
)
@pytest.mark.usefixtures("db")
def test_what_cannot_be_is_refused_with_the_reason_and_exit_2(arguments, reason):
    with pytest.raises(CommandError, match=reason) as refused:
        printed(*arguments)

    assert refused.value.returncode == 2


@pytest.mark.usefixtures("db")
def test_one_missing_figure_refuses_the_whole_round():
    PopulationFigure.objects.filter(municipality__gm_code="GM0983").delete()

    with pytest.raises(CommandError, match="Venlo") as refused:
        printed("structureel", "2020", "--dry-run")
    assert refused.value.returncode == 2


def test_messages_go_to_standard_error_and_lines_to_standard_output(portal_environment):
    done = subprocess.run(
        [sys.executable, "manage.py", "round", "structureel", "2019", "--dry-run", "--format", "csv"],
        env=portal_environment,
        capture_output=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (2, b"")
    assert "begint op 1 januari 2020" in done.stderr.decode()
