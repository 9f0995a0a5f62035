"""Contact rules at the demo dossiers: most through a counsellor, one nobody was asked about yet."""

from datetime import time

from cases.contact import actions
from cases.contact.actions import Rules
from cases.contact.choices import EVERY_DAY, WORKDAYS, Channel
from cases.contact.models import SafeContact
from cases.dossiers.choices import SafetyLevel
from cases.dossiers.models import Dossier

COVER = "Voorbeeld: u belt over een afspraak bij de bibliotheek."


def make() -> None:
    """Ask about safe contact at two dossiers of three, once."""
    if SafeContact.objects.exists():
        return
    dossiers = Dossier.objects.with_words().filter(person__isnull=False).order_by("case_number")
    for number, dossier in enumerate(dossiers):
        if number % 3:
            _ask(dossier, number)


def _ask(dossier: Dossier, number: int) -> None:
    by = dossier.registered_by
    rules = Rules(
        safety_level=SafetyLevel(dossier.safety_level),
        contact_via="begeleider M. Verzonnen" if number % 3 == 1 else "eigen telefoon",
        never=frozenset(Channel) - ({Channel.CALL} if number % 3 == 2 else set()),
        days=tuple(WORKDAYS if number % 2 else EVERY_DAY),
        from_time=time(10),
        until_time=time(12),
    )
    changed = actions.change_rules(dossier, by=by, version=dossier.version, rules=rules)
    actions.change_cover(changed, by=by, version=changed.version, cover_text=COVER)
