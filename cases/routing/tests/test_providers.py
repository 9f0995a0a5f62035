"""A provider works only once two different people agreed to it (security.md C009)."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from cases.routing import actions
from cases.routing.choices import ProviderState
from cases.routing.models import Provider
from zorgportaal.accounts.choices import OrganisationKind
from zorgportaal.accounts.models import Organisation


@pytest.fixture
def proposed(functional_administrator) -> Provider:
    organisation = Organisation.objects.create(name="Opvang Nieuw-Voorbeeld", kind=OrganisationKind.PROVIDER)
    return actions.propose_provider(organisation=organisation, by=functional_administrator)


def test_whoever_proposes_cannot_approve(proposed, functional_administrator):
    with pytest.raises(actions.CannotApprove, match="Een andere beheerder"):
        actions.approve_provider(proposed, by=functional_administrator)


def test_second_administrator_approves(proposed, second_functional_administrator):
    actions.approve_provider(proposed, by=second_functional_administrator)
    proposed.refresh_from_db()
    assert proposed.is_active


def test_database_refuses_an_approval_by_the_same_person(proposed):
    with pytest.raises(IntegrityError, match="second_person"), transaction.atomic():
        Provider.objects.update(
            state=ProviderState.ACTIVE, approved_by=proposed.proposed_by, approved_at=timezone.now()
        )


def test_database_refuses_a_working_provider_without_approval(proposed):
    with pytest.raises(IntegrityError, match="once_approved"), transaction.atomic():
        Provider.objects.update(state=ProviderState.ACTIVE)


def test_only_an_organisation_that_is_a_provider_can_be_proposed(functional_administrator):
    with pytest.raises(actions.CannotApprove, match="geen aanbieder"):
        actions.propose_provider(
            organisation=functional_administrator.organisation, by=functional_administrator
        )


def test_proposed_provider_is_not_on_the_shortlist(sign_in, coordinator, asked, proposed):
    page = sign_in(coordinator).get(asked.get_absolute_url()).content.decode()
    assert "Nieuw-Voorbeeld" not in page


def test_approval_button_is_only_for_the_other(
    sign_in, proposed, functional_administrator, second_functional_administrator
):
    address = reverse("routing:approve_provider", args=[proposed.pk])
    own = sign_in(functional_administrator).get(reverse("routing:providers")).content.decode()
    other = sign_in(second_functional_administrator).get(reverse("routing:providers")).content.decode()
    assert address not in own
    assert address in other


def test_approving_the_own_proposal_by_hand_is_refused(sign_in, proposed, functional_administrator):
    sign_in(functional_administrator).post(reverse("routing:approve_provider", args=[proposed.pk]))
    proposed.refresh_from_db()
    assert proposed.is_proposed


def test_service_is_added_and_changed(sign_in, proposed, functional_administrator, word):
    client = sign_in(functional_administrator)
    shelter = word("help_request_type", "SHELTER")
    sent = {
        "name": "Crisisplek", "help_request_types": [shelter.pk], "genders": ["F"], "age_min": 18,
        "security_level": 2, "max_children": 0, "entry_route": "DIRECT", "capacity_free": 1,
    }  # fmt: skip
    address = reverse("routing:add_service", args=[proposed.pk])

    assert "wanneer dat bevestigd is" in client.post(address, sent).content.decode()
    client.post(address, {**sent, "capacity_confirmed_on": timezone.localdate().isoformat()})
    service = proposed.services.get()
    assert service.genders == ["F"]
    assert [option.code for option in service.help_request_types.all()] == ["SHELTER"]


def test_ages_in_the_wrong_order_are_refused(sign_in, proposed, functional_administrator, word):
    sent = {
        "name": "Plek", "help_request_types": [word("help_request_type", "SHELTER").pk],
        "age_min": 30, "age_max": 20, "security_level": 0, "max_children": 0,
        "entry_route": "DIRECT",
    }  # fmt: skip
    address = reverse("routing:add_service", args=[proposed.pk])
    page = sign_in(functional_administrator).post(address, sent).content.decode()
    assert "De hoogste leeftijd ligt onder de laagste." in page
