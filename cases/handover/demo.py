"""One fictitious dossier that the south offers to the north; its sheet is made by the worker."""

from cases.dossiers.choices import Status
from cases.dossiers.models import Dossier
from cases.handover import actions
from cases.handover.models import Handover
from zorgportaal.accounts.demo import person


def make() -> None:
    """Once; the dossiers are there already."""
    if Handover.objects.exists():
        return
    by = person("coordinator.heuvelland")
    open_ones = Dossier.objects.visible_to(by).exclude(status=Status.CLOSED)
    dossier = open_ones.filter(person__isnull=False).earliest("reported_on")
    offer = actions.Offer(
        receiver=person("coordinator.noord"),
        reason="Voorbeeld: verhuist naar een begeleide woning in Noord-Limburg.",
    )
    actions.propose(dossier, by=by, offer=offer)
