"""Children, guardians and vulnerabilities at the demo dossiers. Nobody exists."""

from cases.dossiers.choices import Gender, Vocabulary
from cases.dossiers.models import Dossier, Option
from cases.household import actions
from cases.household.actions import Known
from cases.household.models import Background


def make() -> None:
    """Fill in the background where it was not yet."""
    if Background.objects.exists():
        return
    named = Dossier.objects.with_words().filter(person__isnull=False).order_by("case_number")
    for number, dossier in enumerate(named):
        _fill(dossier, number)


def _fill(dossier: Dossier, number: int) -> None:
    by, codes = dossier.registered_by, ("LVB", "DEBT") if number % 2 else ("PSYCH",)
    known = Known(
        custody=_option(Vocabulary.CUSTODY, "GUARDIAN") if dossier.is_minor else None,
        guardian="Voogd V. Verzonnen, 088 000 00 00" if dossier.is_minor else "",
        vulnerabilities=frozenset(_option(Vocabulary.VULNERABILITY, code) for code in codes),
    )
    actions.change_background(dossier, by=by, version=dossier.version, known=known)
    if number % 3 == 0:
        actions.add_child(dossier, by=by, age=4, gender=Gender.MALE, is_along=True)


def _option(vocabulary: Vocabulary, code: str) -> Option:
    return Option.objects.get(vocabulary=vocabulary, code=code)
