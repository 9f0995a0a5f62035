# ruff: noqa: E501 (one example a line)
"""Notes in the fictitious dossiers, through the actions of the screen: corrected, moved, withdrawn too."""

from dataclasses import replace
from datetime import timedelta

from django.utils import timezone

from cases.dossiers.choices import Vocabulary
from cases.dossiers.models import Dossier, Option
from cases.notes import actions
from cases.notes.actions import Entry
from cases.notes.choices import Partner
from cases.notes.models import Note
from zorgportaal.accounts.demo import person
from zorgportaal.accounts.models import User

W = Partner
# Kind, with whom, hours ago, minutes, text. Nobody of these exists.
EXAMPLES = (
    ("PHONE", W.VIA, 3, 11, "Contact via de begeleider. Zij is veilig. Zij wil eerst met een advocaat praten."),
    ("PARTNER", W.POLICE, 26, 20, "Informatief gesprek gepland. De politie wacht met de volgende stap tot na het gesprek met de advocaat.\nAfgesproken: wij bellen elkaar overmorgen."),
    ("ATTEMPT", W.SELF, 50, 2, "Niet opgenomen. Geen bericht achtergelaten."),
    ("VISIT", W.SELF, 75, 90, "Kan vrij praten: ja.\nVeilig op dit moment: ja.\nVerandering sinds de vorige keer: slaapt beter, eet mee met de groep.\nAfgesproken: volgende week weer, met een tolk."),
    ("PARTNER", W.COUNSELLOR, 120, 25, "Hoe gaat het in de opvang: rustig.\nZorgen: geen.\nAfgesproken: de opvang belt bij onraad eerst de politie, daarna ons."),
    ("ONLY_NOTE", W.NOBODY, 150, 0, "Dossier nagelezen voor het ketenoverleg."),
)  # fmt: skip


def make() -> None:
    """Once; the dossiers are there already."""
    if Note.objects.exists():
        return
    by = person("coordinator.noord")
    known = Dossier.objects.visible_to(by).of_team_member(by).select_related("key").order_by("-reported_on")
    first, second, third = known[:3]
    for example in EXAMPLES:
        _write(first, example, by)
        _write(second, example, by)
    _write(Dossier.objects.visible_to(by).select_related("key").order_by("pk")[0], EXAMPLES[0], by)
    _put_right(first, third, by)
    actions.search("advocaat", dossier=None, by=by)


def _write(dossier: Dossier, example: tuple[str, Partner, int, int, str], by: User) -> Note:
    kind, partner, hours, minutes, text = example
    option = Option.objects.get(vocabulary=Vocabulary.NOTE_KIND, code=kind)
    moment = timezone.now().replace(second=0, microsecond=0) - timedelta(hours=hours)
    return actions.write_note(dossier, entry=Entry(option, partner, moment, minutes, text), by=by)


def _put_right(dossier: Dossier, other: Dossier, by: User) -> None:
    """One note that was corrected, one that stood in the wrong dossier, one that was withdrawn."""
    colleague = person("collega.noord")
    report, missed, read = (
        dossier.notes.with_words().get(kind__code=code) for code in ("VISIT", "ATTEMPT", "ONLY_NOTE")
    )
    entry = replace(Entry.of(report), text=report.text.replace("volgende week", "over twee weken"))
    actions.correct_note(report, version=1, entry=entry, by=colleague)
    actions.move_note(missed, target=other, reason="Ging over een ander dossier van dezelfde dag.", by=by)
    actions.withdraw_note(read, reason="Dubbel opgeschreven.", by=by)
