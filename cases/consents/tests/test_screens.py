"""Consent on screen: recording, what was shared, taking back, the papers in seven languages."""

import io
from dataclasses import replace
from datetime import time

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from cases.conferences import actions as meetings
from cases.conferences.actions import Audience
from cases.conferences.choices import ConferenceKind, Confidentiality
from cases.consents.choices import Scope, Trail
from cases.consents.models import Consent
from cases.dossiers import actions as dossiers
from cases.dossiers.choices import IdentityMode, Vocabulary
from cases.dossiers.registration import Facts, Identity
from cases.papers.choices import Language, Purpose
from cases.papers.models import Paper, Text
from cases.routing import actions as routing
from zorgportaal.audit.models import Event
from zorgportaal.documents.tests import corpus

pytestmark = pytest.mark.django_db
ON_PAPER = {
    "scope": "comensha",
    "given_by": "self",
    "how": "written",
    "language": "pl",
    "interpreter": "professional",
    "given_on": "3-11-2026",
}


def page(name: str, dossier) -> str:
    return reverse(f"consents:{name}", args=[dossier.pk])


def test_a_coordinator_records_consent_with_its_scan_in_one_go(sign_in, coordinator, new_case):
    dossier = new_case()
    scan = SimpleUploadedFile("Kanarie.pdf", corpus.pdf())

    sign_in(coordinator).post(page("record", dossier), ON_PAPER | {"file": scan})

    consent = Consent.objects.get()
    assert (consent.scope, consent.scan.kind) == (Scope.COMENSHA, "consent")


def test_what_the_law_refuses_is_said_at_the_field_and_nothing_is_kept(sign_in, coordinator, new_case):
    dossier = new_case(age=14)
    scan = SimpleUploadedFile("Kanarie.pdf", corpus.pdf())

    shown = sign_in(coordinator).post(page("record", dossier), ON_PAPER | {"file": scan}).content.decode()

    assert "Voor registratie bij CoMensha geeft een ouder of voogd toestemming" in shown
    assert not Consent.objects.exists()
    assert not Paper.objects.exists()


def test_words_that_do_not_apply_are_left_out(sign_in, coordinator, new_case):
    typed = {"guardian": "Kanarie", "relation": "parent", "witness": "Kanarie", "other_language": "Kanarie"}

    sign_in(coordinator).post(page("record", new_case()), ON_PAPER | typed)

    consent = Consent.objects.get()
    assert (consent.guardian, consent.relation, consent.witness, consent.other_language) == ("", "", "", "")


def test_the_list_says_what_was_taken_back(sign_in, coordinator, new_case, agree, take_back):
    dossier = new_case()
    take_back(agree(dossier, scope=Scope.CONFERENCE))

    shown = sign_in(coordinator).get(page("list", dossier)).content.decode()

    assert "Toestemming ingetrokken: bespreken in het ketenoverleg" in shown


@pytest.mark.parametrize("number", [1, 10])
def test_the_list_costs_the_same_for_any_number_of_consents(
    sign_in, coordinator, new_case, agree, count_queries, number
):
    dossier = new_case()
    for _ in range(number):
        agree(dossier)

    assert count_queries(sign_in(coordinator), page("list", dossier)) <= 12


@pytest.fixture
def tell(coordinator, word):
    """`tell(dossier, service)` asks the service for a place, with age and gender."""

    def ask(dossier, service):
        shelter = word(Vocabulary.HELP_REQUEST_TYPE, "SHELTER")
        asked = routing.ask_help(dossier, by=coordinator, type=shelter, urgency="now", security_needed=2)
        told = {"shared_fields": ["age", "gender"], "deviation_reason": "nacht"}
        return routing.request_place(asked, service, by=coordinator, **told)

    return ask


def test_withdrawing_shows_which_requests_that_provider_got(sign_in, coordinator, new_case, agree, tell, bed):
    dossier = new_case()
    placed = tell(dossier, bed)
    consent = agree(dossier, scope=Scope.PROVIDER, organisation=bed.provider.organisation)

    shown = sign_in(coordinator).get(page("withdraw", consent)).content.decode()

    assert f"Plaatsingsverzoek {placed.reference}: leeftijd, geslacht" in shown


def test_withdrawing_shows_what_was_asked_of_no_other_provider(
    sign_in, new_case, agree, tell, bed, other_bed
):
    dossier = new_case()
    placed = tell(dossier, other_bed)
    consent = agree(dossier, scope=Scope.PROVIDER, organisation=bed.provider.organisation)

    shown = sign_in(dossier.registered_by).get(page("withdraw", consent)).content.decode()

    assert placed.reference not in shown
    assert "nog niets gedeeld" in shown


@pytest.fixture
def discuss(coordinator, north):
    """`discuss(dossier)` puts it on the agenda of a meeting of the own house."""

    def put(dossier):
        meeting = meetings.plan_conference(
            house=north,
            organisations=[],
            kind=ConferenceKind.KO18PLUS,
            held_on=timezone.localdate(),
            starts_at=time(9, 30),
            place="Venlo",
            by=coordinator,
        )
        audience = Audience(Confidentiality.CARE, [coordinator.organisation])
        return meetings.add_item(meeting, title="Stand", audience=audience, dossier=dossier, by=coordinator)

    return put


def test_withdrawing_shows_in_which_meetings_it_was_discussed(sign_in, coordinator, new_case, agree, discuss):
    dossier = new_case()
    discuss(dossier)
    consent = agree(dossier, scope=Scope.CONFERENCE)

    shown = sign_in(coordinator).get(page("withdraw", consent)).content.decode()

    assert "Besproken in het" in shown


def test_after_a_withdrawal_no_meeting_discusses_it_anew(new_case, agree, take_back, discuss):
    dossier = new_case()
    take_back(agree(dossier, scope=Scope.CONFERENCE))

    with pytest.raises(meetings.CannotLog, match="ingetrokken"):
        discuss(dossier)


def test_what_is_taken_back_stays_readable_and_cannot_be_taken_back_again(
    sign_in, coordinator, new_case, agree
):
    consent = agree(new_case())
    client, address = sign_in(coordinator), page("withdraw", consent)

    client.post(address, {"withdrawn_on": timezone.localdate().strftime("%d-%m-%Y"), "note": "Kanarie"})

    shown = client.get(address).content.decode()
    assert "Kanarie" in shown
    assert "Trek de toestemming in" not in shown


# --- paper --------------------------------------------------------------------
@pytest.mark.parametrize("language", Language.values)
@pytest.mark.parametrize("purpose", [Purpose.CONSENT_FORM, Purpose.EXPLANATION])
def test_form_and_explanation_exist_in_seven_languages_on_one_page(
    sign_in, coordinator, new_case, language, purpose
):
    response = sign_in(coordinator).post(
        page("print", new_case()), {"purpose": purpose, "language": language}
    )

    with pikepdf.open(io.BytesIO(response.content)) as made:
        assert (len(made.pages), str(made.Root.Lang)) == (1, language)


@pytest.fixture
def named(coordinator, new_case):
    dossier = new_case(identity_mode=IdentityMode.PSEUDONYM)
    who = Identity(surname="Kanariejansen", given_names="Proef")
    dossier = dossiers.change_identity(dossier, by=coordinator, version=dossier.version, identity=who)
    facts = replace(Facts.of(dossier), identity_mode=IdentityMode.FULL)
    return dossiers.change_dossier(
        dossier, by=coordinator, version=dossier.version, facts=facts, status=dossier.status
    )


@pytest.mark.parametrize(("asked", "times"), [({}, 0), ({"with_name": "on"}, 1)])
def test_the_name_is_on_paper_only_when_asked_and_then_on_the_trail(
    sign_in, coordinator, named, asked, times
):
    blank = {"purpose": "consent_form", "language": "nl"}

    sign_in(coordinator).post(page("print", named), blank | asked)

    assert Event.objects.filter(kind="dossiers.identity_shown", subject=named.pk).count() == times
    assert Event.objects.get(kind=Trail.PRINTED).details["named"] is bool(times)


def test_a_name_that_does_not_go_outside_is_printed_on_nothing(sign_in, coordinator, named):
    type(named).objects.filter(pk=named.pk).update(identity_mode=IdentityMode.PSEUDONYM)
    asked = {"purpose": "consent_form", "language": "nl", "with_name": "on"}

    shown = sign_in(coordinator).post(page("print", named), asked)

    assert "Die gaat bij dit dossier niet naar buiten." in shown.content.decode()
    assert not Event.objects.filter(kind=Trail.PRINTED).exists()


def test_a_text_of_the_administrator_is_what_is_printed_next(
    sign_in, functional_administrator, coordinator, new_case
):
    text = Text.objects.current().get(purpose=Purpose.EXPLANATION, language="en")
    changed = {"title": "Changed", "body": "Other words."}
    sign_in(functional_administrator).post(reverse("papers:change_text", args=[text.pk]), changed)

    new = Text.objects.current().get(purpose=Purpose.EXPLANATION, language="en")
    assert (new.version, new.title, new.is_offered) == (2, "Changed", True)


def test_the_law_is_said_before_anything_is_typed(sign_in, coordinator, new_case):
    shown = sign_in(coordinator).get(page("record", new_case(age=11))).content.decode()

    assert "Jonger dan 12." in shown
    assert shown.count("Een ouder of voogd geeft toestemming, op papier.") == 1
