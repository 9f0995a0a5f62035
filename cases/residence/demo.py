"""Bedenktijd, report and lawyer for the fictitious dossiers, through the actions of the screen."""

from datetime import timedelta

from django.utils import timezone

from cases.dossiers.choices import Vocabulary
from cases.dossiers.models import Dossier, Option
from cases.residence import actions
from cases.residence.actions import Offer
from cases.residence.models import Permit, Procedure
from zorgportaal.accounts.demo import person


def make() -> None:
    """Once; the dossiers are there already."""
    if Procedure.objects.exists():
        return
    by = person("coordinator.noord")
    known = Dossier.objects.visible_to(by).of_team_member(by).order_by("-reported_on")
    in_reflection = known.filter(residence_status__code="REFLECTION")[:3]
    for number, dossier in enumerate(in_reflection):
        start = min(dossier.reported_on, timezone.localdate() - timedelta(days=1 + 34 * number))
        offer = Offer(
            dossier.reflection_started_on or start,
            offered_on=dossier.reflection_started_on or start,
            is_wanted=True,
        )
        actions.keep_reflection(dossier, by=by, offer=offer)
    for dossier in known.filter(residence_status__code="PERMIT_REGULAR")[:1]:
        asked = dossier.reported_on
        ground = Option.objects.get(vocabulary=Vocabulary.PERMIT_GROUND, code="D_CANNOT")
        permit = Permit(ground=ground, applied_on=asked, starts_on=asked, ends_on=asked + timedelta(days=365))
        actions.keep_permit(dossier, by=by, permit=permit)
    for dossier in known[:2]:
        values = {
            "complaint_status": Option.objects.get(
                vocabulary=Vocabulary.COMPLAINT_STATUS, code="INFORMATIVE_TALK"
            ),
            "lawyer": "mr. Verzonnen, 06 00 00 00 00",
            "rvb_asked_on": dossier.reported_on,
        }
        actions.keep_procedure(dossier, by=by, version=0, values=values)
