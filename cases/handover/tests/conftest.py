"""A dossier with a name and a note, offered to the other house."""

from collections.abc import Callable

import pytest

from cases.dossiers import actions as dossiers
from cases.dossiers.models import Dossier
from cases.dossiers.registration import Identity
from cases.handover import actions
from cases.handover.actions import Offer
from cases.handover.models import Handover

SURNAME, NOTE, REASON = "Overdrachtstra", "Kanarienotitie", "Kanarieverhuizing"


@pytest.fixture
def dossier(new_case, coordinator) -> Dossier:
    made = new_case(note=NOTE)
    identity = Identity(surname=SURNAME, given_names="Proef")
    return dossiers.change_identity(made, by=coordinator, version=made.version, identity=identity)


@pytest.fixture
def offer(dossier, coordinator, other_coordinator) -> Callable[..., Handover]:
    """`offer(receiver=…, reader=…, …)` proposes, and has the sheet made unless told otherwise."""

    def make(*, has_sheet=True, **changes) -> Handover:
        terms = Offer(**{"receiver": other_coordinator, "reason": REASON} | changes)
        handover = actions.propose(dossier, by=coordinator, offer=terms)
        if has_sheet:
            actions.make_sheet(handover.pk, by=coordinator)
        return Handover.objects.with_words().get(pk=handover.pk)

    return make
