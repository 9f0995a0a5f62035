"""The part of the main job that has to do with notes: written, corrected, moved, withdrawn, looked for."""

from django.urls import reverse
from django.utils import timezone

from cases.dossiers.models import Dossier
from cases.notes.models import Note
from zorgportaal.tests.main_job import MainJob, option


def run(job: MainJob) -> None:
    note = write(job)
    correct(job, note)
    job.coordinator.post(reverse("notes:withdraw", args=[write(job).pk]), reason=job.tokens.word())
    move(job, write(job))
    search = reverse("notes:search", args=[job.dossier.pk])
    at = reverse("notes:timeline", args=[job.dossier.pk])
    job.pages["words found"] = job.coordinator.post(search, form_at=at, words=note.text)
    job.pages["words of nobody"] = job.coordinator.post(reverse("notes:search_team"), words=job.tokens.word())
    job.pages["timeline"] = job.coordinator.get(at)


def write(job: MainJob) -> Note:
    """The name of the person in it is pointed out first, then kept all the same."""
    address = reverse("notes:write", args=[job.dossier.pk])
    typed = _typed(f"{job.surname} {job.tokens.word()}")
    page = job.coordinator.post(address, **typed)
    job.pages["pointed out"] = page
    seen = page.text.split('name="seen" value="')[1].split('"')[0]
    job.pages["note written"] = job.coordinator.post(address, **typed, seen=seen)
    return Note.objects.with_words().latest("written_at")


def correct(job: MainJob, note: Note) -> None:
    address = reverse("notes:correct", args=[note.pk])
    job.pages["note corrected"] = job.coordinator.post(address, **_typed(job.tokens.word()), version=1)


def move(job: MainJob, note: Note) -> None:
    """To the newest other dossier of the house."""
    others = Dossier.objects.filter(house=job.dossier.house_id).exclude(pk=job.dossier.pk)
    address = reverse("notes:move", args=[note.pk])
    number = others.latest("created_at").case_number
    job.pages["note moved"] = job.coordinator.post(address, number=number, reason=job.tokens.word())


def _typed(text: str) -> dict[str, object]:
    now = timezone.localtime()
    return {
        "kind": option("note_kind", "PHONE"),
        "partner": "self",
        "on": f"{now:%d-%m-%Y}",
        "at": "00.00",
        "minutes": "5",
        "text": text,
    }
