"""Ways to look that somebody keeps, shares and throws away."""

import pytest
from django.urls import reverse

from cases.worklist import actions
from cases.worklist.choices import Only, Order, Scope
from cases.worklist.models import SavedView
from cases.worklist.selection import Selection

CHOSEN = Selection(Scope.TEAM, Only.SHELTER, "nazorg", Order.DAY, is_reversed=True)


@pytest.fixture
def client(client, coordinator, sign_in):
    return sign_in(coordinator)


@pytest.fixture
def view(coordinator) -> SavedView:
    return actions.save_view(CHOSEN, name="Nazorg", is_shared=False, by=coordinator)


def save(client, **typed: str):
    return client.post(reverse("worklist:save_view"), CHOSEN.parameters | typed, follow=True)


def test_a_view_brings_back_exactly_what_was_chosen(client):
    save(client, name="Nazorg")

    assert SavedView.objects.get().selection == CHOSEN
    page = client.get(SavedView.objects.get().get_absolute_url())
    assert page.context["board"].selection == CHOSEN
    assert "<strong>Nazorg.</strong>" in page.content.decode()


def test_a_shared_view_is_offered_to_the_house_and_to_nobody_else(
    view, coordinator, colleague, other_coordinator
):
    assert not SavedView.objects.visible_to(colleague).exists()
    actions.share_view(view, is_shared=True, by=coordinator)

    assert SavedView.objects.visible_to(colleague).get() == view
    assert not SavedView.objects.visible_to(other_coordinator).exists()


def test_a_colleague_uses_a_shared_view_and_does_not_change_it(client, view, coordinator, colleague, sign_in):
    actions.share_view(view, is_shared=True, by=coordinator)
    client = sign_in(colleague)

    assert "Een collega deelt" in client.get(view.get_absolute_url()).content.decode()
    assert client.post(reverse("worklist:delete_view", args=[view.pk])).status_code == 404


def test_what_was_typed_in_place_of_a_filter_is_not_kept(client):
    save(client, name="Vreemd", wie="achternaam", volgorde="naam")
    kept = SavedView.objects.get()

    assert (kept.scope, kept.order) == (Scope.MINE, Order.DANGER)


def test_a_name_is_used_once(client, view):
    assert "U hebt al een weergave met deze naam." in save(client, name="nazorg").content.decode()


def test_a_shelf_of_views_is_full_at_12(coordinator):
    for number in range(12):
        actions.save_view(CHOSEN, name=f"{number}", is_shared=False, by=coordinator)

    with pytest.raises(actions.CannotKeep, match="Gooi er eerst een weg"):
        actions.save_view(CHOSEN, name="13", is_shared=False, by=coordinator)


def test_a_view_is_shared_and_thrown_away_by_its_owner(client, view):
    client.post(reverse("worklist:share_view", args=[view.pk]), {"delen": "ja"})
    view.refresh_from_db()
    assert view.is_shared

    client.post(reverse("worklist:delete_view", args=[view.pk]))
    assert not SavedView.objects.exists()
