"""What belongs to searching, for the matrix: a question, a call to make, links and numbers."""

from typing import Any

from cases.dossiers import linking
from cases.dossiers.choices import LinkKind
from cases.dossiers.models import Dossier
from cases.finding import actions
from cases.finding.actions import Asked
from cases.finding.choices import ReferenceKind
from cases.finding.models import KnownQuestion, KnownTask
from zorgportaal.accounts.demo import person


def build(north: Dossier, south: Dossier) -> dict[str, Any]:
    question = KnownQuestion.objects.create(asked_by=south.registered_by)
    return {
        "question of the north": actions.search(
            Asked(surname="Voorbeeld Proef"), by=person("coordinator.noord")
        ),
        "question of the south": actions.search(
            Asked(surname="Voorbeeld Proef"), by=person("coordinator.heuvelland")
        ),
        "question of the process director": actions.search(
            Asked(surname="Voorbeeld Proef"), by=person("procesregisseur")
        ),
        "call of the north": KnownTask.objects.create(question=question, dossier=north),
        "call of the south": KnownTask.objects.create(question=question, dossier=south),
        "north link": _link(north),
        "south link": _link(south),
        "north reference": _reference(north),
        "south reference": _reference(south),
    }


def _link(dossier: Dossier) -> Any:
    other = Dossier.objects.filter(house=dossier.house).exclude(pk=dossier.pk).order_by("pk").last()
    assert other
    return linking.link(
        dossier, other, kind=LinkKind.SAME_PERSON, reason="Verzonnen", by=dossier.registered_by
    )


def _reference(dossier: Dossier) -> Any:
    return actions.add_reference(
        dossier, kind=ReferenceKind.COMENSHA, number="CM-0000-0000", by=dossier.registered_by
    )
