"""A provider reads what never to do, and no number, name or address that has to stay here."""

import pytest
from django.urls import reverse

from cases.dossiers import actions as dossiers
from cases.dossiers.registration import Identity
from cases.routing import actions


@pytest.fixture
def unsafe(asked, coordinator):
    """A note with the number of somebody who may not be called."""
    dossier = asked.dossier
    identity = Identity(phone="06 0000 0001")
    dossiers.change_identity(dossier, by=coordinator, version=dossier.version, identity=identity)
    asked.note = "Bel haar op 06-00000001"
    asked.save()
    return asked


def test_a_note_that_gives_a_number_away_goes_to_no_provider(unsafe, cosm, place):
    with pytest.raises(actions.CannotPlace, match="telefoonnummer"):
        place(cosm, shared_fields=["age", "note"])


def test_the_request_goes_out_without_that_note(unsafe, cosm, place):
    assert place(cosm).is_pending


def test_a_provider_no_longer_reads_a_note_that_became_a_danger(sign_in, contact_of, asked, cosm, place):
    placement = place(cosm, shared_fields=["age", "note"])
    page = sign_in(contact_of(cosm)).get(reverse("routing:reply", args=[placement.pk])).content.decode()
    assert "Kanarie slaapt slecht" in page

    person = asked.dossier.person
    person.surname = "Kanarie"
    person.save()

    page = sign_in(contact_of(cosm)).get(reverse("routing:reply", args=[placement.pk])).content.decode()
    assert "slaapt slecht" not in page


def test_a_provider_reads_what_never_to_do_and_nobody_s_name(sign_in, contact_of, cosm, place, coordinator):
    placement = place(cosm)
    dossier = placement.help_request.dossier
    type(dossier).objects.filter(pk=dossier.pk).update(never_call=False)
    page = sign_in(contact_of(cosm)).get(reverse("routing:reply", args=[placement.pk])).content.decode()

    assert "Nooit appen of sms’en, mailen, post sturen of langsgaan." in page
    assert "loopt via de zorgcoördinator" in page
