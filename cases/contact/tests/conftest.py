"""A dossier with a name, and somebody who may be reached by nobody until asked."""

from datetime import date, time

import pytest

from cases.contact import actions
from cases.contact.actions import Rules
from cases.contact.choices import WORKDAYS, Channel
from cases.dossiers import actions as dossiers
from cases.dossiers.choices import SafetyLevel
from cases.dossiers.models import Dossier
from cases.dossiers.registration import Identity

COVER = "Zeg dat u van de bibliotheek belt"
IDENTITY = Identity(
    surname="Voorbeeld-Zandkasteel",
    given_names="Verzonnen Maja",
    birth_date=date(2004, 3, 1),
    v_number="1234567890",
    phone="06 00 00 00 01",
    whereabouts="Verzonnenstraat 7, 1234 ZZ Proefdal",
)
WITH_COUNSELLOR = Rules(
    safety_level=SafetyLevel.HIGH,
    contact_via="begeleider M. Verzonnen",
    never=frozenset(Channel) - {Channel.CALL},
    days=tuple(WORKDAYS),
    from_time=time(10),
    until_time=time(12),
)


@pytest.fixture
def dossier(new_case, coordinator) -> Dossier:
    made = new_case()
    return again(dossiers.change_identity(made, by=coordinator, version=1, identity=IDENTITY))


@pytest.fixture
def safe(dossier, coordinator) -> Dossier:
    """Somebody who may be called on workdays from 10 to 12, and whose cover text is known."""
    changed = actions.change_rules(dossier, by=coordinator, version=dossier.version, rules=WITH_COUNSELLOR)
    return again(actions.change_cover(changed, by=coordinator, version=changed.version, cover_text=COVER))


def again(dossier: Dossier) -> Dossier:
    return Dossier.objects.with_words().get(pk=dossier.pk)
