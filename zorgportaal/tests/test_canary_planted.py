"""The canary sweep must fail when somebody plants a leak; a sweep that cannot fail proves nothing."""

from pathlib import Path

import pytest
from django.core.management import call_command

from zorgportaal.tests import sweep
from zorgportaal.tests.main_job import MainJob

PLANTED = Path(__file__).parent / "planted"


@pytest.mark.live
@pytest.mark.parametrize("live", [{"PYTHONPATH": str(PLANTED)}], indirect=True, ids=["planted"])
def test_a_planted_leak_is_found(live):
    """A portal that prints the name of whoever is registered."""
    call_command("make_demo")
    job = MainJob(live.base)
    job.register()

    assert sweep.leaks([job.surname], sweep.files_below(live.folder))
