"""Children without a name, custody, guardian and what makes somebody vulnerable."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from cases.dossiers import actions as dossiers
from cases.dossiers.actions import NotAllowed
from cases.dossiers.choices import Gender, IdentityMode, Vocabulary
from cases.dossiers.models import Dossier
from cases.dossiers.registration import Facts
from cases.household import actions
from cases.household.actions import Known
from cases.household.models import Background, Child
from zorgportaal.accounts.choices import Role

GUARDIAN = "V. Verzonnen, 088 000 00 00"


def again(dossier: Dossier) -> Dossier:
    return Dossier.objects.with_words().get(pk=dossier.pk)


def address(name: str, dossier: Dossier) -> str:
    return reverse(f"household:{name}", args=[dossier.pk])


@pytest.fixture
def girl(new_case) -> Dossier:
    return again(new_case(age=15))


@pytest.fixture
def known(word) -> Known:
    return Known(
        word(Vocabulary.CUSTODY, "GUARDIAN"), GUARDIAN, frozenset({word(Vocabulary.VULNERABILITY, "LVB")})
    )


def test_all_that_is_known_comes_back(girl, coordinator, known):
    actions.change_background(girl, by=coordinator, version=1, known=known)

    assert Known.of(again(girl)) == known


@pytest.mark.parametrize("field", ["custody", "guardian"])
def test_custody_is_only_about_a_child(new_case, coordinator, known, field):
    only = {field: getattr(known, field)}
    with pytest.raises(NotAllowed, match="alleen over een kind"):
        actions.change_background(new_case(age=22), by=coordinator, version=1, known=Known(**only))


@pytest.mark.parametrize("field", ["guardian", "vulnerabilities"])
def test_an_anonymous_dossier_holds_none_of_it(new_case, coordinator, known, field):
    dossier = new_case(age=15, identity_mode=IdentityMode.ANONYMOUS)
    only = {field: getattr(known, field)}
    with pytest.raises(NotAllowed, match="anonieme"):
        actions.change_background(dossier, by=coordinator, version=1, known=Known(**only))


def test_who_becomes_anonymous_leaves_none_of_it(girl, coordinator, known):
    changed = actions.change_background(girl, by=coordinator, version=1, known=known)
    facts = Facts.of(changed)
    dossiers.change_dossier(
        changed,
        by=coordinator,
        version=changed.version,
        facts=type(facts)(**{**vars(facts), "identity_mode": IdentityMode.ANONYMOUS}),
        status=changed.status,
    )

    assert not Background.objects.exists()


def test_children_noted_and_children_counted_keep_in_step(new_case, coordinator):
    dossier = new_case(children_along=1)
    girl = {"gender": Gender.FEMALE, "is_along": True}
    first = actions.add_child(dossier, by=coordinator, age=4, **girl)
    assert again(dossier).children_along == 1
    actions.add_child(dossier, by=coordinator, age=None, **girl)
    assert again(dossier).children_along == 2
    actions.add_child(dossier, by=coordinator, age=9, gender=Gender.MALE, is_along=False)
    actions.remove_child(first, by=coordinator)

    assert again(dossier).children_along == 1
    assert [child.words for child in again(dossier).children.all()] == [
        "meisje, leeftijd onbekend, mee",
        "jongen, 9 jaar, elders",
    ]


def test_nobody_has_more_children_along_than_can_be(new_case, coordinator):
    dossier = new_case(children_along=20)
    Child.objects.bulk_create(Child(dossier=dossier) for _ in range(20))
    with pytest.raises(actions.TooMany):
        actions.add_child(dossier, by=coordinator, age=1, gender=Gender.MALE, is_along=True)


def test_the_database_knows_no_child_of_40(girl):
    with pytest.raises(IntegrityError, match="child_age_is_possible"), transaction.atomic():
        Child.objects.create(dossier=girl, age=40)


def test_a_child_is_added_and_taken_back_on_the_page(sign_in, coordinator, girl):
    client = sign_in(coordinator)
    client.post(address("add_child", girl), {"age": "4", "gender": "M", "is_along": "True"})
    client.post(address("add_child", girl), {"age": "99", "gender": "M", "is_along": "True"})
    child = Child.objects.get()
    assert "Jongen, 4 jaar, mee" in client.get(address("person", girl)).content.decode()
    client.post(address("remove_child", girl), {"child": str(child.pk)})

    assert not Child.objects.exists()


def test_the_tab_shows_no_guardian_and_no_name(sign_in, coordinator, girl, known):
    actions.change_background(girl, by=coordinator, version=1, known=known)
    page = sign_in(coordinator).get(address("person", girl)).content.decode()

    assert "verstandelijke beperking" in page
    assert GUARDIAN not in page


def test_who_only_sits_in_the_team_reads_no_vulnerability(
    sign_in, coordinator, process_director, girl, known
):
    actions.change_background(girl, by=coordinator, version=1, known=known)
    dossiers.add_to_team(girl, by=coordinator, member=process_director)
    page = sign_in(process_director).get(address("person", girl))

    assert page.status_code == 200
    assert "verstandelijke beperking" not in page.content.decode()
    assert process_director.role == Role.PROCESS_DIRECTOR


def test_two_people_at_one_background_lose_nothing(sign_in, coordinator, colleague, girl, known):
    client = sign_in(coordinator)
    opened = client.get(address("change", girl)).context["form"]
    actions.change_background(girl, by=colleague, version=1, known=Known(guardian=GUARDIAN))
    vulnerability = str(next(iter(known.vulnerabilities)).pk)
    hidden = {name: opened[name].value() for name in ("version", "opened")}
    page = client.post(address("change", girl), {**hidden, "vulnerabilities": [vulnerability]})

    assert [found.stored for found in page.context["comparison"].taken] == [GUARDIAN]
    form = page.context["form"]
    client.post(address("change", girl), {name: form[name].value() or "" for name in form.fields})
    found = Known.of(again(girl))
    assert (found.guardian, len(found.vulnerabilities)) == (GUARDIAN, 1)


@pytest.mark.parametrize("name", ["person", "change"])
def test_a_page_costs_the_same_with_many_children(sign_in, coordinator, girl, known, count_queries, name):
    actions.change_background(girl, by=coordinator, version=1, known=known)
    client = sign_in(coordinator)
    few = count_queries(client, address(name, girl))
    Child.objects.bulk_create(Child(dossier=girl, age=age) for age in range(15))

    assert count_queries(client, address(name, girl)) == few <= 12
