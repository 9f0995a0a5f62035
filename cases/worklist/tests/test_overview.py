"""What the overview of a dossier says of the days that come and of what others did."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from cases.dossiers import actions as dossiers
from cases.dossiers.choices import SafetyLevel
from cases.dossiers.milestones import Milestone, next_step
from cases.dossiers.registration import Facts
from cases.worklist import changes
from zorgportaal.audit import trail
from zorgportaal.audit.choices import Origin


@pytest.fixture
def client(client, coordinator, sign_in):
    return sign_in(coordinator)


def overview(client, dossier):
    return client.get(reverse("dossiers:detail", args=[dossier.pk]))


def test_first_things_come_first_and_what_is_far_off_not_at_all(client, dossier, days, today):
    for in_days, what in ((5, "straks"), (-1, "laat"), (31, "ver weg")):
        days.append(Milestone(today + timedelta(days=in_days), dossier.pk, what))
    days.append(Milestone(today, dossier.pk, "gedaan", is_done=True))

    page = overview(client, dossier)

    assert [day.what for day in page.context["to_do"]] == ["laat", "straks"]
    assert "te laat" in page.content.decode()


def test_the_next_step_stands_on_top_with_the_button_that_leads_there(client, dossier, days, today):
    overdue = today - timedelta(days=40)
    days.append(Milestone(overdue, dossier.pk, "bel de opvang", url="/zoeken/", act="Bel en noteer"))

    page = overview(client, dossier).content.decode()

    step = page[page.index("Volgende stap") : page.index("h-termijnen")]
    assert "bel de opvang" in step
    assert "Bel en noteer" in step


def test_the_own_step_of_today_goes_before_what_somebody_else_should_have_done(today, dossier):
    days = [
        Milestone(today - timedelta(days=3), dossier.pk, "meldplicht", waits_on="cliënt"),
        Milestone(today, dossier.pk, "zoek een plek"),
    ]

    assert next_step(days, today).what == "zoek een plek"
    assert next_step(days[:1], today).what == "meldplicht"
    assert next_step([], today) is None


def test_a_first_visit_has_no_news(client, dossier):
    assert "U bent hier voor het eerst" in overview(client, dossier).content.decode()


def visited(user, dossier, ago: timedelta) -> None:
    with time_machine.travel(timezone.now() - ago, tick=False), trail.recording(Origin.COMMAND):
        trail.look(changes.DossierTrail.VIEWED, by=user, on=dossier)


def raise_danger(dossier, by) -> None:
    facts = Facts.of(dossier)
    with trail.recording(Origin.COMMAND):
        dossiers.change_dossier(
            dossier,
            by=by,
            version=dossier.version,
            facts=facts.__class__(**{**vars(facts), "safety_level": SafetyLevel.HIGH}),
            status=dossier.status,
        )


def test_news_says_what_others_changed_and_not_into_what(client, dossier, colleague, coordinator):
    visited(coordinator, dossier, timedelta(hours=2))
    raise_danger(dossier, colleague)

    page = overview(client, dossier).content.decode()

    assert "Sinds vandaag 06.40 uur" in page
    assert "gewijzigd: veiligheid" in page


def test_what_one_did_oneself_is_no_news(dossier, coordinator):
    visited(coordinator, dossier, timedelta(hours=2))
    raise_danger(dossier, coordinator)

    assert changes.in_dossier(dossier, user=coordinator)[1] == []


def test_a_reload_does_not_make_news_old(dossier, colleague, coordinator):
    visited(coordinator, dossier, timedelta(hours=2))
    raise_danger(dossier, colleague)
    visited(coordinator, dossier, timedelta(minutes=10))

    assert changes.in_dossier(dossier, user=coordinator)[1] == ["gewijzigd: veiligheid"]


def test_what_happened_to_a_part_of_the_dossier_is_news_of_the_dossier(
    client, dossier, colleague, coordinator
):
    visited(coordinator, dossier, timedelta(hours=2))
    with trail.recording(Origin.COMMAND):
        for member in (colleague, colleague):
            trail.act(changes.DossierTrail.JOINED, by=colleague, on=member, dossier=dossier.pk)

    assert changes.in_dossier(dossier, user=coordinator)[1] == ["2 keer toegevoegd aan het casusteam"]


def test_another_dossier_is_no_news_here(dossier, register, colleague, coordinator):
    visited(coordinator, dossier, timedelta(hours=2))
    raise_danger(register(), colleague)

    assert changes.in_dossier(dossier, user=coordinator)[1] == []
