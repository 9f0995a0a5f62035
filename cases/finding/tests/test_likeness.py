"""The machine hints, a person decides, and can take it back."""

from datetime import date

import pytest
from django.db import IntegrityError, connection
from django.urls import reverse

from cases.dossiers import linking
from cases.dossiers.choices import LinkKind
from cases.dossiers.choices import Trail as DossierTrail
from cases.dossiers.models import DossierLink, Person
from cases.finding.models import Likeness
from cases.finding.tests.steps import change_name
from zorgportaal.jobs import outbox
from zorgportaal.jobs.models import Job

MOST_QUERIES = 12


@pytest.fixture
def worked(trail_head):
    """The worker did what was waiting."""

    def work() -> None:
        while waiting := list(Job.objects.due().values_list("pk", flat=True)):
            for job in waiting:
                outbox.run(job)

    return work


@pytest.fixture
def again(lan, somebody):
    """Lan once more, as another colleague would spell her."""
    return somebody("Nguyen", "Lan", birth_date=date(1998, 3, 14))


def test_a_new_dossier_that_looks_like_another_is_hinted_at_on_both(lan, again, worked):
    worked()

    (hint,) = again.likenesses.all()
    (back,) = lan.likenesses.all()
    assert (hint.other, back.other) == (lan, again)
    assert hint.reason == "dezelfde namen, andere volgorde; zelfde geboortedatum"
    assert "guy" not in hint.reason


def test_a_sister_is_not_hinted_at(lan, somebody, worked):
    somebody("Nguyễn", "Thị Hoa", birth_date=date(2001, 5, 1))
    worked()

    assert not Likeness.objects.exists()


def test_a_dossier_of_another_house_is_never_hinted_at(lan, somebody, other_coordinator, worked):
    somebody("Nguyễn", "Thị Lan", by=other_coordinator, birth_date=date(1998, 3, 14))
    worked()

    assert not Likeness.objects.exists()


def test_the_hint_goes_when_the_name_changes(lan, again, coordinator, worked):
    worked()
    change_name(again, coordinator, surname="Testers", given_names="Proef")
    worked()

    assert not Likeness.objects.exists()


def test_the_hint_stands_on_the_dossier_with_its_reason(lan, again, worked, client_of, coordinator):
    worked()
    page = client_of(coordinator).get(again.get_absolute_url()).content.decode()

    assert f'Lijkt op <a class="case-no" href="{lan.get_absolute_url()}">{lan.case_number}</a>' in page
    assert "zelfde geboortedatum" in page


# --- merge and undo -------------------------------------------------------
def link(one, other, coordinator, kind=LinkKind.SAME_PERSON):
    return linking.link(one, other, kind=kind, reason="Verzonnen: zelf gezien.", by=coordinator)


def test_a_merge_moves_no_ciphertext_and_stands_on_both_dossiers(
    lan, again, coordinator, client_of, collected
):
    before = sealed()
    link(lan, again, coordinator)

    assert sealed() == before
    for one, other in ((lan, again), (again, lan)):
        page = client_of(coordinator).get(one.get_absolute_url()).content.decode()
        assert other.case_number in page
        assert "Dezelfde persoon" in page
    on = [event.subject for event in collected.events if event.kind == DossierTrail.LINKED]
    assert set(on) == {lan.pk, again.pk}


def test_a_merge_can_be_undone_with_a_reason_and_made_again(lan, again, coordinator, colleague):
    made = link(lan, again, coordinator)
    undone = linking.undo(made, reason="Verzonnen: toch een ander.", by=colleague)

    assert (undone.undone_by, undone.undo_reason) == (colleague, "Verzonnen: toch een ander.")
    assert not DossierLink.objects.standing().exists()
    assert link(again, lan, coordinator).pk != made.pk


def test_two_dossiers_are_linked_once_whichever_is_named_first(lan, again, coordinator):
    link(lan, again, coordinator)

    with pytest.raises(linking.CannotLink, match="al gekoppeld"):
        link(again, lan, coordinator)


def test_what_is_undone_cannot_be_undone_again(lan, again, coordinator, colleague):
    made = link(lan, again, coordinator)
    linking.undo(made, reason="x", by=colleague)

    with pytest.raises(linking.CannotLink, match=colleague.name):
        linking.undo(made, reason="x", by=coordinator)


def test_the_database_refuses_a_dossier_linked_to_itself(lan, coordinator):
    with pytest.raises(IntegrityError, match="dossier_link_between_two"):
        DossierLink.objects.create(one=lan, other=lan, kind=LinkKind.SAME_PERSON, linked_by=coordinator)


def test_somebody_who_said_that_it_is_another_person_sees_no_hint_any_more(lan, again, coordinator, worked):
    worked()
    link(lan, again, coordinator, kind=LinkKind.OTHER_PERSON)

    assert not Likeness.objects.visible_to(coordinator).undecided().exists()


def test_a_repeat_victim_has_an_earlier_and_a_later_dossier(lan, again, coordinator):
    made = link(lan, again, coordinator, kind=LinkKind.EPISODE)

    assert (made.in_words(lan), made.in_words(again)) == ("latere periode", "eerdere periode")


def test_a_link_is_known_to_who_may_know_of_both_dossiers(lan, again, coordinator, process_director):
    link(lan, again, coordinator)
    lan.team.create(user=process_director)

    assert not DossierLink.objects.visible_to(process_director).exists()
    again.team.create(user=process_director)
    assert DossierLink.objects.visible_to(process_director).exists()


def test_a_dossier_of_another_house_cannot_be_linked_and_reads_as_if_it_were_not_there(
    lan, somebody, other_coordinator, coordinator, client_of
):
    foreign = somebody("Testers", by=other_coordinator)
    address = reverse("finding:link", args=[lan.pk])
    typed = {"kind": "same_person", "reason": "Verzonnen"}
    client = client_of(coordinator)

    pages = [
        client.post(address, {**typed, "number": number}) for number in (foreign.case_number, "ZL-0000-0000")
    ]
    assert [page.context["link_form"].errors["number"] for page in pages] == [
        ["Wij vonden geen ander dossier met dit nummer."]
    ] * 2


@pytest.mark.parametrize("number", [1, 12])
def test_the_page_costs_the_same_for_any_number_of_links(
    lan, somebody, coordinator, client_of, count_queries, number
):
    for _ in range(number):
        link(lan, somebody("Testers", "Proef"), coordinator)

    assert count_queries(client_of(coordinator), reverse("finding:related", args=[lan.pk])) <= MOST_QUERIES


def sealed() -> list[tuple]:
    """Every ciphertext of a person, as it stands in the table."""
    columns = ", ".join(("id", "key_id", "surname", "given_names", "birth_date_text", "phone", "v_number"))
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {columns} FROM {Person._meta.db_table} ORDER BY id")
        return [tuple(bytes(v) if isinstance(v, memoryview) else v for v in row) for row in cursor]
