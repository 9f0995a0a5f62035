"""Hand-over, aftercare and closing, through the forms, with a token in every sealed field."""

from django.urls import reverse
from django.utils import timezone

from cases.closing.models import AftercareMoment
from cases.dossiers.models import Dossier
from cases.handover.models import Handover
from zorgportaal.accounts.demo import PASSWORD, person
from zorgportaal.tests.live import Visitor
from zorgportaal.tests.main_job import MainJob, option


def run(job: MainJob) -> None:
    hand_over(job)
    care_afterwards(job)
    close(job)


def hand_over(job: MainJob) -> None:
    """Given back once, then offered again: the sheet of the second holds name and note."""
    receiver = person("coordinator.heuvelland")
    other = Visitor(job.coordinator.base)
    other.sign_in(receiver.email, PASSWORD)
    propose = reverse("handover:propose", args=[job.dossier.pk])
    for tells in ({}, {"tells_name": "on", "tells_note": "on"}):
        job.pages["offered"] = job.coordinator.post(
            propose, receiver=receiver.pk, reason=job.tokens.word(), propose="1", **tells
        )
        offer = Handover.objects.filter(dossier=job.dossier).latest("proposed_at")
        if not tells:
            job.pages["given back"] = other.post(
                reverse("handover:refuse", args=[offer.pk]),
                form_at=offer.get_absolute_url(),
                reply=job.tokens.word(),
            )
    job.coordinator.seen += other.seen


def care_afterwards(job: MainJob) -> None:
    today = timezone.localdate().strftime("%d-%m-%Y")
    job.coordinator.post(
        reverse("closing:plan", args=[job.dossier.pk]),
        type=option("aftercare_type", "CHECK_IN"),
        starts_on=today,
        months=["1"],
    )
    moment = AftercareMoment.objects.get(dossier=job.dossier)
    job.pages["ticked"] = job.coordinator.post(
        reverse("closing:tick", args=[moment.pk]), result="spoken", done_on=today, note=job.tokens.word()
    )


def close(job: MainJob) -> None:
    """Another dossier: of this one a hand-over waits."""
    known = Dossier.objects.visible_to(person("coordinator.noord")).exclude(status="closed")
    quiet = known.exclude(pk=job.dossier.pk).exclude(help_requests__placement_requests__outcome="pending")
    dossier = quiet.filter(handovers=None).earliest("created_at")
    job.pages["closed"] = job.coordinator.post(
        reverse("closing:close", args=[dossier.pk]),
        reason=option("closing_reason", "LEFT_UNKNOWN"),
        told_reporter="no",
        told_comensha="yes",
        note=job.tokens.word(),
    )
