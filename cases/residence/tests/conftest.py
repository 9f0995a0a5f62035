"""A dossier of which the bedenktijd has not begun."""

from datetime import date

import pytest

from cases.dossiers.choices import Vocabulary
from cases.dossiers.models import Dossier

START = date(2026, 10, 16)


@pytest.fixture
def dossier(new_case) -> Dossier:
    return new_case(residence_status="UNDOCUMENTED", reported_on=date(2026, 10, 14))


@pytest.fixture
def ground(word):
    return lambda code: word(Vocabulary.PERMIT_GROUND, code)
