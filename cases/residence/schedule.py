"""The days of bedenktijd, reporting, allowance and permits, for strip, worklist and alarms."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.urls import reverse

from cases.dossiers.milestones import Answer, Milestone, Question, Window, knows, shown_on_strip
from cases.dossiers.models import Dossier, DossierQuerySet
from cases.residence import actions, rules
from cases.residence.models import Permit, PoliceReport, Procedure, Reflection


@shown_on_strip
@knows
def reflections(dossiers: DossierQuerySet, window: Window) -> Question:
    """Begin, monthly report and end of each bedenktijd."""
    started = dossiers.filter(reflection_started_on__isnull=False)
    if not window.with_done:
        started = started.filter(
            reflection_started_on__gte=rules.after_months(window.first, -rules.MONTHS - 1)
        )
    reports = PoliceReport.objects.filter(reflection__dossier=OuterRef("pk")).order_by()
    return Question(
        started,
        {
            "dossier": F("pk"),
            "started_on": F("reflection_started_on"),
            "is_dublin": F("reflection__is_dublin"),
            "ended_on": F("reflection__ended_on"),
            "reported": ArraySubquery(reports.values("due_on")),
        },
        _tell_reflection,
    )


def _tell_reflection(found: Answer) -> Iterator[Milestone]:
    """Nobody noted more than the start: then the rest is as usual."""
    dossier = Dossier(pk=UUID(found["dossier"]), reflection_started_on=_day(found["started_on"]))
    reflection = Reflection(
        dossier=dossier, is_dublin=bool(found["is_dublin"]), ended_on=_day(found["ended_on"])
    )
    yield from _of_reflection(dossier, reflection, {_day(text) for text in found["reported"]})


def _of_reflection(dossier: Dossier, reflection: Reflection, done: set[date | None]) -> Iterator[Milestone]:
    start, last = reflection.starts_on, reflection.last_day
    assert start
    assert last
    url = reverse("residence:residence", args=[dossier.pk])
    length = rules.length_in_words(start, is_dublin=reflection.is_dublin)
    yield Milestone(start, dossier.pk, "Bedenktijd begon", f"{length.capitalize()}.", is_done=True, url=url)
    for due in actions.due_days(reflection):
        yield Milestone(
            due, dossier.pk, "Meldplicht bij de politie", "Gedaan." if due in done else "",
            waits_on="cliënt", is_done=due in done, url=url, act="Vink af",
        )  # fmt: skip
    if reflection.ended_on:
        yield Milestone(reflection.ended_on, dossier.pk, "Bedenktijd beëindigd", is_done=True, url=url)
    else:
        yield Milestone(last, dossier.pk, "Bedenktijd eindigt", "Verlengen kan niet.", warns=True, url=url)


@shown_on_strip
@knows
def permits(dossiers: DossierQuerySet, _window: Window) -> Question:
    """The end of each permit and the days on which another has to be asked for."""
    return Question(
        Permit.objects.filter(dossier__in=dossiers, starts_on__isnull=False),
        {
            "dossier": F("dossier"),
            "starts_on": F("starts_on"),
            "ends_on": F("ends_on"),
            "ground": F("ground__code"),
        },
        _of_permit,
    )


def _of_permit(permit: Answer) -> Iterator[Milestone]:
    dossier, url = UUID(permit["dossier"]), reverse("residence:residence", args=[permit["dossier"]])
    if ends_on := _day(permit["ends_on"]):
        yield Milestone(ends_on, dossier, "Vergunning loopt af", warns=True, url=url)
    for mark in rules.permit_marks(permit["ground"], date.fromisoformat(permit["starts_on"])):
        yield Milestone(mark.day, dossier, mark.what, mark.detail, warns=True, url=url)


@shown_on_strip
@knows
def allowances(dossiers: DossierQuerySet, _window: Window) -> Question:
    """The Rvb form that was asked for is valid for three months."""
    return Question(
        Procedure.objects.filter(dossier__in=dossiers, rvb_asked_on__isnull=False, rvb_given_on=None),
        {"dossier": F("dossier"), "asked_on": F("rvb_asked_on")},
        _of_allowance,
    )


def _of_allowance(procedure: Answer) -> Iterator[Milestone]:
    yield Milestone(
        rules.after_months(date.fromisoformat(procedure["asked_on"]), rules.RVB_MONTHS),
        UUID(procedure["dossier"]),
        "Aanvraag Rvb verloopt",
        "Nog niet toegekend.",
        waits_on="COA",
        url=reverse("residence:residence", args=[procedure["dossier"]]),
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
