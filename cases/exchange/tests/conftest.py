"""An export that waits for a colleague."""

import pytest

from cases.exchange import actions
from cases.exchange.choices import Format
from cases.exchange.models import Export

PURPOSE = "Voor de jaarcijfers van de stuurgroep."


@pytest.fixture
def export(coordinator, new_case) -> Export:
    for _ in range(3):
        new_case()
    return actions.ask(by=coordinator, kind="htcds", choice={}, format=Format.XLSX, purpose=PURPOSE)


@pytest.fixture
def ready(export, colleague) -> Export:
    actions.decide(export, by=colleague, agrees=True)
    actions.make(export.pk)
    export.refresh_from_db()
    return export
