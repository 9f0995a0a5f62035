"""Who stands in for whom: from when, until when, and by whom it is arranged."""

from datetime import timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from zorgportaal.accounts.models import Cover, User
from zorgportaal.audit.models import Event
from zorgportaal.covering import actions
from zorgportaal.covering.choices import Trail

DAY = timedelta(days=1)


def fresh(user: User) -> User:
    return User.objects.get(pk=user.pk)


@pytest.fixture
def today(database):
    return timezone.localdate()


@pytest.fixture
def away(coordinator, colleague, today):
    """`away(days=3)`: the colleague stands in for the coordinator from today."""

    def make(days=3, first=None, **who) -> Cover:
        first = first or today
        who = {"absent": coordinator, "stand_in": colleague, "by": coordinator} | who
        absent = who.pop("absent")
        return actions.cover_for(absent, first=first, last=first + (days - 1) * DAY, **who)

    return make


def test_a_cover_begins_and_falls_back_by_itself(away, coordinator, colleague):
    away(days=2)
    assert fresh(colleague).covered_people == [coordinator.pk]

    with time_machine.travel(timezone.now() + 2 * DAY):
        assert fresh(colleague).covered_people == []


def test_a_cover_that_has_to_begin_gives_nothing_yet(away, colleague, today):
    away(first=today + DAY)

    assert fresh(colleague).covered_people == []


def test_two_covers_for_one_person_do_not_overlap(away, make_user, coordinator, north, today):
    third = make_user(coordinator.role, house=north)
    away(days=3)

    with pytest.raises(actions.CannotCover, match="al waar voor"):
        away(stand_in=third, first=today + 2 * DAY)
    assert away(stand_in=third, first=today + 3 * DAY).stand_in == third


def test_whoever_is_away_stands_in_for_nobody(away, coordinator, colleague, make_user, north):
    third = make_user(coordinator.role, house=north)
    away()

    with pytest.raises(actions.CannotCover, match="zelf afwezig"):
        away(absent=third, stand_in=coordinator)
    with pytest.raises(actions.CannotCover, match="neemt in deze dagen zelf waar"):
        away(absent=colleague, stand_in=third)


@pytest.mark.parametrize("who", ["other_coordinator", "process_director", "policy_advisor"])
def test_only_a_colleague_of_the_same_house_and_role_stands_in(away, request, who):
    with pytest.raises(actions.CannotCover, match="hetzelfde huis met dezelfde rol"):
        away(stand_in=request.getfixturevalue(who))


@pytest.mark.parametrize(("first", "days"), [(-5, 3), (0, 93)])
def test_days_behind_us_and_more_than_three_months_are_refused(away, today, first, days):
    with pytest.raises(actions.CannotCover):
        away(first=today + first * DAY, days=days)


def test_who_stands_in_may_decline_and_it_is_over_at_once(away, colleague):
    cover = away()
    actions.end(cover, by=colleague)

    assert fresh(colleague).covers == []


def test_an_account_that_ended_lends_no_rights(away, coordinator, colleague):
    away()
    coordinator.is_active = False
    coordinator.save()

    assert fresh(colleague).covers == []


def test_the_database_refuses_a_cover_for_nobody_and_for_oneself(away, coordinator):
    cover = away()
    for wrong in ({"absent": None}, {"stand_in": coordinator}, {"ends_at": cover.starts_at}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Cover.objects.filter(pk=cover.pk).update(**wrong)


def test_a_house_is_watched_by_a_coordinator_of_another(north, coordinator, colleague, other_coordinator):
    now = timezone.now()
    hours = {"starts_at": now, "ends_at": now + timedelta(hours=12)}
    with pytest.raises(actions.CannotCover, match="eigen huis"):
        actions.cover_house(north, by=coordinator, stand_in=colleague, **hours)

    actions.cover_house(north, by=coordinator, stand_in=other_coordinator, **hours)
    assert fresh(other_coordinator).covered_houses == [north.pk]
    with pytest.raises(actions.CannotCover, match="al waar"):
        actions.cover_house(north, by=coordinator, stand_in=other_coordinator, **hours)


# --- pages --------------------------------------------------------------------
def test_the_page_arranges_shows_and_ends(sign_in, coordinator, colleague, today):
    client = sign_in(coordinator)
    typed = {"absent": coordinator.pk, "stand_in": colleague.pk}
    days = {"first": f"{today:%d-%m-%Y}", "last": f"{today + DAY:%d-%m-%Y}"}
    page = client.post(reverse("covering:absence"), typed | days, follow=True).content.decode()

    assert "Op de laatste dag valt alles vanzelf terug." in page
    assert colleague.name in page
    cover = Cover.objects.get()
    client.post(reverse("covering:end", args=[cover.pk]))
    assert set(Event.objects.filter(subject=cover.pk).values_list("kind", flat=True)) == {
        Trail.ARRANGED, Trail.ENDED,
    }  # fmt: skip


def test_the_night_page_offers_the_other_houses_only(sign_in, coordinator, colleague, other_coordinator):
    form = sign_in(coordinator).get(reverse("covering:night")).context["form"]

    assert list(form.fields["stand_in"].queryset) == [other_coordinator]


def test_whoever_stands_in_reads_it_on_every_page(sign_in, away, colleague, coordinator):
    away()
    page = sign_in(colleague).get(reverse("covering:list")).content.decode()

    assert "U neemt waar voor" in page
    assert coordinator.name in page


def test_another_house_does_not_see_who_is_away(sign_in, away, other_coordinator):
    cover = away()
    client = sign_in(other_coordinator)

    assert not client.get(reverse("covering:list")).context["rows"]
    assert client.post(reverse("covering:end", args=[cover.pk])).status_code == 404


@pytest.mark.parametrize("number", [1, 12])
def test_the_list_costs_the_same_for_any_number_of_covers(
    count_queries, sign_in, away, coordinator, today, number
):
    for place in range(number):
        away(days=1, first=today + place * DAY)

    assert count_queries(sign_in(coordinator), reverse("covering:list")) == 2  # user, covers
