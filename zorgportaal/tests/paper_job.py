"""The part of the main job that has to do with documents, letters and consent."""

from django.urls import reverse
from django.utils import timezone

from cases.consents.models import Consent
from cases.papers.models import Paper, Text
from zorgportaal.tests.main_job import MainJob

MAIL = """From: {sender}@voorbeeld.invalid
To: noor@voorbeeld.invalid
Subject: {subject}
Content-Type: text/plain; charset=utf-8

{text}
"""


def run(job: MainJob) -> None:
    bring_in(job)
    write_letter(job)
    agree(job)


def bring_in(job: MainJob) -> None:
    """A mail full of tokens under a name that is one, and one that is taken back with a reason."""
    new, add = job.tokens.word, reverse("papers:add", args=[job.dossier.pk])
    mail = MAIL.format(sender=new(), subject=new(), text=new()).encode()
    job.pages["document added"] = job.coordinator.send(
        add, f"{new()}.eml", mail, title=new(), kind="mail", dated_on=""
    )
    job.pages["document refused"] = job.coordinator.send(
        add, f"{new()}.docx", b"PK", title=new(), kind="other", dated_on=""
    )
    job.coordinator.send(add, f"{new()}.eml", mail, title=new(), kind="mail", dated_on="")
    mistake = Paper.objects.latest("added_at")
    job.pages["document withdrawn"] = job.coordinator.post(
        reverse("papers:withdraw", args=[mistake.pk]), reason="mistake", note=new()
    )


def write_letter(job: MainJob) -> None:
    new, text = job.tokens.word, Text.objects.current().get(code="brief-ind-bedenktijd")
    address = reverse("papers:write", args=[job.dossier.pk, text.pk])
    typed = {"address": new(), "own_text": new()}
    job.pages["letter looked at"] = job.coordinator.post(address, voorbeeld="ja", **typed)
    job.pages["letter made"] = job.coordinator.post(address, **typed)


def agree(job: MainJob) -> None:
    new, address = job.tokens.word, reverse("consents:record", args=[job.dossier.pk])
    usual = {
        "scope": "research",
        "interpreter": "none",
        "given_on": timezone.localdate().strftime("%d-%m-%Y"),
    }
    job.pages["consent of two"] = job.coordinator.post(
        address,
        given_by="both",
        relation="nidos",
        guardian=new(),
        how="oral",
        witness=new(),
        language="other",
        other_language=new(),
        **usual,
    )
    job.pages["consent of one"] = job.coordinator.post(
        address, given_by="self", deviation=new(), how="written", language="nl", **usual
    )
    consent = Consent.objects.latest("recorded_at")
    job.pages["consent withdrawn"] = job.coordinator.post(
        reverse("consents:withdraw", args=[consent.pk]), withdrawn_on=usual["given_on"], note=new()
    )
    job.coordinator.post(
        reverse("consents:print", args=[job.dossier.pk]),
        purpose="consent_form",
        language="ar",
        with_name="on",
    )
