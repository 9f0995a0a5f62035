import json

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from stdnum.nl import bsn

from cases.conferences.models import ActionItem, Conference, MinuteLine
from cases.conferences.seeding.sow import sow
from cases.dossiers.models import Dossier, Person
from cases.dossiers.registration import Facts, Identity, problems
from cases.routing.models import HelpRequest, PlacementRequest
from zorgportaal.audit.models import Event
from zorgportaal.vault.models import DataKey

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("trail_head")]


def seed(count: int, number: int = 7) -> None:
    for _ in sow(count, seed=number):
        pass


def dossiers():
    rows = Dossier.objects.with_words().order_by("pk")
    return [(one.pk, one.case_number, Facts.of(one), Identity.of(one.person)) for one in rows]


@pytest.fixture
def sown(db) -> None:
    seed(300)


def test_the_law_holds_for_every_dossier(sown):
    assert [
        problems(facts, identity) for *_, facts, identity in dossiers() if problems(facts, identity)
    ] == []


def test_nobody_in_it_can_exist(sown):
    for person in Person.objects.select_related("key"):
        assert person.v_number == "" or person.v_number.startswith("000000")
        assert person.phone == "" or person.phone.startswith("06-0000")
        assert not any(bsn.is_valid(value) for value in (person.v_number, person.phone))
        assert any(word in person.whereabouts for word in ("Proefdal", "Verzonnen"))


def test_equal_seeds_give_equal_people_and_numbers_under_other_keys(db):
    seed(40)
    first, keys = dossiers(), set(DataKey.objects.values_list("wrapped", flat=True))
    wipe()
    seed(40)

    assert dossiers() == first
    assert not keys & set(DataKey.objects.values_list("wrapped", flat=True))


def test_other_seed_adds_other_people(db):
    seed(20, 1)
    seed(20, 2)

    assert Dossier.objects.count() == 40


def test_a_seed_grows_once(db):
    seed(5)

    with pytest.raises(CommandError, match="Zaad 7 staat er al"):
        call_command("seed", cases=5, seed=7)


def test_help_is_asked_met_refused_and_withdrawn(sown):
    assert set(HelpRequest.objects.values_list("state", flat=True)) == {"open", "placed", "withdrawn"}
    assert set(PlacementRequest.objects.values_list("outcome", flat=True)) == {"accepted", "declined"}


def test_meetings_have_minutes_that_can_be_read(sown):
    assert Conference.objects.exists()
    assert "Verzonnen" in MinuteLine.objects.select_related("item__conference__key").first().text
    assert ActionItem.objects.filter(state="done").exists()


def test_reports_fill_five_whole_years_and_never_lie_in_the_future(sown):
    days = Dossier.objects.order_by("reported_on").values_list("reported_on", flat=True)

    assert days[len(days) - 1].year - days[0].year == 5
    assert not HelpRequest.objects.filter(created_at__gt=Event.objects.latest("number").at).exists()


def test_each_batch_leaves_one_row_on_the_trail(sown):
    rows = Event.objects.filter(kind="conferences.seeded")

    assert [row.details for row in rows] == [{"seed": 7, "first": 1, "count": 300}]


@pytest.mark.parametrize("count", [0, -1, 2_000_000])
def test_impossible_number_is_refused(db, count):
    with pytest.raises(CommandError, match="1 tot en met"):
        call_command("seed", cases=count, seed=1)


def test_production_knows_no_made_up_people(db, settings):
    settings.PORTAL_MODE = "production"

    with pytest.raises(CommandError, match="demo en test"):
        call_command("seed", cases=1, seed=1)


def test_names_stand_nowhere_unsealed(sown):
    person = Person.objects.select_related("key").exclude(surname=None).first()
    stored = json.dumps(list(Person.objects.values("name_keys", "v_number_index", "phone_index")))

    assert person.surname
    assert person.surname not in stored


def wipe() -> None:
    for model in (
        ActionItem,
        MinuteLine,
        Conference,
        PlacementRequest,
        HelpRequest,
        Dossier,
        Person,
        DataKey,
    ):
        model.objects.all().delete()
