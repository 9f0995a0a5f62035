"""Ways to look that somebody keeps, shares and throws away."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from cases.worklist import actions
from cases.worklist.choices import Only, Order, Scope
from cases.worklist.models import SavedView
from cases.worklist.selection import Selection
from zorgportaal.vault.models import DataKey

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


def test_the_name_of_a_view_is_sealed_and_its_key_goes_with_it(coordinator):
    view = actions.save_view(CHOSEN, name="Familie Voorbeeld", is_shared=False, by=coordinator)
    with connection.cursor() as cursor:
        cursor.execute("SELECT worklist_savedview::text FROM worklist_savedview")
        (stored,) = cursor.fetchone()
    assert "Voorbeeld" not in stored
    assert SavedView.objects.get().name == "Familie Voorbeeld"

    key = view.key
    actions.delete_view(view, by=coordinator)
    assert not DataKey.objects.filter(pk=key.pk).exists()


def test_views_stand_in_the_order_of_their_names(client, view):
    save(client, name="bedenktijd")
    page = client.get(reverse("worklist:list")).content.decode()

    assert page.index(">bedenktijd<") < page.index(">Nazorg<")


def test_the_database_keeps_a_name_to_one_view_of_its_owner(view):
    twice = SavedView.objects.get(pk=view.pk)
    twice.pk = uuid4()
    with pytest.raises(IntegrityError, match="saved_view_once_per_name"), transaction.atomic():
        twice.save(force_insert=True)


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
