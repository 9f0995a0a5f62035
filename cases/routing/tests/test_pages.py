"""The coordinator's pages: who reaches them, what they say, what they cost."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from cases.dossiers.choices import Vocabulary
from cases.routing import actions
from cases.routing.choices import ProviderState
from cases.routing.models import HelpRequest, PlacementRequest, Provider, ProviderService
from zorgportaal.accounts.choices import OrganisationKind
from zorgportaal.accounts.models import Organisation
from zorgportaal.audit.models import Event


def queries(client, address: str) -> int:
    """How many queries a page costs, besides session, savepoints and the trail."""
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(address).status_code == 200
    aside = ("django_session", "SAVEPOINT", "audit_event", "pg_advisory")
    return len([query for query in captured if not any(word in query["sql"] for word in aside)])


@pytest.fixture
def many_requests(new_case, coordinator, word):
    """`many_requests(n)` gives n open help requests at one dossier."""

    def make(number: int) -> None:
        shelter = word(Vocabulary.HELP_REQUEST_TYPE, "SHELTER")
        case = new_case()
        HelpRequest.objects.bulk_create(
            HelpRequest(dossier=case, type=shelter, urgency="week", created_by=coordinator)
            for _ in range(number)
        )

    return make


def test_list_costs_the_same_for_10_and_1000_requests(sign_in, coordinator, many_requests):
    client = sign_in(coordinator)
    many_requests(10)
    few = queries(client, reverse("routing:list"))
    many_requests(990)

    assert queries(client, reverse("routing:list")) == few <= 12


def test_list_says_you_to_who_is_in_the_team_and_names_the_coordinator_to_others(
    sign_in, coordinator, colleague, asked
):
    mine = sign_in(coordinator).get(reverse("routing:list")).content.decode()
    theirs = sign_in(colleague).get(reverse("routing:list")).content.decode()

    assert "<strong>u</strong>" in mine
    assert "<strong>u</strong>" not in theirs
    assert coordinator.name in theirs


@pytest.fixture
def many_providers(coordinator, colleague, word):
    """`many_providers(n)` lets n more active providers offer shelter."""
    shelter = word(Vocabulary.HELP_REQUEST_TYPE, "SHELTER")
    women = word(Vocabulary.SHELTER_TYPE, "VO")
    terms = {"state": ProviderState.ACTIVE, "approved_at": timezone.now()}
    people = {"proposed_by": coordinator, "approved_by": colleague}

    def make(number: int) -> None:
        names = [f"Opvang Proefdal {uuid4()}" for _ in range(number)]
        kind = OrganisationKind.PROVIDER
        homes = Organisation.objects.bulk_create(Organisation(name=name, kind=kind) for name in names)
        providers = Provider.objects.bulk_create(
            Provider(organisation=home, **terms, **people) for home in homes
        )
        services = ProviderService.objects.bulk_create(
            ProviderService(provider=provider, name="Bed", shelter_type=women) for provider in providers
        )
        through = ProviderService.help_request_types.through
        through.objects.bulk_create(through(providerservice=one, option=shelter) for one in services)

    return make


def test_shortlist_costs_the_same_for_10_and_1000_providers(sign_in, coordinator, asked, many_providers):
    client = sign_in(coordinator)
    many_providers(10)
    few = queries(client, asked.get_absolute_url())
    many_providers(990)

    assert queries(client, asked.get_absolute_url()) == few <= 12


def test_list_of_providers_costs_the_same_for_10_and_1000(sign_in, functional_administrator, many_providers):
    client = sign_in(functional_administrator)
    many_providers(10)
    few = queries(client, reverse("routing:providers"))
    many_providers(990)

    assert queries(client, reverse("routing:providers")) == few <= 12


@pytest.fixture
def many_placements(many_requests, coordinator):
    """`many_placements(service, n)` asks one service for a place for n help requests."""

    def make(service, number: int) -> None:
        many_requests(number)
        unasked = HelpRequest.objects.filter(placement_requests=None)
        PlacementRequest.objects.bulk_create(
            PlacementRequest(
                help_request=asked,
                service=service,
                reference=f"PV-{asked.pk.hex[:8]}",
                requested_by=coordinator,
                shared_fields=["age"],
            )
            for asked in unasked
        )

    return make


def test_inbox_costs_the_same_for_10_and_1000_requests(sign_in, contact_of, cosm, many_placements):
    client = sign_in(contact_of(cosm))
    many_placements(cosm, 10)
    few = queries(client, reverse("routing:inbox"))
    many_placements(cosm, 990)
    assert queries(client, reverse("routing:inbox")) == few <= 12


def test_shortlist_ranks_and_explains(sign_in, coordinator, asked, cosm, bed, new_provider):
    new_provider("Vrouwenopvang Roersteen", "VO")
    page = sign_in(coordinator).get(asked.get_absolute_url()).content.decode()

    assert "In de bedenktijd is er geen recht op opvang uit de Wmo." in page
    assert "Past: 2 van 3 aanbieders" in page
    assert page.index("COSM, via CoMensha") < page.index("Noodbed Swalmdal") < page.index("Past niet")
    assert "Nee, de wet geeft geen ruimte" in page
    assert "Plek onbekend" in page


def test_place_is_asked_from_the_shortlist(sign_in, coordinator, asked, cosm):
    response = sign_in(coordinator).post(
        asked.get_absolute_url(), {"service": cosm.pk, "shared_fields": ["age", "gender"]}
    )
    assert response.url == asked.get_absolute_url()
    assert PlacementRequest.objects.get().shared_fields == ["age", "gender"]


def test_emergency_bed_without_a_reason_keeps_what_was_chosen(sign_in, coordinator, asked, bed):
    sent = {"service": bed.pk, "shared_fields": ["note"]}
    page = sign_in(coordinator).post(asked.get_absolute_url(), sent).content.decode()

    assert "Vul in waarom u afwijkt van de gewone weg." in page
    assert re.search(r'value="note"[^>]*checked', page)
    assert not PlacementRequest.objects.exists()


def test_reason_is_taken_from_the_chosen_provider_only(sign_in, coordinator, asked, bed, new_provider):
    other = new_provider("Pension Proefdal", "EMERGENCY")
    sent = {
        "service": bed.pk,
        "shared_fields": ["age"],
        f"reden-{bed.pk}": "Nacht",
        f"reden-{other.pk}": "Ander",
    }
    sign_in(coordinator).post(asked.get_absolute_url(), sent)
    assert PlacementRequest.objects.with_case().get().deviation_reason == "Nacht"


def test_provider_that_does_not_fit_cannot_be_posted(sign_in, coordinator, asked, new_provider, cosm):
    women = new_provider("Vrouwenopvang Roersteen", "VO")
    sent = {"service": women.pk, "shared_fields": ["age"]}
    page = sign_in(coordinator).post(asked.get_absolute_url(), sent).content.decode()
    assert "Deze aanbieder past niet of is al gevraagd." in page


def test_coordinator_of_another_house_finds_nothing(sign_in, other_coordinator, asked, place, cosm):
    client, placement = sign_in(other_coordinator), place(cosm)
    addresses = [
        asked.get_absolute_url(),
        reverse("routing:create", args=[asked.dossier_id]),
        reverse("routing:answer", args=[placement.pk]),
    ]
    assert [client.get(address).status_code for address in addresses] == [404, 404, 404]
    assert client.get(reverse("routing:list")).context["page"].paginator.count == 0


def test_opening_a_help_request_leaves_one_look_with_its_dossier(sign_in, coordinator, asked, trail_head):
    sign_in(coordinator).get(asked.get_absolute_url())

    event = Event.objects.get(kind="routing.viewed")
    assert event.is_look
    assert event.subject == asked.pk
    assert event.details == {"dossier": str(asked.dossier_id)}


def test_list_tells_nothing_medical(sign_in, coordinator, new_case, word):
    kind = word(Vocabulary.HELP_REQUEST_TYPE, "ADDICTION")
    actions.ask_help(new_case(), by=coordinator, type=kind, urgency="now", security_needed=0)
    page = sign_in(coordinator).get(reverse("routing:list")).content.decode()
    assert "Zorg en begeleiding" in page
    assert "erslaving" not in page


def test_list_hides_the_name_behind_a_secret_address(sign_in, coordinator, place, bed):
    place(bed, deviation_reason="Het is nacht.")
    page = sign_in(coordinator).get(reverse("routing:list")).content.decode()
    assert "Aanbieder met geheim adres" in page
    assert "Swalmdal" not in page


def test_refusal_without_a_reason_says_so_at_the_field(sign_in, coordinator, place, cosm):
    address = reverse("routing:answer", args=[place(cosm).pk])
    page = sign_in(coordinator).post(address, {"outcome": "declined"}).content.decode()
    assert "Kies de reden van de weigering." in page


def test_note_that_is_too_long_comes_back_whole(sign_in, coordinator, new_case):
    address = reverse("routing:create", args=[new_case().pk])
    page = sign_in(coordinator).post(address, {"note": "x" * 2001}).content.decode()
    assert "Vul bij “Toelichting” hoogstens 2000 tekens in. U typte er 2001." in page
    assert "x" * 2001 in page
    assert "maxlength" not in page


def test_withdrawing_asks_again_and_counts_what_lapses(sign_in, coordinator, asked, place, cosm):
    place(cosm)
    page = sign_in(coordinator).get(asked.get_absolute_url()).content.decode()
    assert "nog loopt, vervalt ook: 1 verzoek." in page
    assert "Ja, trek deze hulpvraag in" in page


def test_expired_request_says_so_and_is_asked_again_from_the_page(sign_in, coordinator, asked, place, cosm):
    placement = place(cosm)
    PlacementRequest.objects.update(requested_at=timezone.now() - timedelta(days=15))
    actions.expire_requests()
    client = sign_in(coordinator)

    page = client.get(asked.get_absolute_url()).content.decode()
    assert "Verlopen" in page
    assert "laatste verzoek verlopen" in client.get(reverse("routing:list")).content.decode()
    again = reverse("routing:repeat_request", args=[placement.pk])
    assert again in page
    page = client.post(again, follow=True).content.decode()
    assert PlacementRequest.objects.filter(outcome="pending").count() == 1
    assert again not in page


def test_page_without_any_provider_for_this_help_says_what_to_do(sign_in, coordinator, asked):
    page = sign_in(coordinator).get(asked.get_absolute_url()).content.decode()
    assert "Geen aanbieder voor deze hulp" in page
    assert "Bel een collega" in page
    assert "ieronder" not in page
    assert reverse("routing:providers") in page


def test_page_where_nobody_fits_points_at_the_reasons(sign_in, coordinator, asked, new_provider):
    new_provider("Vrouwenopvang Roersteen", "VO")
    page = sign_in(coordinator).get(asked.get_absolute_url()).content.decode()
    assert "Past: 0 van 1 aanbieders" in page
    assert "Hieronder staat per aanbieder waarom niet." in page
    assert "Vrouwenopvang Roersteen" in page


def test_page_of_expired_requests_costs_the_same_for_any_number(
    sign_in, coordinator, asked, place, new_provider
):
    client = sign_in(coordinator)

    def expired(name):
        place(new_provider(name))
        PlacementRequest.objects.update(requested_at=timezone.now() - timedelta(days=15))
        actions.expire_requests()

    expired("COSM Proefdal")
    few = queries(client, asked.get_absolute_url())
    for number in range(11):
        expired(f"COSM Proefdal {number}")
    assert queries(client, asked.get_absolute_url()) == few <= 12
