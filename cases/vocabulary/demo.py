"""A new word that waits for a second administrator."""

from datetime import timedelta

from django.utils import timezone

from cases.dossiers.choices import Vocabulary
from cases.vocabulary import actions
from cases.vocabulary.actions import Wish
from cases.vocabulary.choices import ChangeKind
from cases.vocabulary.models import WordChange
from zorgportaal.accounts.demo import person


def make() -> None:
    """Propose one word, once."""
    if WordChange.objects.exists():
        return
    day = timezone.localdate() + timedelta(days=30)
    wish = Wish(ChangeKind.NEW, Vocabulary.SECTOR_LABOUR, day, label="Voorbeeldsector", help_text="verzonnen")
    actions.propose(wish, by=person("beheer.een"))
