"""Registering: what is kept, what the law refuses, and what the database refuses."""

from datetime import date

import pytest
from django.db import IntegrityError, connection, transaction

from cases.dossiers import actions, case_number, lookup
from cases.dossiers.choices import DUTCH_NATIONAL, IdentityMode, SafetyLevel, Trail, Vocabulary
from cases.dossiers.models import Dossier, Person
from cases.dossiers.registration import Identity
from cases.dossiers.tests.conftest import word
from zorgportaal.regions.models import Nationality
from zorgportaal.vault import keyring
from zorgportaal.vault.choices import Family
from zorgportaal.vault.models import DataKey


def refused(register, **changes) -> dict[str, str]:
    with pytest.raises(actions.NotAllowed) as problem:
        register(**changes)
    return problem.value.problems


def test_a_dossier_gets_a_speakable_number_of_its_region(register, north):
    number = register().case_number

    assert number.startswith(f"{north.care_region.code}-")
    assert case_number.parse(number) == number


def test_whoever_registers_is_in_the_case_team(dossier, coordinator):
    assert [member.user for member in dossier.team.all()] == [coordinator]


def test_the_trail_tells_who_registered_which_dossier(dossier, coordinator, collected):
    event = collected.events[-1]

    assert (event.kind, event.actor, event.subject) == (Trail.REGISTERED, coordinator.pk, dossier.pk)
    assert event.details == {"mode": "pseudonym", "house": str(dossier.house_id)}


def test_a_number_that_exists_already_is_drawn_again(register, monkeypatch):
    first = register().case_number
    numbers = iter([first, first, "NM-0000-0000"])
    monkeypatch.setattr(case_number, "make", lambda region: next(numbers))

    assert register().case_number == "NM-0000-0000"


# --- the vault ------------------------------------------------------------
def test_person_and_dossier_have_a_key_each_of_the_region_of_the_house(dossier):
    assert dossier.key.family == Family.DOSSIER
    assert dossier.person.key.family == Family.PERSON
    assert {dossier.key.region, dossier.person.key.region} == {"noord-limburg"}


def test_what_says_who_it_is_lies_in_the_database_as_ciphertext_only(register, identity):
    dossier = register(identity=identity, note="Zij heet Voorbeeld-Zandkasteel.")

    stored = row_text("dossiers_person", dossier.person_id) + row_text("dossiers_dossier", dossier.pk)
    for secret in ["Voorbeeld", "Zandkasteel", "Maja", "2004-03-01", "1234567890", "00 00 01", "Proefdal"]:
        assert secret not in stored
        assert secret.encode().hex() not in stored
    fresh = Person.objects.get(pk=dossier.person_id)
    assert Identity.of(fresh) == identity
    assert fresh.name == "Verzonnen Maja Voorbeeld-Zandkasteel"


def row_text(table: str, pk) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT t::text FROM {table} t WHERE id = %s", [pk])
        return cursor.fetchone()[0]


def test_a_sealed_value_moved_to_another_person_cannot_be_read(register, identity):
    here, there = register(identity=identity), register(identity=Identity(surname="Testers"))
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE dossiers_person SET surname = (SELECT surname FROM dossiers_person WHERE id = %s)"
            " WHERE id = %s",
            [here.person_id, there.person_id],
        )

    with pytest.raises(keyring.Unreadable):
        Person.objects.get(pk=there.person_id).surname  # noqa: B018


def test_names_that_are_alike_share_a_trait_but_one_word_alone_has_none():
    assert set(lookup.name_keys("Jan de Vries", None)) & set(lookup.name_keys("De vries, J.", None))
    assert set(lookup.name_keys("de Vries", 1990)) & set(lookup.name_keys("Jan de Vries", 1990))
    assert not set(lookup.name_keys("de Vries", 1990)) & set(lookup.name_keys("de Vries", 1991))
    assert lookup.name_keys("Vries", None) == []


@pytest.mark.parametrize("typed", ["06-12 34 56 78", "+31 6 12345678", "0031612345678", "+31(0)6 12345678"])
def test_a_phone_number_is_the_same_however_it_is_written(typed):
    assert lookup.phone(typed) == lookup.phone("0612345678")


# --- the law --------------------------------------------------------------
def test_an_anonymous_dossier_holds_no_row_about_the_person(register):
    dossier = register(identity_mode=IdentityMode.ANONYMOUS)

    assert dossier.person is None
    assert not Person.objects.exists()
    assert not DataKey.objects.filter(family=Family.PERSON).exists()


def test_an_anonymous_dossier_refuses_each_field_that_names(register, identity):
    problems = refused(register, identity=identity, identity_mode=IdentityMode.ANONYMOUS)

    assert set(problems) == {
        "surname", "given_names", "birth_date", "v_number", "bsn", "phone", "whereabouts"
    }  # fmt: skip


def test_a_dossier_by_name_needs_a_surname(register):
    assert "surname" in refused(register, identity_mode=IdentityMode.FULL)


@pytest.mark.parametrize("code", ["POLICE", "KMAR", "NLA"])
def test_investigators_register_by_statutory_duty(register, code):
    reporter = word(Vocabulary.REPORTER_CATEGORY, code)

    assert register(reporter_category=reporter, legal_basis=basis("STATUTORY_DUTY"))


def test_nobody_else_has_a_statutory_duty(register):
    reporter = word(Vocabulary.REPORTER_CATEGORY, "SHELTER")

    assert "legal_basis" in refused(register, reporter_category=reporter, legal_basis=basis("STATUTORY_DUTY"))


def test_without_a_basis_only_an_anonymous_registration(register):
    assert "legal_basis" in refused(register, legal_basis=basis("NONE_ANONYMOUS"))
    assert register(legal_basis=basis("NONE_ANONYMOUS"), identity_mode=IdentityMode.ANONYMOUS)


@pytest.mark.parametrize("age", [{"age": 15}, {"age": None, "may_be_minor": True}])
def test_under_16_a_parent_or_guardian_consents(register, age):
    problems = refused(register, legal_basis=basis("CONSENT_SELF"), **age)

    assert "een ouder of voogd toestemming" in problems["legal_basis"]
    assert "Protocol" in problems["legal_basis"]


@pytest.mark.parametrize("age", [16, 17, 44])
def test_from_16_people_consent_themselves(register, age):
    assert register(legal_basis=basis("CONSENT_SELF"), age=age)


@pytest.mark.parametrize(
    ("age", "reporter", "code", "sentence"),
    [
        (11, "YOUTH_CARE", "CONSENT_GUARDIAN", ""),
        (11, "YOUTH_CARE", "CONSENT_BOTH", "Jonger dan 12"),
        (12, "YOUTH_CARE", "CONSENT_BOTH", ""),
        (12, "YOUTH_CARE", "CONSENT_GUARDIAN", "allebei toestemming"),
        (15, "SHELTER", "CONSENT_GUARDIAN", ""),
        (15, "SHELTER", "CONSENT_BOTH", ""),
        (16, "SHELTER", "CONSENT_GUARDIAN", "16 jaar of ouder"),
        (None, "SHELTER", "CONSENT_GUARDIAN", "Is dit misschien een kind?"),
        (16, "YOUTH_CARE", "CONSENT_BOTH", "16 jaar of ouder"),
    ],
)
def test_a_child_and_a_parent_consent_by_age(register, age, reporter, code, sentence):
    changes = {"age": age, "reporter_category": word(Vocabulary.REPORTER_CATEGORY, reporter)}
    if not sentence:
        assert register(legal_basis=basis(code), **changes)
    else:
        assert sentence in refused(register, legal_basis=basis(code), **changes)["legal_basis"]


def test_perhaps_a_child_does_not_consent_alone(register):
    changes = {"age": 19, "age_is_estimated": True, "may_be_minor": True}

    problems = refused(register, legal_basis=basis("CONSENT_SELF"), **changes)
    assert "Verdrag van Warschau" in problems["legal_basis"]
    assert register(legal_basis=basis("CONSENT_GUARDIAN"), **changes)


def test_an_anonymous_registration_holds_no_way_to_reach_somebody(register):
    problems = refused(register, identity_mode=IdentityMode.ANONYMOUS, contact_via="haar zus")

    assert problems == {"contact_via": "Bij een anonieme registratie blijft “Veilig contact via” leeg."}


def test_who_was_not_asked_is_not_called_nor_written_to(register):
    dossier = register()

    assert (dossier.never_call, dossier.never_text, dossier.never_post) == (True, True, True)


def test_the_law_gives_no_reflection_period_to_dutch_nationals(register):
    dutch = word(Vocabulary.RESIDENCE_STATUS, "NL")
    problems = refused(register, residence_status=dutch, reflection_started_on=date(2026, 11, 1))

    assert "geen bedenktijd" in problems["reflection_started_on"]


def test_a_reflection_period_has_begun(register):
    assert "reflection_started_on" in refused(register, reflection_started_on=date(2999, 1, 1))


def test_custody_is_about_children(register):
    custody = word(Vocabulary.CUSTODY, "NOBODY")

    assert "custody" in refused(register, custody=custody, age=18)
    assert register(custody=custody, age=17).custody == custody


def basis(code: str):
    return word(Vocabulary.LEGAL_BASIS, code)


def test_the_age_follows_from_the_day_of_birth(register):
    dossier = register(age=None, identity=Identity(birth_date=date(2004, 11, 3)))

    assert (dossier.age, dossier.age_is_estimated) == (21, False)


def test_age_and_day_of_birth_must_agree(register):
    assert "age" in refused(register, age=30, identity=Identity(birth_date=date(2004, 11, 3)))


def test_nobody_is_born_after_the_report(register):
    assert "birth_date" in refused(register, age=None, identity=Identity(birth_date=date(2026, 11, 3)))


def test_nothing_remains_of_a_refused_registration(register, collected):
    refused(register, age=None, age_is_estimated=True)

    assert not Dossier.objects.exists()
    assert not DataKey.objects.exists()
    assert not collected.events


# --- the database refuses too ---------------------------------------------
@pytest.mark.parametrize(
    ("assignment", "constraint"),
    [
        ("identity_mode = 'anonymous'", "dossier_anonymous_holds_no_person"),
        ("person_id = NULL", "dossier_anonymous_holds_no_person"),
        ("age = 121", "dossier_age_is_possible"),
        ("age = NULL, age_is_estimated = true", "dossier_estimate_has_an_age"),
        ("may_be_minor = true", "dossier_perhaps_minor_only_when_uncertain"),
        ("safety_level = 4", "dossier_safety_level_is_known"),
        ("children_along = 21", "dossier_children_are_counted"),
        (
            f"residence_status_id = '{DUTCH_NATIONAL}', reflection_started_on = now()",
            "dossier_reflection_is_not_for_dutch_nationals",
        ),
        ("legal_basis_id = NULL", "not-null"),
        ("exploitation_form_id = NULL", "not-null"),
        ("changed_at = now()", "dossier_changed_by_someone_at_some_time"),
    ],
)
def test_the_database_refuses_what_cannot_be(dossier, assignment, constraint):
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        run(f"UPDATE dossiers_dossier SET {assignment} WHERE id = %s", dossier.pk)


@pytest.mark.parametrize(
    ("code", "assignment", "constraint"),
    [
        ("NONE_ANONYMOUS", "", "dossier_without_basis_is_anonymous"),
        ("STATUTORY_DUTY", ", reporter_category_id = legal_basis_id", "dossier_duty_is_for_investigators"),
        ("CONSENT_SELF", ", age = 15", "dossier_consent_of_self_from_16"),
        (
            "CONSENT_SELF",
            ", age_is_estimated = true, may_be_minor = true",
            "dossier_consent_of_self_not_when_perhaps_a_child",
        ),
        ("CONSENT_GUARDIAN", "", "dossier_consent_of_guardian_until_16"),
        ("CONSENT_BOTH", ", age = 11", "dossier_consent_of_both_from_12_until_16"),
    ],
)
def test_the_database_refuses_a_basis_that_does_not_fit(dossier, code, assignment, constraint):
    statement = f"UPDATE dossiers_dossier SET legal_basis_id = %s{assignment} WHERE id = %s"

    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        run(statement, basis(code).pk, dossier.pk)


def run(statement: str, *values) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


# --- what follows from it -------------------------------------------------
@pytest.mark.parametrize(
    ("changes", "is_minor"),
    [
        ({"age": 17}, True),
        ({"age": 18}, False),
        ({"age": 19, "age_is_estimated": True}, False),
        ({"age": 19, "age_is_estimated": True, "may_be_minor": True}, True),
        ({"age": None, "may_be_minor": True}, True),
        ({"age": None}, False),
    ],
)
def test_uncertain_and_perhaps_a_child_is_a_child_everywhere(register, changes, is_minor):
    dossier = register(**changes)

    assert dossier.is_minor is is_minor
    assert (dossier.sex_and_age == "minderjarig") is is_minor


@pytest.mark.parametrize(("level", "is_protected"), [(0, False), (1, False), (2, True), (3, True)])
def test_from_level_2_the_address_is_protected(register, level, is_protected):
    assert register(safety_level=SafetyLevel(level)).address_is_protected is is_protected


@pytest.mark.parametrize(
    ("age", "band"),
    [(None, "unknown"), (0, "0-11"), (11, "0-11"), (12, "12-15"), (16, "16-17"), (18, "18-22"),
     (22, "18-22"), (23, "23-27"), (28, "28-39"), (59, "40-59"), (60, "60+"), (120, "60+")],
)  # fmt: skip
def test_age_bands_follow_the_limits_of_the_law(facts, age, band):
    assert Dossier(age=age).age_band == band


def test_the_client_group_needs_age_and_nationality(register, facts):
    dutch = nationality("0001")
    other = nationality("0052")

    assert register(age=17, nationality=dutch).client_group == "dutch_minor"
    assert register(age=18, nationality=other).client_group == "other_adult"
    assert register(age=None, nationality=other).client_group == "unknown"
    assert register(age=18).client_group == "unknown"


def nationality(code: str):
    return Nationality.objects.get(brp_code=code)
