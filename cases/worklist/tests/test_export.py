"""The worklist as a file: only with a second person, and never more than the requester may know of then."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cases.dossiers import actions as dossiers
from cases.dossiers.milestones import Milestone
from cases.dossiers.models import Dossier
from cases.dossiers.registration import Identity
from cases.exchange import actions as exchange
from cases.exchange.choices import Format, State
from cases.exchange.models import Export
from cases.worklist import actions
from cases.worklist.choices import Order, Scope
from cases.worklist.selection import Selection

PURPOSE = "Voor het overleg met de gemeente van morgen."


@pytest.fixture
def export(coordinator) -> Export:
    selection = Selection(scope=Scope.TEAM, order=Order.DAY)
    return actions.ask_export(selection, format=Format.XLSX, purpose=PURPOSE, by=coordinator)


@pytest.fixture
def task(days, dossier, today) -> Milestone:
    days.append(Milestone(today - timedelta(days=1), dossier.pk, "Bellen", waits_on="CoMensha"))
    return days[0]


def test_the_file_holds_what_the_screen_shows(export, task, dossier, today):
    (row,) = actions.sheet_of(export).rows

    assert row[:3] == [dossier.case_number, "vrouw, 22", "Venlo"]
    assert row[3:7] == ["Bellen", "", "CoMensha", today - timedelta(days=1)]


def test_what_endangers_somebody_is_left_out_of_the_file_with_the_reason(
    export, days, dossier, coordinator, today
):
    identity = Identity(surname="Kanarie", phone="06-00000001")
    dossiers.change_identity(dossier, by=coordinator, version=dossier.version, identity=identity)
    days.append(Milestone(today, dossier.pk, "Bellen", "Op 06 0000 0001."))

    (row,) = actions.sheet_of(export).rows

    assert row[4] == "Weggelaten: een telefoonnummer. Bellen of appen mag hier niet."


def test_every_heading_is_explained(export, task):
    sheet = actions.sheet_of(export)

    assert len(sheet.headers) == len(sheet.meanings) == len(sheet.rows[0])


def test_only_the_filters_are_kept(export):
    assert export.choice == {"wie": "team", "welke": "alles", "status": "open", "volgorde": "wanneer"}


def test_what_the_requester_may_no_longer_know_stays_out(export, task, dossier, south):
    Dossier.objects.filter(pk=dossier.pk).update(house=south)

    assert actions.sheet_of(export).rows == []


def test_somebody_else_has_to_agree(export, coordinator, colleague):
    with pytest.raises(exchange.Refused, match="keurt een collega goed"):
        exchange.decide(export, by=coordinator, agrees=True)

    assert exchange.decide(export, by=colleague, agrees=True).state == State.APPROVED


def test_it_is_asked_for_on_a_page_of_its_own(client, sign_in, coordinator):
    client = sign_in(coordinator)
    asked = {"wie": "team", "welke": "opvang", "format": "ods", "purpose": PURPOSE}

    page = client.get(reverse("worklist:export"), {"wie": "team", "welke": "opvang"})
    assert "heel het huis, opvang gevraagd, niet afgesloten" in page.content.decode()
    assert client.post(reverse("worklist:export"), asked).url == reverse("exchange:exports")
    assert Export.objects.get().choice["welke"] == "opvang"
