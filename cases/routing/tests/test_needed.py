"""What the intake says is needed now becomes a help request in one click, once."""

from datetime import date

import pytest
from django.urls import reverse

from cases.dossiers.choices import Vocabulary
from cases.routing import actions
from cases.routing.choices import Urgency
from cases.routing.matching import explain
from cases.routing.models import HelpRequest
from cases.routing.need import Need, Offer
from cases.routing.sharing import facts

NEEDS = ("BED", "DOCTOR", "MONEY_FOOD", "CLOTHES")


@pytest.fixture
def dossier(new_case):
    return new_case(needs_now=NEEDS)


def test_one_click_makes_a_help_request_of_a_need(sign_in, coordinator, dossier):
    response = sign_in(coordinator).post(reverse("routing:ask_needed", args=[dossier.pk]), {"need": "BED"})

    asked = HelpRequest.objects.get(dossier=dossier)
    assert response.url == asked.get_absolute_url()
    assert (asked.type.code, asked.urgency, asked.security_needed) == ("SHELTER", Urgency.NOW, 2)


def test_what_was_asked_is_not_offered_again(dossier, coordinator, collected):
    assert actions.ask_needed(dossier, "MONEY_FOOD", by=coordinator)

    assert actions.ask_needed(dossier, "CLOTHES", by=coordinator) is None
    assert actions.ask_needed(dossier, "NONSENSE", by=coordinator) is None


def test_the_dossier_shows_what_nobody_asked_for_yet(sign_in, coordinator, dossier, collected):
    actions.ask_needed(dossier, "DOCTOR", by=coordinator)
    page = sign_in(coordinator).get(dossier.get_absolute_url()).content.decode()

    assert 'value="BED"' in page
    assert 'value="DOCTOR"' not in page


def test_a_new_help_request_starts_with_what_is_needed_most(sign_in, coordinator, dossier):
    page = sign_in(coordinator).get(reverse("routing:create", args=[dossier.pk]))

    form = page.context["form"]
    chosen = form.fields["type"].queryset.get(pk=form["type"].value())
    assert (chosen.code, form["urgency"].value()) == ("SHELTER", Urgency.NOW)


def test_the_language_goes_along_and_health_only_when_ticked(new_case, word):
    romanian = word(Vocabulary.LANGUAGE, "ro")
    asked = HelpRequest(dossier=new_case(language=romanian, interpreter_needed=True, is_pregnant=True))

    assert facts(asked, ["language", "medical"]) == [
        ("Taal en tolk", "Roemeens, tolk nodig"),
        ("Zwanger of gewond", "zwanger"),
    ]


def offer(**changes) -> Offer:
    return Offer(shelter_type="COSM", help_types=frozenset({"SHELTER"}), **changes)


@pytest.mark.parametrize(
    ("has_interpreter", "sentence"), [(True, "Tolk beschikbaar"), (False, "Geen eigen tolk")]
)
def test_who_needs_an_interpreter_sees_where_there_is_one(has_interpreter, sentence):
    need = Need("SHELTER", date(2026, 11, 21), residence_status="REFLECTION", interpreter_needed=True)
    reasons = explain(need, offer(has_interpreter=has_interpreter)).reasons

    assert sentence in [reason.sentence for reason in reasons]


@pytest.mark.parametrize(("places", "asks"), [(0, True), (1, False)])
def test_pregnancy_is_a_question_where_no_child_may_come_along(places, asks):
    need = Need("SHELTER", date(2026, 11, 21), gender="F", residence_status="REFLECTION", is_pregnant=True)
    sentences = [reason.sentence for reason in explain(need, offer(max_children=places)).reasons]

    assert ("Vraag of zij kan blijven als het kind er is" in sentences) is asks
