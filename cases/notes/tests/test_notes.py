"""Write, correct, move, withdraw; and when somebody was last spoken to."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from cases.dossiers.models import Dossier
from cases.notes import actions
from cases.notes.actions import CannotChange, ChangedByOther, Entry
from cases.notes.choices import Partner, Trail
from cases.notes.models import FormerNote, Note, last_contact, not_heard_since


def test_a_note_is_sealed_with_the_key_of_its_dossier(write, dossier):
    note = write("Zij wil met een advocaat praten.")
    with connection.cursor() as cursor:
        cursor.execute("SELECT text FROM notes_note")
        stored = bytes(cursor.fetchone()[0])

    assert b"advocaat" not in stored
    assert Note.objects.with_words().get(pk=note.pk).text == "Zij wil met een advocaat praten."


def test_a_correction_keeps_what_the_note_said(write, coordinator, colleague):
    note = write("Zij belt morgen.")
    entry = replace(Entry.of(note), text="Zij belt overmorgen.", minutes=20)
    now = actions.correct_note(note, version=1, entry=entry, by=colleague)

    (former,) = FormerNote.objects.visible_to(coordinator).select_related("note__dossier__key")
    assert (former.text, former.minutes, former.version) == ("Zij belt morgen.", 10, 1)
    assert (now.text, now.version, now.changed_by) == ("Zij belt overmorgen.", 2, colleague)


def test_saving_without_a_change_makes_no_version(write, coordinator):
    note = write()
    actions.correct_note(note, version=1, entry=Entry.of(note), by=coordinator)

    assert not FormerNote.objects.exists()


def test_who_comes_second_sees_what_the_first_made_of_it(write, coordinator, colleague):
    note = write("Eerst.")
    first = replace(Entry.of(note), text="Van de collega.")
    actions.correct_note(note, version=1, entry=first, by=colleague)

    with pytest.raises(ChangedByOther) as problem:
        actions.correct_note(note, version=1, entry=replace(first, text="Van mij."), by=coordinator)
    assert problem.value.now.text == "Van de collega."


def test_a_moved_note_is_read_with_the_other_key_and_leaves_no_text_behind(write, coordinator, new_case):
    note, target = write("Eerste tekst."), new_case()
    note = actions.correct_note(
        note, version=1, entry=replace(Entry.of(note), text="Tweede tekst."), by=coordinator
    )
    origin = note.dossier
    move = actions.move_note(note, target=target, reason="Verkeerd dossier open.", by=coordinator)
    origin.key.delete()

    moved = Note.objects.with_words().get(pk=note.pk)
    assert (moved.dossier, moved.text, move.origin) == (target, "Tweede tekst.", origin)
    former = FormerNote.objects.select_related("note__dossier__key").get()
    assert former.text == "Eerste tekst."


def test_both_dossiers_tell_of_a_move_on_the_trail(write, coordinator, new_case, collected):
    note, target = write(), new_case()
    actions.move_note(note, target=target, reason="Verkeerd dossier.", by=coordinator)

    told = {event.kind: event.subject for event in collected.events}
    assert told[Trail.MOVED_AWAY] == note.dossier_id
    assert told[Trail.MOVED_HERE] == target.pk


def test_nobody_moves_a_note_to_a_dossier_of_another_house(write, new_case, coordinator, other_coordinator):
    elsewhere = new_case(by=other_coordinator)

    with pytest.raises(CannotChange):
        actions.move_note(write(), target=elsewhere, reason="Hoort daar.", by=coordinator)


def test_a_withdrawn_note_stays_readable_and_does_not_change_any_more(write, coordinator, dossier):
    note = actions.withdraw_note(write("Onjuist."), reason="Ging over een ander.", by=coordinator)

    assert Note.objects.with_words().get().text == "Onjuist."
    assert dossier.notes.effort() == []
    with pytest.raises(CannotChange):
        actions.withdraw_note(note, reason="Nog eens.", by=coordinator)


def test_the_database_removes_no_note(write):
    write()

    with pytest.raises(Exception, match="never_removed"), transaction.atomic():
        Note.objects.all().delete()


def test_a_note_lasts_a_day_at_most(write):
    with pytest.raises(IntegrityError, match="note_lasts_a_day_at_most"), transaction.atomic():
        write(minutes=1441)


def test_effort_is_counted_by_kind(write, dossier):
    write(minutes=30)
    write(minutes=45)
    write(kind="VISIT", minutes=90)

    assert [(one["label"], one["minutes"]) for one in dossier.notes.effort()] == [
        ("Huisbezoek", 90),
        ("Telefoongesprek", 75),
    ]


@pytest.mark.parametrize(
    ("kind", "partner", "counts"),
    [
        ("PHONE", Partner.SELF, True),
        ("MESSAGE", Partner.VIA, True),
        ("PHONE", Partner.POLICE, False),
        ("ATTEMPT", Partner.SELF, False),
        ("ONLY_NOTE", Partner.SELF, False),
    ],
)
def test_only_hearing_of_the_person_is_contact(write, dossier, kind, partner, counts):
    note = write(kind=kind, partner=partner)
    (found,) = last_contact(Dossier.objects.filter(pk=dossier.pk))

    assert found.last_contact_at == (note.happened_at if counts else None)


def test_who_was_not_heard_of_is_found_for_all_dossiers_in_one_query(
    write, dossier, new_case, django_assert_num_queries
):
    silent = new_case()
    month_ago = timezone.now() - timedelta(days=30)
    Dossier.objects.update(reported_on=timezone.localdate() - timedelta(days=60))
    write(at=timezone.now() - timedelta(days=2))
    write(at=timezone.now() - timedelta(days=40), about=silent)

    with django_assert_num_queries(1):
        assert [found.pk for found in not_heard_since(Dossier.objects.all(), month_ago)] == [silent.pk]
