"""Many saves of one dossier at the same moment: exactly one counts (C100)."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.db import connections

from cases.dossiers import actions
from cases.dossiers.models import Dossier
from zorgportaal.audit import trail
from zorgportaal.audit.choices import Origin

AT_ONCE = 8


@pytest.mark.servers
def test_of_many_saves_at_once_one_counts_and_the_others_hear_so(committed_db, register, coordinator, facts):
    dossier = register()

    def save(number: int) -> bool:
        try:
            with trail.recording(Origin.COMMAND):
                actions.change_dossier(
                    dossier,
                    by=coordinator,
                    version=1,
                    facts=replace(facts, children_along=number + 1),
                    status=dossier.status,
                )
        except actions.ChangedByOther:
            return False
        finally:
            connections.close_all()
        return True

    with ThreadPoolExecutor(AT_ONCE) as pool:
        counted = list(pool.map(save, range(AT_ONCE)))

    assert counted.count(True) == 1
    dossier = Dossier.objects.get()
    assert (dossier.version, dossier.children_along) == (2, counted.index(True) + 1)
