"""The intake: what the law says while it is typed, what one question asks, and what a draft keeps."""

import pytest
from django.urls import reverse

from cases.dossiers import actions
from cases.dossiers.choices import Status, Vocabulary
from cases.dossiers.forms import ChangeForm, RegisterForm
from cases.dossiers.models import Dossier
from cases.dossiers.registration import Facts
from cases.dossiers.tests.conftest import word
from zorgportaal.audit.models import Event
from zorgportaal.drafts.models import Draft

NEW, RULES = reverse("dossiers:register"), reverse("dossiers:rules")


@pytest.fixture
def client(sign_in, coordinator):
    return sign_in(coordinator)


@pytest.fixture
def typed(facts) -> dict[str, str]:
    """The least that a night asks."""
    return {
        "identity_mode": "pseudonym",
        "age": "19",
        "certainty": "estimate",
        "gender": "F",
        "children_along": "0",
        "safety_level": "2",
        "residence_status": str(facts.residence_status.pk),
        "found_municipality": str(facts.found_municipality.pk),
        "reporter_category": str(facts.reporter_category.pk),
        "reported_on": "02-11-2026",
        "exploitation_form": str(facts.exploitation_form.pk),
        "legal_basis": str(facts.legal_basis.pk),
    }


def test_one_question_sets_the_facts_that_belong_together(client, typed):
    client.post(
        NEW,
        {
            **typed,
            "certainty": "perhaps_child",
            "medical": ["is_pregnant"],
            "never": ["never_call", "never_post"],
            "needs_now": ["BED", "INTERPRETER"],
            "contact_via": "haar begeleider",
        },
    )

    dossier = Dossier.objects.get()
    assert (dossier.age_is_estimated, dossier.may_be_minor) == (True, True)
    assert (dossier.is_pregnant, dossier.is_hurt) == (True, False)
    assert (dossier.never_call, dossier.never_text, dossier.never_post) == (True, False, True)
    assert (dossier.needs_now, dossier.contact_via) == (["BED", "INTERPRETER"], "haar begeleider")


def test_perhaps_a_child_needs_no_age(client, typed):
    client.post(NEW, {**typed, "age": "", "certainty": "perhaps_child"})

    dossier = Dossier.objects.get()
    assert (dossier.age, dossier.age_is_estimated, dossier.may_be_minor) == (None, False, True)


def test_the_form_shows_what_was_stored_under_its_questions(register):
    dossier = register(age=19, age_is_estimated=True, may_be_minor=True, is_hurt=True, never_text=False,
                       needs_now=("DOCTOR",))  # fmt: skip
    form = ChangeForm(dossier=dossier)

    asked = {name: form[name].value() for name in ("certainty", "medical", "never", "needs_now")}
    assert asked == {
        "certainty": "perhaps_child",
        "medical": ["is_hurt"],
        "never": ["never_call", "never_post"],
        "needs_now": ["DOCTOR"],
    }


def test_a_sure_age_and_perhaps_a_child_is_said_at_the_question(client, typed):
    form = client.post(NEW, {**typed, "age": "", "birth_date": "01-03-2004", "certainty": "perhaps_child"})

    assert "De leeftijd staat vast" in form.context["form"].errors["certainty"][0]


# --- the law --------------------------------------------------------------
def says(client, **typed) -> str:
    return client.post(RULES, typed).content.decode()


def test_in_the_reflection_period_the_page_says_when_it_ends(client):
    reflection = word(Vocabulary.RESIDENCE_STATUS, "REFLECTION").pk
    page = says(client, residence_status=reflection, reflection_started_on="22-11-2026", age="19")

    assert "geen recht op opvang uit de Wmo" in page
    assert "22 februari 2027" in page
    assert "22 december 2026" in page


def test_a_child_does_not_go_to_cosm(client):
    page = says(client, age="16", residence_status=word(Vocabulary.RESIDENCE_STATUS, "REFLECTION").pk)

    assert "Een minderjarige gaat niet naar COSM." in page


@pytest.mark.parametrize(
    ("age", "certainty", "sentence"),
    [
        ("11", "certain", "Jonger dan 12."),
        ("12", "certain", "Van 12 tot en met 15 jaar."),
        ("15", "certain", "Van 12 tot en met 15 jaar."),
        ("16", "certain", "16 jaar of ouder."),
        ("19", "perhaps_child", "Misschien een kind."),
        ("", "certain", "Wie mag toestemming geven?"),
    ],
)
def test_who_consents_is_said_by_age(client, age, certainty, sentence):
    assert sentence in says(client, age=age, certainty=certainty)


def test_investigators_must_report_and_the_page_says_so(client):
    reporter = word(Vocabulary.REPORTER_CATEGORY, "POLICE").pk

    assert "Deze aanmelder moet melden." in says(client, reporter_category=reporter)


def test_what_an_anonymous_registration_may_hold_is_said(client):
    assert "geen naam, geen geboortedatum, geen contact" in says(client, identity_mode="anonymous")


def test_nonsense_is_no_reason_to_stay_silent(client):
    page = says(client, age="veel", residence_status="\x00", reflection_started_on="gisteren")

    assert "Bedenktijd (art. 8k)?" in page


# --- drafts ---------------------------------------------------------------
def test_a_saved_intake_leaves_no_draft(client, typed):
    slot = client.get(f"{NEW}?concept=nieuw").context["slot"]
    client.post(reverse("drafts:keep"), {**typed, "draft": slot.token, "note": "Half"})
    assert Draft.objects.get().typed["note"] == "Half"

    client.post(NEW, {**typed, "draft": slot.token})
    assert not Draft.objects.exists()


def test_what_was_just_sent_is_newer_than_its_draft(client, typed):
    slot = client.get(f"{NEW}?concept=nieuw").context["slot"]
    client.post(reverse("drafts:keep"), {**typed, "draft": slot.token, "note": "Ouder"})
    form = client.post(NEW, {**typed, "age": "x", "draft": slot.token, "note": "Nieuwer"}).context["form"]

    assert form["note"].value() == "Nieuwer"
    assert Draft.objects.exists()
    assert not Event.objects.filter(kind="drafts.resumed").exists()


def test_two_intakes_at_once_keep_a_draft_each(client, typed):
    for name in ("Een", "Twee"):
        slot = client.get(f"{NEW}?concept=nieuw").context["slot"]
        client.post(reverse("drafts:keep"), {**typed, "draft": slot.token, "note": name})
    page, own = client.get(f"{NEW}?concept=nieuw"), client.get(slot.place.page)

    assert [draft.typed["note"] for draft in own.context["slot"].others] == ["Een"]
    assert own.context["form"]["note"].value() == "Twee"
    assert sorted(draft.typed["note"] for draft in page.context["slot"].others) == ["Een", "Twee"]
    assert page.context["form"]["note"].value() in ("", None)


def as_shown(form) -> dict[str, object]:
    """What a browser sends of a form that nobody touched."""
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in values.items() if value is not None and value is not False}


def test_a_draft_of_a_change_still_compares_with_a_colleague(client, dossier, colleague, facts):
    address = reverse("dossiers:change", args=[dossier.pk])
    page = client.get(address)
    form, slot = page.context["form"], page.context["slot"]
    kept = {**as_shown(form), "note": "Van mij", "never": ["never_call"]}
    client.post(reverse("drafts:keep"), {**kept, "draft": slot.token})
    theirs = Facts(**{**vars(Facts.of(dossier)), "needs_now": ("BED",), "never_post": False})
    actions.change_dossier(dossier, by=colleague, version=1, facts=theirs, status=Status.ACTIVE)

    again = client.get(address).context["form"]
    assert (again["note"].value(), again["version"].value()) == ("Van mij", "1")
    merged = client.post(address, as_shown(again)).context
    comparison = merged["comparison"]
    assert merged["form"]["needs_now"].value() == ["BED"]
    assert {row.label: row.stored for row in comparison.taken} == {
        "Wat is nu nodig?": "Bed voor vannacht",
        "Status": "In traject",
    }
    assert {row.label: (row.typed, row.stored) for row in comparison.asked} == {
        "Nooit doen": ("Bellen", "Bellen, Appen of sms’en")
    }


@pytest.mark.parametrize("drafts", [1, 5])
def test_the_intake_costs_the_same_for_any_number_of_drafts(client, count_queries, typed, drafts):
    for _ in range(drafts):
        slot = client.get(f"{NEW}?concept=nieuw").context["slot"]
        client.post(reverse("drafts:keep"), {**typed, "draft": slot.token})

    assert count_queries(client, f"{NEW}?concept=nieuw") <= 8
    assert count_queries(client, slot.place.page) <= 8


def test_a_form_that_was_never_filled_in_knows_the_usual(database):
    known = RegisterForm().known

    assert (known.age, known.is_minor, known.residence_status) == (None, False, None)
