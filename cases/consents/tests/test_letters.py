"""A letter to a provider stops where consent was taken back."""

import pytest

from cases.consents.choices import Scope
from cases.consents.shared import already
from cases.papers import letters
from cases.papers.models import Letter, Text

pytestmark = pytest.mark.django_db


@pytest.fixture
def send(coordinator):
    """`send(dossier, service)` writes a letter to that provider."""

    def write(dossier, service):
        dossier = dossier.__class__.objects.with_words().get(pk=dossier.pk)
        text = Text.objects.current().get(code="brief-aanbieder-plaatsing")
        wish = letters.Wish("Opvang", "Welkom", service.provider.organisation)
        return letters.write_letter(dossier, text, wish, by=coordinator)

    return write


def test_a_withdrawal_stops_letters_to_that_provider_until_consent_is_given_anew(
    new_case, agree, take_back, send, bed, other_bed
):
    dossier = new_case()
    about = {"scope": Scope.PROVIDER, "organisation": bed.provider.organisation}
    take_back(agree(dossier, **about))

    with pytest.raises(letters.CannotWrite, match="met Noodbed Swalmdal te delen is ingetrokken"):
        send(dossier, bed)
    assert not Letter.objects.exists()
    send(dossier, other_bed)

    agree(dossier, **about)
    send(dossier, bed)
    assert Letter.objects.count() == 2


def test_a_withdrawal_lists_the_letters_to_that_provider_and_no_other(
    new_case, agree, send, coordinator, bed, other_bed
):
    dossier = new_case()
    consent = agree(dossier, scope=Scope.PROVIDER, organisation=bed.provider.organisation)
    paper = send(dossier, bed)
    send(dossier, other_bed)

    assert [one.what for one in already(consent, by=coordinator)] == [f"Brief {paper.code}, zonder naam"]
