"""The timeline on screen: write, confirm, page back, narrow, search."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.dossiers import actions as dossiers
from cases.dossiers.registration import Identity
from cases.notes import actions
from cases.notes.models import Note, TextQuery
from zorgportaal.audit.models import Event


def address(name: str, row) -> str:
    return reverse(f"notes:{name}", args=[row.pk])


@pytest.fixture
def visitor(sign_in, coordinator):
    return sign_in(coordinator)


def test_a_note_is_written_on_the_timeline(visitor, dossier, typed):
    page = visitor.post(address("write", dossier), typed(text="Zij wil een tolk."), follow=True)

    assert "Zij wil een tolk." in page.content.decode()
    assert "15 min" in page.content.decode()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"kind": ""}, "kind"),
        ({"partner": ""}, "partner"),
        ({"on": "31-02-2026"}, "on"),
        ({"at": "laat"}, "at"),
        ({"minutes": "1441"}, "minutes"),
        ({"text": " "}, "text"),
        ({"on": "01-01-2040"}, "at"),
    ],
)
def test_what_is_wrong_is_said_at_the_field_and_what_was_typed_stays(visitor, dossier, typed, changes, field):
    page = visitor.post(address("write", dossier), typed(**changes))

    assert field in page.context["form"].errors
    assert not Note.objects.exists()


def test_an_outline_fills_the_form_and_keeps_what_was_typed(visitor, dossier, typed):
    sent = typed(text="Belde om 9 uur.", kind="", partner="", outline="police_contact")
    form = visitor.post(address("write", dossier), sent).context["form"]

    assert form["text"].value().startswith("Belde om 9 uur.\n\nAanleiding:")
    assert form["partner"].value() == "police"
    assert not form.errors
    assert not Note.objects.exists()


def test_a_name_in_the_text_is_pointed_out_and_saved_once_confirmed(visitor, dossier, typed, coordinator):
    identity = Identity(surname="Verzonnenova", given_names="Maja")
    dossiers.change_identity(dossier, by=coordinator, version=dossier.version, identity=identity)
    sent = typed(text="Maja belde vanaf 06 00 00 00 01.")
    page = visitor.post(address("write", dossier), sent)

    assert "In de tekst staat een naam of nummer." in page.content.decode()
    assert not Note.objects.exists()
    visitor.post(address("write", dossier), sent | {"seen": page.context["seen"]})
    assert Note.objects.with_words().get().text == "Maja belde vanaf 06 00 00 00 01."
    assert Event.objects.get(kind="notes.written").details["confirmed"] == ["NAME", "PHONE"]


def test_what_was_confirmed_holds_for_those_words_only(visitor, dossier, typed):
    seen = visitor.post(address("write", dossier), typed(text="Mail a@b.invalid.")).context["seen"]
    visitor.post(address("write", dossier), typed(text="Mail c@d.invalid.", seen=seen))

    assert not Note.objects.exists()


def test_a_note_is_corrected_moved_and_withdrawn_on_screen(visitor, dossier, write, typed, new_case):
    note, target = write("Eerst."), new_case()
    hidden = visitor.get(address("correct", note)).context["form"].initial
    sent = typed(text="Later.", version=hidden["version"], opened=hidden["opened"])
    page = visitor.post(address("correct", note), sent, follow=True).content.decode()
    assert "Eerst." in page
    assert "Later." in page

    visitor.post(address("move", note), {"number": target.case_number, "reason": "Verkeerd dossier."})
    old = visitor.get(address("timeline", dossier)).content.decode()
    assert "Notitie verplaatst" in old
    assert "Later." not in old
    assert "Later." in visitor.get(address("timeline", target)).content.decode()

    page = visitor.post(address("withdraw", note), {"reason": "Dubbel."}, follow=True).content.decode()
    assert "Ingetrokken" in page
    assert "Later." not in visitor.get(address("timeline", target)).content.decode()


def test_two_people_at_one_note_lose_nothing(visitor, colleague, write, entry, typed):
    note = write("Eerst.")
    initial = visitor.get(address("correct", note)).context["form"].initial
    actions.correct_note(note, version=1, entry=entry("Van de collega."), by=colleague)
    sent = typed(text="Van mij.", version=initial["version"], opened=initial["opened"])
    page = visitor.post(address("correct", note), sent)

    assert [one.stored for one in page.context["comparison"].asked if one.label == "Notitie"] == [
        "Van de collega."
    ]
    again = {name: page.context["form"][name].value() or "" for name in page.context["form"].fields}
    visitor.post(address("correct", note), again)
    assert Note.objects.with_words().get().text == "Van mij."


def test_who_may_only_read_sees_no_form_and_no_button(sign_in, process_director, dossier, write, coordinator):
    dossiers.add_to_team(dossier, by=coordinator, member=process_director)
    note, reader = write(), sign_in(process_director)

    for page in (address("timeline", dossier), address("note", note)):
        assert "Alles is rustig." in reader.get(page).content.decode()
        assert "Corrigeer" not in reader.get(page).content.decode()
    assert reader.get(address("write", dossier)).status_code == 404


def test_leafing_back_shows_every_row_once(visitor, dossier, write):
    for number in range(45):
        write(f"Notitie {number}.", at=timezone.now() - timedelta(hours=1 + number // 3))
    url, texts = address("timeline", dossier) + "?soort=notities", []
    while url:
        page = visitor.get(url).context["page"]
        texts += [entry.note.text for entry in page.entries]
        url = f"{address('timeline', dossier)}?soort=notities&voor={page.older}" if page.older else ""

    assert len(texts) == 45
    assert len(set(texts)) == 45


@pytest.mark.parametrize("voor", ["", "x", "9" * 40 + ".x", "12", "-1.x"])
def test_what_is_no_place_in_the_timeline_shows_a_page(visitor, dossier, write, voor):
    assert visitor.get(address("timeline", dossier), {"voor": voor}).status_code == 200


def test_the_draft_of_a_note_comes_back_on_the_timeline(visitor, dossier, typed):
    token = visitor.get(address("timeline", dossier)).context["slot"].token
    visitor.post(reverse("drafts:keep"), {**typed(text="Half af"), "draft": token})

    assert visitor.get(address("timeline", dossier)).context["form"]["text"].value() == "Half af"


@pytest.mark.parametrize("name", ["timeline", "write"])
def test_a_page_asks_few_questions_however_much_happened(visitor, dossier, write, count_queries, name):
    write()
    few = count_queries(visitor, address(name, dossier))
    for number in range(30):
        write(at=timezone.now() - timedelta(days=number))

    assert count_queries(visitor, address(name, dossier)) == few <= 12


# --- search -----------------------------------------------------------------
def search(visitor, url: str, words: str):
    return visitor.post(url, {"words": words}, follow=True)


def test_words_are_found_without_case_and_accents_and_shown_with_what_stands_around(visitor, dossier, write):
    write("Vandaag sprak zij met de Advocaat over een café in Łódź.")
    page = search(visitor, address("search", dossier), "lodz ADVOCAAT")

    (hit,) = page.context["result"].hits
    assert [piece.text for piece in hit.pieces if piece.is_hit] == ["Advocaat", "Łódź"]


def test_all_of_the_words_must_occur(visitor, dossier, write):
    write("Een advocaat.")

    assert search(visitor, address("search", dossier), "advocaat tolk").context["result"].hits == []


def test_what_was_withdrawn_is_not_found(visitor, dossier, write, coordinator):
    write("Een tolk.")
    actions.withdraw_note(write("Een advocaat."), reason="Dubbel.", by=coordinator)

    assert search(visitor, address("search", dossier), "advocaat").context["result"].hits == []


def test_the_team_search_keeps_to_open_dossiers_of_ones_own_team(
    visitor, dossier, write, new_case, colleague
):
    mine, closed, of_colleague = write("een advocaat"), new_case(note="een advocaat"), new_case(by=colleague)
    write("een advocaat", about=of_colleague)
    type(closed).objects.filter(pk=closed.pk).update(status="closed")
    result = search(visitor, reverse("notes:search_team"), "advocaat").context["result"]

    assert [hit.url for hit in result.hits] == [mine.get_absolute_url()]


def test_what_was_typed_at_the_intake_is_found_too(visitor, new_case):
    dossier = new_case(note="Zij vroeg naar een tolk.")
    (hit,) = search(visitor, reverse("notes:search_team"), "tolk").context["result"].hits

    assert (hit.dossier, hit.source.label) == (dossier, "Notitie bij de registratie")


def test_no_address_and_no_row_of_the_trail_holds_what_was_looked_for(visitor, dossier, write):
    page = search(visitor, address("search", dossier), "advocaat")

    assert not any("advocaat" in url for url, _ in page.redirect_chain)
    assert "advocaat" not in str(list(Event.objects.values_list("details", flat=True)))
    assert Event.objects.get(kind="notes.searched").details["term"]


def test_the_result_of_somebody_else_does_not_exist(visitor, sign_in, colleague, dossier):
    search(visitor, address("search", dossier), "advocaat")

    assert sign_in(colleague).get(TextQuery.objects.get().get_absolute_url()).status_code == 404


@pytest.mark.parametrize("words", ["", " ", "a", "a b"])
def test_too_little_to_look_for_is_said(visitor, dossier, words):
    assert "words" in search(visitor, address("search", dossier), words).context["form"].errors


def test_searches_are_wiped_after_eight_hours_with_their_keys(visitor, dossier, collected):
    search(visitor, address("search", dossier), "advocaat")
    key = TextQuery.objects.get().key
    TextQuery.objects.update(asked_at=timezone.now() - timedelta(hours=9))
    actions.forget_searches()

    assert not TextQuery.objects.exists()
    assert not type(key).objects.filter(pk=key.pk).exists()


def test_a_search_asks_the_same_few_questions_for_one_dossier_and_for_ten(
    visitor, write, new_case, count_queries
):
    write("een advocaat")
    search(visitor, reverse("notes:search_team"), "advocaat")
    result = TextQuery.objects.get().get_absolute_url()
    few = count_queries(visitor, result)
    for _ in range(9):
        write("een advocaat", about=new_case())

    assert count_queries(visitor, result) == few <= 8
