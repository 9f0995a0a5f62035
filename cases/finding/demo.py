"""What the pages about searching show: a person who came back, a likeness, a search and a call to make."""

from dataclasses import replace

from cases.dossiers import actions as dossiers
from cases.dossiers import linking
from cases.dossiers.choices import LinkKind
from cases.dossiers.models import Dossier, DossierLink
from cases.dossiers.registration import Facts, Identity
from cases.finding import actions
from cases.finding.actions import Asked
from cases.finding.choices import ReferenceKind
from cases.finding.models import KnownQuestion
from zorgportaal.accounts.demo import person
from zorgportaal.accounts.models import User


def make() -> None:
    """Once: the rows of one person under two spellings, and a question from the south."""
    if DossierLink.objects.exists():
        return
    coordinator, south = person("coordinator.noord"), person("coordinator.heuvelland")
    first, second = _named(coordinator, 2)
    _again(first, coordinator)
    linking.link(
        second,
        _again(second, coordinator),
        kind=LinkKind.EPISODE,
        reason="Verzonnen: drie jaar later opnieuw aangemeld.",
        by=coordinator,
    )
    actions.add_reference(first, kind=ReferenceKind.POLICE, number="PL0000-2026000000", by=coordinator)
    actions.search(Asked(surname="Verzonnenova", given_names="Proef"), by=coordinator)
    question = KnownQuestion.objects.create(asked_by=south)
    question.tasks.create(dossier=first)


def _named(coordinator: User, number: int) -> list[Dossier]:
    named = Dossier.objects.visible_to(coordinator).filter(person__isnull=False).with_words()
    return list(named.order_by("-reported_on", "case_number")[:number])


def _again(dossier: Dossier, coordinator: User) -> Dossier:
    """The same person once more, without the numbers that would give it away."""
    was = Identity.of(dossier.person)
    identity = Identity(
        surname=was.surname.replace("ova", "owa"), given_names=was.given_names, birth_date=was.birth_date
    )
    facts = replace(Facts.of(dossier), note="Voorbeeld: nog eens aangemeld.")
    return dossiers.register_dossier(by=coordinator, house=dossier.house, facts=facts, identity=identity)
