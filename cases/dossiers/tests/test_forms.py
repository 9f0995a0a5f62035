"""Filling in: what is asked, what is wrong, and that nothing that was typed is lost."""

from dataclasses import replace

import pytest
from django.core import signing
from django.urls import reverse

from cases.dossiers import actions
from cases.dossiers.choices import IdentityMode, SafetyLevel, Status, Trail, Vocabulary
from cases.dossiers.models import Dossier, Person
from cases.dossiers.registration import Facts, Identity
from cases.dossiers.tests.conftest import word
from cases.finding import actions as finding
from cases.finding.actions import Asked
from zorgportaal.audit.models import Event
from zorgportaal.regions.models import Municipality
from zorgportaal.vault.choices import Family
from zorgportaal.vault.models import DataKey

NEW = reverse("dossiers:register")


@pytest.fixture
def client(client, coordinator, sign_in):
    """Of somebody who has searched, as every intake starts."""
    finding.search(Asked(surname="Voorbeeld-Zandkasteel", born="2004"), by=coordinator)
    return sign_in(coordinator)


def test_an_intake_starts_with_a_search_unless_it_was_begun_before(client, colleague, sign_in):
    sign_in(colleague)

    assert client.get(NEW)["Location"] == reverse("finding:search")
    assert client.get(NEW, {"concept": "0190a0d2-0000-7000-8000-000000000000"}).status_code == 200


@pytest.fixture
def typed(facts) -> dict[str, str]:
    """A complete intake as a browser sends it."""
    return {
        "identity_mode": "pseudonym",
        "surname": "Voorbeeld-Zandkasteel",
        "given_names": "Verzonnen Maja",
        "birth_date": "01-03-2004",
        "v_number": "1234567890",
        "bsn": f"{12:09}",
        "phone": "06 00 00 00 01",
        "whereabouts": "Proefdal",
        "age": "22",
        "certainty": "certain",
        "gender": "F",
        "nationality": "",
        "children_along": "1",
        "safety_level": "2",
        "residence_status": str(facts.residence_status.pk),
        "found_municipality": str(facts.found_municipality.pk),
        "reporter_category": str(facts.reporter_category.pk),
        "reported_on": "02-11-2026",
        "exploitation_form": str(facts.exploitation_form.pk),
        "legal_basis": str(facts.legal_basis.pk),
        "note": "Verzonnen notitie.",
    }


def wrong(client, typed, **changes) -> dict[str, list[str]]:
    response = client.post(NEW, {**typed, **changes})
    assert response.status_code == 200
    assert not Dossier.objects.exists()
    return dict(response.context["form"].errors)


def test_the_intake_makes_a_dossier(client, typed, identity, coordinator):
    response = client.post(NEW, typed)

    dossier = Dossier.objects.get()
    assert response.url == reverse("dossiers:detail", args=[dossier.pk])
    assert (dossier.registered_by, dossier.house) == (coordinator, coordinator.house)
    assert (dossier.safety_level, dossier.children_along, dossier.age) == (SafetyLevel.HIGH, 1, 22)
    assert dossier.note == "Verzonnen notitie."
    assert Identity.of(dossier.person).surname == identity.surname


def test_the_trail_has_one_row_for_an_intake(client, typed):
    client.post(NEW, typed)

    assert [event.kind for event in Event.objects.all()] == [Trail.REGISTERED]


def test_little_is_enough(client, typed):
    needed = {"identity_mode", "certainty", "gender", "children_along", "safety_level",
              "residence_status", "found_municipality", "reporter_category", "reported_on",
              "exploitation_form", "legal_basis"}  # fmt: skip
    client.post(NEW, {name: value for name, value in typed.items() if name in needed})

    dossier = Dossier.objects.get()
    assert (dossier.age, dossier.nationality, dossier.note) == (None, None, "")
    assert Identity.of(dossier.person).is_empty


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("reported_on", "31-02-2026", None),
        ("reported_on", "1-1-2999", "niet in de toekomst"),
        ("reported_on", "02-11-1850", "vanaf 1 januari 2000"),
        ("birth_date", "30-02-2004", None),
        ("birth_date", "1-1-1800", "0 tot en met 120 jaar"),
        ("age", "-1", "leeftijd van 0 tot en met 120"),
        ("age", "121", "leeftijd van 0 tot en met 120"),
        ("age", "twintig", "leeftijd van 0 tot en met 120"),
        ("age", "9" * 5000, "leeftijd van 0 tot en met 120"),
        ("children_along", "-1", "aantal kinderen van 0 tot en met 20"),
        ("surname", "a\x00b", "teken dat wij niet kunnen lezen"),
        ("note", "\ufffd", "teken dat wij niet kunnen lezen"),
        ("note", "n" * 4001, "hoogstens 4000 tekens"),
        ("v_number", "12345", "10 cijfers"),
        ("phone", "bel mij", "8 tot en met 15 cijfers"),
        ("gender", "Z", None),
        ("legal_basis", "geen-id", None),
        ("legal_basis", "", None),
        ("found_municipality", "\x00", None),
    ],
)
def test_what_is_wrong_is_said_at_the_field(client, typed, field, value, sentence):
    errors = wrong(client, typed, **{field: value})

    assert list(errors) == [field]
    assert (sentence or "") in errors[field][0]


def test_a_name_of_10_megabytes_is_refused_in_one_sentence(client, typed):
    errors = wrong(client, typed, surname="x" * (10 * 1024 * 1024))

    assert errors["surname"] == ["Vul bij “Achternaam” hoogstens 200 tekens in. U typte er 10485760."]


def test_broken_utf_8_is_refused_at_the_field(client, typed):
    body = b"&".join([b"surname=%ff%fe", *(f"{k}={v}".encode() for k, v in typed.items() if k != "surname")])
    response = client.post(NEW, body, content_type="application/x-www-form-urlencoded")

    assert list(response.context["form"].errors) == ["surname"]


def test_nothing_that_was_typed_is_lost(client, typed):
    page = client.post(NEW, {**typed, "age": "x"}).content.decode()

    for value in [
        "Voorbeeld-Zandkasteel",
        "Verzonnen Maja",
        "01-03-2004",
        "1234567890",
        "Verzonnen notitie.",
    ]:
        assert value in page
    for chosen in ["found_municipality", "legal_basis", "exploitation_form", "residence_status"]:
        assert f'<option value="{typed[chosen]}" selected' in page


def test_a_rule_of_the_law_is_said_at_its_field(client, typed, facts):
    self_consent = str(word(Vocabulary.LEGAL_BASIS, "CONSENT_SELF").pk)
    errors = wrong(client, typed, age="15", birth_date="", legal_basis=self_consent)

    assert errors["legal_basis"][0].startswith("Van 12 tot en met 15 jaar.")


def test_an_anonymous_intake_with_names_says_which_field_has_to_be_empty(client, typed):
    errors = wrong(client, typed, identity_mode="anonymous", whereabouts="")

    assert errors["surname"] == ["Bij een anonieme registratie blijft “Achternaam” leeg."]
    assert errors["birth_date"] == ["Bij een anonieme registratie blijft “Geboortedatum” leeg."]
    assert len({sentence for (sentence,) in errors.values()}) == len(errors) == 6


def test_a_word_that_does_not_hold_yet_is_not_offered(client):
    form = client.get(NEW).context["form"]
    labels = [str(label) for _, label in form.fields["exploitation_form"].choices]

    assert "Seksuele uitbuiting" in labels
    assert "Uitbuiting van draagmoederschap" not in labels


def test_a_citizen_refers_but_is_no_reporter(client):
    form = client.get(NEW).context["form"]

    assert "Burger / netwerk" not in [str(label) for _, label in form.fields["reporter_category"].choices]


# --- changing -------------------------------------------------------------
@pytest.fixture
def change(client, dossier):
    """`change(age="30", …)` sends the form as it was shown, with changes."""
    address = reverse("dossiers:change", args=[dossier.pk])
    form = client.get(address).context["form"]
    shown = {name: form[name].value() for name in form.fields}
    shown = {name: value for name, value in shown.items() if value is not None and value is not False}
    return lambda **changes: client.post(address, {**shown, **changes})


def test_a_change_is_saved_with_who_and_when(change, dossier, coordinator):
    change(status="active", children_along="2")

    dossier.refresh_from_db()
    assert (dossier.status, dossier.children_along, dossier.version) == (Status.ACTIVE, 2, 2)
    assert (dossier.changed_by, dossier.changed_at is None) == (coordinator, False)


def test_the_trail_names_the_fields_that_changed(change, dossier):
    change(status="active", note="Nieuw")

    event = Event.objects.filter(kind=Trail.CHANGED).get()
    turned = {"status": ["registered", "active"]}  # the note is sealed
    assert event.subject == dossier.pk
    assert event.details == {"fields": ["note", "status"], "turned": turned}


def test_saving_without_a_change_changes_nothing(change, dossier):
    change()

    dossier.refresh_from_db()
    assert dossier.version == 1
    assert not Event.objects.filter(kind=Trail.CHANGED).exists()


def test_the_form_of_the_facts_shows_no_name(client, dossier):
    page = client.get(reverse("dossiers:change", args=[dossier.pk])).content.decode()

    assert "Zandkasteel" not in page
    assert "1234567890" not in page


def saved_by_other(dossier, other, facts, **changes) -> None:
    values = {field: getattr(facts, field) for field in Facts.__annotations__}
    actions.change_dossier(
        dossier, by=other, version=dossier.version, facts=Facts(**{**values, **changes}), status=Status.ACTIVE
    )


def test_two_at_once_compare_first_and_lose_nothing(change, dossier, colleague, facts):
    saved_by_other(dossier, colleague, facts, note="Van de collega", children_along=3)
    response = change(note="Van mij", status="registered")

    form, comparison = response.context["form"], response.context["comparison"]
    assert f"{colleague.name} heeft dit ook gewijzigd." in form.non_field_errors()[0]
    asked = {row.label: (row.typed, row.stored) for row in comparison.asked}
    assert asked == {"Notitie": ("Van mij", "Van de collega")}
    assert {row.label: row.stored for row in comparison.taken} == {
        "Kinderen mee": "3",
        "Status": "In traject",
    }
    assert f"Door {colleague.name} gewijzigd, overgenomen" in response.content.decode()
    dossier.refresh_from_db()
    assert dossier.note == "Van de collega"


def test_a_second_save_keeps_what_only_the_colleague_changed(change, dossier, colleague, facts):
    roermond = Municipality.objects.get(gm_code="GM0957")
    saved_by_other(dossier, colleague, facts, note="Van de collega", found_municipality=roermond)
    form = change(note="Van mij").context["form"]
    change(**{name: value for name in form.fields if (value := form[name].value()) not in (False, None)})

    dossier.refresh_from_db()
    assert (dossier.note, dossier.found_municipality) == ("Van mij", roermond)
    assert dossier.status == Status.ACTIVE


def test_what_only_you_changed_is_kept_and_not_asked(change, dossier, colleague, facts):
    saved_by_other(dossier, colleague, facts, children_along=3)
    response = change(age="23", note="Van mij")

    assert response.context["comparison"].asked == []
    form = response.context["form"]
    assert [form[name].value() for name in ("age", "note", "children_along")] == ["23", "Van mij", "3"]


@pytest.mark.parametrize("opened", ["", "onzin", "e30:1abcde:onzin"])
def test_without_knowing_what_was_opened_every_difference_is_asked(change, dossier, colleague, facts, opened):
    saved_by_other(dossier, colleague, facts, children_along=3)
    comparison = change(note="Van mij", opened=opened).context["comparison"]

    assert {row.label for row in comparison.asked} == {"Kinderen mee", "Notitie", "Status"}


def test_after_comparing_the_second_save_counts(change, dossier, colleague, facts):
    saved_by_other(dossier, colleague, facts, note="Van de collega")
    shown = change(note="Van mij").context["form"]["version"].value()
    change(note="Van mij", version=shown)

    dossier.refresh_from_db()
    assert (dossier.note, dossier.version) == ("Van mij", 3)


def test_a_version_that_nobody_was_shown_is_refused(change, dossier):
    assert change(version="").context["form"].errors
    assert change(version="7").context["form"].errors


def test_a_dossier_with_a_name_does_not_become_anonymous_by_itself(change, dossier):
    errors = change(identity_mode="anonymous").context["form"].errors

    assert errors["identity_mode"] == [
        "Er staat nog een naam of contact bij dit dossier. Maak dat eerst leeg."
    ]


def test_becoming_anonymous_destroys_person_and_key(register, coordinator, facts, collected):
    dossier = register()
    key = dossier.person.key_id
    values = {**vars(facts), "identity_mode": IdentityMode.ANONYMOUS}

    actions.change_dossier(dossier, by=coordinator, version=1, facts=Facts(**values), status=dossier.status)

    assert not Person.objects.exists()
    assert not DataKey.objects.filter(pk=key).exists()
    assert "vault.key_destroyed" in [event.kind for event in collected.events]


def test_an_anonymous_dossier_can_get_a_person_later(register, coordinator, facts):
    dossier = register(identity_mode=IdentityMode.ANONYMOUS)

    dossier = actions.change_dossier(dossier, by=coordinator, version=1, facts=facts, status=dossier.status)

    assert dossier.person.key.family == Family.PERSON


# --- name and contact -----------------------------------------------------
@pytest.fixture
def rename(client, dossier, typed):
    address = reverse("dossiers:change_identity", args=[dossier.pk])
    form = client.post(reverse("dossiers:identity", args=[dossier.pk])).context["form"]
    shown = {name: typed[name] for name in Identity.__annotations__}
    shown |= {name: form[name].value() for name in ("version", "opened")}
    return lambda **changes: client.post(address, {**shown, **changes})


def test_the_trail_of_a_new_name_holds_no_name(rename, dossier):
    rename(surname="Testers")

    event = Event.objects.get(kind=Trail.IDENTITY_CHANGED)
    assert (event.subject, event.details) == (
        dossier.pk, {"fields": ["surname", "whereabouts"]}
    )  # fmt: skip


def test_a_wrong_name_keeps_what_was_typed(rename):
    response = rename(v_number="12")

    assert response.context["form"].errors["v_number"] == ["Een V-nummer heeft 10 cijfers."]
    assert "Proefdal" in response.content.decode()


def test_two_at_once_compare_names_too(rename, dossier, colleague, identity):
    theirs = replace(identity, surname="Testers", whereabouts="Elders", phone="06 00 00 00 02")
    actions.change_identity(dossier, by=colleague, version=1, identity=theirs)
    response = rename(surname="voorbeeld-zandkasteel")

    comparison, form = response.context["comparison"], response.context["form"]
    assert {row.label: (row.typed, row.stored) for row in comparison.asked} == {
        "Achternaam": ("voorbeeld-zandkasteel", "Testers"),
        "Verblijfplaats": ("Proefdal", "Elders"),
    }
    assert [row.label for row in comparison.taken] == ["Telefoonnummer"]
    assert (form["phone"].value(), form["birth_date"].value()) == ("06 00 00 00 02", "01-03-2004")
    assert Event.objects.filter(kind=Trail.IDENTITY_SHOWN).count() == 2


def test_what_was_opened_holds_no_name_to_read(client, dossier, identity):
    form = client.post(reverse("dossiers:identity", args=[dossier.pk])).context["form"]
    content = str(signing.loads(form["opened"].value(), salt=f"dossiers.opened.{dossier.pk}"))

    assert not [value for value in vars(identity).values() if value and str(value) in content]


# --- team -----------------------------------------------------------------
def test_a_colleague_of_the_house_joins_the_team(client, dossier, process_director, other_coordinator):
    address = reverse("dossiers:team", args=[dossier.pk])
    offered = [str(label) for _, label in client.get(address).context["form"].fields["member"].choices]
    client.post(address, {"member": str(process_director.pk)})

    assert process_director.name in offered
    assert other_coordinator.name not in offered
    assert dossier.team.filter(user=process_director).exists()
    assert Event.objects.get(kind=Trail.JOINED).details["member"] == str(process_director.pk)


def test_nobody_from_elsewhere_joins_the_team(client, dossier, other_coordinator):
    address = reverse("dossiers:team", args=[dossier.pk])
    form = client.post(address, {"member": str(other_coordinator.pk)}).context["form"]

    assert list(form.errors) == ["member"]
