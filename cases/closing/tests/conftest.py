"""A dossier at its end."""

from datetime import date

import pytest

from cases.closing.actions import Ending
from cases.closing.choices import Told
from cases.dossiers.choices import Vocabulary
from cases.dossiers.models import Dossier


@pytest.fixture
def dossier(new_case) -> Dossier:
    return new_case(residence_status="NL", reported_on=date(2026, 10, 14))


@pytest.fixture
def ending(word):
    """`ending("LEFT_UNKNOWN", note=…)`."""

    def make(code: str = "GOALS_REACHED", **changes) -> Ending:
        told = {"told_reporter": Told.YES, "told_comensha": Told.NOT_NEEDED}
        return Ending(reason=word(Vocabulary.CLOSING_REASON, code), **(told | changes))

    return make
