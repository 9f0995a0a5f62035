"""Documents, letters and texts on screen."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from cases.dossiers import actions as dossiers
from cases.dossiers.choices import IdentityMode
from cases.dossiers.registration import Identity
from cases.papers import actions, letters, wording
from cases.papers.choices import Addressee, Purpose, State, Trail, WithdrawalReason
from cases.papers.models import Letter, Paper, Text
from cases.papers.tests.conftest import work
from zorgportaal.accounts.choices import OrganisationKind
from zorgportaal.accounts.models import Organisation
from zorgportaal.audit.models import Event
from zorgportaal.documents.tests import corpus
from zorgportaal.vault import keyring

pytestmark = pytest.mark.django_db


def page(name: str, dossier) -> str:
    return reverse(f"papers:{name}", args=[dossier.pk])


def upload(client, dossier, name: str, content: bytes, **typed):
    fields = {"title": "Kanarie brief", "kind": "police", "dated_on": "1-11-2026"} | typed
    return client.post(page("add", dossier), fields | {"file": SimpleUploadedFile(name, content)})


@pytest.fixture
def named(coordinator, new_case):
    """A dossier of somebody with a name that may go out."""
    dossier = new_case(identity_mode=IdentityMode.PSEUDONYM)
    who = Identity(surname="Kanariejansen", given_names="Proef", v_number="0000000001")
    dossiers.change_identity(dossier, by=coordinator, version=dossier.version, identity=who)
    type(dossier).objects.filter(pk=dossier.pk).update(identity_mode=IdentityMode.FULL)
    return type(dossier).objects.with_words().get(pk=dossier.pk)


@pytest.fixture
def text():
    return lambda code: Text.objects.current().get(code=code, language="nl")


# --- documents ----------------------------------------------------------------
def test_a_coordinator_brings_in_a_document(sign_in, coordinator, dossier):
    response = upload(sign_in(coordinator), dossier, "scan.pdf", corpus.pdf())

    assert response.url == page("list", dossier)
    assert Paper.objects.get().title == "Kanarie brief"


def test_a_file_that_is_not_taken_leaves_what_was_typed(sign_in, coordinator, dossier):
    response = upload(sign_in(coordinator), dossier, "brief.docx", corpus.archive())

    assert "Bewaar het als PDF" in response.content.decode()
    assert "Kanarie brief" in response.content.decode()
    assert not Paper.objects.exists()


def test_a_file_above_the_limit_is_refused_in_words(sign_in, coordinator, dossier):
    response = upload(sign_in(coordinator), dossier, "scan.pdf", b"%PDF-" + b"0" * (10 * 1024 * 1024))

    assert "groter dan 10 MB" in response.content.decode()


def test_a_day_that_has_not_been_is_refused(sign_in, coordinator, dossier):
    response = upload(sign_in(coordinator), dossier, "scan.pdf", corpus.pdf(), dated_on="1-1-2999")

    assert "nog niet geweest" in response.content.decode()


def test_the_list_says_why_a_file_was_refused_and_offers_another(sign_in, coordinator, dossier, checked):
    paper = checked("scan.pdf", corpus.locked_pdf())

    shown = sign_in(coordinator).get(page("list", dossier)).content.decode()

    assert "beveiligd met een wachtwoord" in shown
    assert reverse("papers:replace", args=[paper.pk]) in shown
    assert f'{reverse("papers:download", args=[paper.pk])}"' not in shown


def test_a_download_is_an_attachment_with_an_opaque_name_and_a_row_on_the_trail(sign_in, coordinator, ready):
    response = sign_in(coordinator).get(reverse("papers:download", args=[ready.pk]))

    assert response["Content-Disposition"] == f'attachment; filename="dossier-{ready.code}.pdf"'
    assert "sandbox" in response["Content-Security-Policy"]
    assert Event.objects.filter(kind=Trail.DOWNLOADED, subject=ready.pk, actor=coordinator.pk).count() == 1


def test_the_document_of_another_house_does_not_exist(sign_in, other_coordinator, ready):
    assert sign_in(other_coordinator).get(reverse("papers:download", args=[ready.pk])).status_code == 404


def test_who_may_not_see_the_name_may_not_open_a_document(sign_in, process_director, coordinator, ready):
    dossiers.add_to_team(ready.dossier, by=coordinator, member=process_director)
    client = sign_in(process_director)

    assert client.get(page("list", ready.dossier)).status_code == 200
    assert client.get(reverse("papers:download", args=[ready.pk])).status_code == 404


@pytest.mark.parametrize("state", ["checking", "quarantine"])
def test_what_is_not_checked_cannot_be_downloaded(sign_in, coordinator, bring_in, state):
    paper = bring_in("scan.pdf", corpus.pdf())
    Paper.objects.filter(pk=paper.pk).update(state=state)

    assert sign_in(coordinator).get(reverse("papers:download", args=[paper.pk])).status_code == 404


def test_progress_ends_by_loading_the_page_anew(sign_in, coordinator, dossier, bring_in):
    bring_in("scan.pdf", corpus.pdf())
    client = sign_in(coordinator)
    assert "1 document wordt nagekeken" in client.get(page("progress", dossier)).content.decode()

    work()

    assert client.get(page("progress", dossier))["HX-Refresh"] == "true"


@pytest.mark.parametrize("number", [2, 12])
def test_the_list_costs_the_same_for_any_number_of_documents(
    sign_in, coordinator, dossier, bring_in, count_queries, number
):
    for _ in range(number):
        bring_in("foto.png", corpus.picture("PNG"))

    assert count_queries(sign_in(coordinator), page("list", dossier)) <= 12


# --- put right ----------------------------------------------------------------
@pytest.mark.parametrize("reason", [r for r in WithdrawalReason if r != WithdrawalReason.OUTDATED])
def test_a_wrong_document_is_destroyed_and_stays_visible(sign_in, coordinator, ready, reason):
    client = sign_in(coordinator)

    client.post(reverse("papers:withdraw", args=[ready.pk]), {"reason": reason, "note": "Kanarie uitleg"})

    paper = Paper.objects.select_related("file__key").get(pk=ready.pk)
    with pytest.raises(keyring.Unreadable):
        bytes(paper.file.content)
    assert "De inhoud is vernietigd" in client.get(page("list", ready.dossier)).content.decode()


def test_an_outdated_document_is_out_of_sight_and_can_come_back(sign_in, coordinator, ready):
    client, download = sign_in(coordinator), reverse("papers:download", args=[ready.pk])
    actions.withdraw_paper(ready, reason=WithdrawalReason.OUTDATED, by=coordinator)
    assert client.get(download).status_code == 404

    client.post(reverse("papers:restore", args=[ready.pk]))

    assert client.get(download).status_code == 200


def test_what_was_destroyed_cannot_come_back(coordinator, ready):
    actions.withdraw_paper(ready, reason=WithdrawalReason.MISTAKE, by=coordinator)

    with pytest.raises(actions.CannotWithdraw, match="vernietigd"):
        actions.restore_paper(ready, by=coordinator)


def test_what_still_waits_can_be_withdrawn_and_is_destroyed(coordinator, bring_in):
    paper = bring_in("scan.pdf", corpus.pdf())

    actions.withdraw_paper(paper, reason=WithdrawalReason.WRONG_DOSSIER, by=coordinator)
    work()

    paper.refresh_from_db()
    assert (paper.state, paper.incoming, paper.file) == (State.WITHDRAWN, None, None)


def test_a_document_is_withdrawn_once(coordinator, ready):
    actions.withdraw_paper(ready, reason=WithdrawalReason.OUTDATED, by=coordinator)

    with pytest.raises(actions.CannotWithdraw, match="al ingetrokken"):
        actions.withdraw_paper(ready, reason=WithdrawalReason.MISTAKE, by=coordinator)


# --- letters ------------------------------------------------------------------
def test_a_letter_is_looked_at_and_then_made(sign_in, coordinator, named, text):
    client, letter = sign_in(coordinator), text("brief-ind-bedenktijd")
    address = reverse("papers:write", args=[named.pk, letter.pk])
    typed = {"address": "IND\nPostbus 0", "own_text": "Wij vragen om spoed."}

    looked = client.post(address, typed | {"voorbeeld": "ja"}).content.decode()
    assert "Proef Kanariejansen" in looked
    assert not Paper.objects.exists()

    assert client.post(address, typed).url == page("list", named)
    work()
    paper = Paper.objects.get()
    assert (paper.state, paper.letter.text) == (State.READY, letter)
    assert paper.code in paper.letter.body
    assert bytes(paper.file.content).startswith(b"%PDF")


def test_the_name_is_not_on_the_page_until_an_example_is_asked_for(sign_in, coordinator, named, text):
    shown = sign_in(coordinator).get(
        reverse("papers:write", args=[named.pk, text("brief-ind-bedenktijd").pk])
    )

    assert "Kanariejansen" not in shown.content.decode()
    assert not Event.objects.filter(kind="dossiers.identity_shown").exists()


def test_a_letter_that_names_somebody_opens_the_name_on_the_trail(sign_in, coordinator, named, text):
    address = reverse("papers:write", args=[named.pk, text("brief-gemeente-wmo").pk])
    sign_in(coordinator).post(address, {"address": "Gemeente", "own_text": "x"})

    assert Event.objects.filter(kind="dossiers.identity_shown", subject=named.pk).count() == 1


def test_an_anonymous_dossier_gets_no_letter_with_a_name(sign_in, coordinator, new_case, text):
    dossier = new_case(identity_mode=IdentityMode.ANONYMOUS)
    address = reverse("papers:write", args=[dossier.pk, text("brief-ind-bedenktijd").pk])

    assert "Dit dossier is anoniem" in sign_in(coordinator).get(address).content.decode()
    sign_in(coordinator).post(address, {"address": "IND"})
    assert not Letter.objects.exists()


def test_a_letter_passes_the_guard_of_safe_contact(coordinator, named, text):
    """Without a name to the outside, a letter that names somebody does not go."""
    type(named).objects.filter(pk=named.pk).update(identity_mode=IdentityMode.PSEUDONYM)
    named.refresh_from_db()

    with pytest.raises(letters.CannotWrite, match="naam"):
        letters.write_letter(named, text("brief-ind-bedenktijd"), letters.Wish("IND"), by=coordinator)


def test_a_letter_to_a_provider_says_to_which(sign_in, coordinator, dossier, text):
    address = reverse("papers:write", args=[dossier.pk, text("brief-aanbieder-plaatsing").pk])

    shown = sign_in(coordinator).post(address, {"address": "Opvang", "own_text": "x"}).content.decode()

    assert "Kies voor welke aanbieder deze brief is." in shown
    assert not Letter.objects.exists()


def test_a_letter_keeps_the_version_it_was_made_from(coordinator, functional_administrator, dossier, text):
    old = text("brief-aanbieder-plaatsing")
    provider = Organisation.objects.create(name="Opvang Verzonnen", kind=OrganisationKind.PROVIDER)
    wish = letters.Wish("Aanbieder", "x", provider)
    paper = letters.write_letter(dossier, old, wish, by=coordinator)

    letters.change_text(old, title="Anders", body="Iets anders.", by=functional_administrator)
    work()

    paper.refresh_from_db()
    assert paper.letter.text == old
    assert text("brief-aanbieder-plaatsing").version == 2


# --- texts --------------------------------------------------------------------
def test_an_administrator_changes_a_text_and_the_old_version_stays(sign_in, functional_administrator, text):
    old = text("brief-gemeente-wmo")
    client = sign_in(functional_administrator)

    client.post(
        reverse("papers:change_text", args=[old.pk]),
        {"title": old.title, "body": "Nieuwe tekst over [naam].", "is_offered": "on"},
    )

    versions = Text.objects.filter(code=old.code).order_by("version")
    assert [one.version for one in versions] == [1, 2]
    assert versions[1].made_by == functional_administrator


def test_two_administrators_cannot_make_the_same_version(functional_administrator, text):
    old = text("brief-gemeente-wmo")
    letters.change_text(old, title="Een", body="Een.", by=functional_administrator)

    with pytest.raises(letters.CannotKeepText, match="wijzigde deze tekst net"):
        letters.change_text(old, title="Twee", body="Twee.", by=functional_administrator)


def test_a_word_that_cannot_be_filled_in_is_refused(functional_administrator, text):
    with pytest.raises(letters.CannotKeepText, match="bankrekening"):
        letters.change_text(
            text("brief-gemeente-wmo"), title="x", body="Uw [bankrekening].", by=functional_administrator
        )


def test_a_letter_to_a_provider_never_names_anybody(functional_administrator):
    with pytest.raises(letters.CannotKeepText, match="noemt geen naam"):
        letters.add_letter_text(
            code="x",
            addressee=Addressee.PROVIDER,
            title="x",
            body="Over [naam].",
            by=functional_administrator,
        )


def test_a_new_letter_is_offered_at_once(sign_in, functional_administrator, coordinator, dossier):
    new = {"addressee": "municipality", "title": "Verzoek om een briefadres", "body": "Graag een briefadres."}
    sign_in(functional_administrator).post(reverse("papers:add_text"), new)

    shown = sign_in(coordinator).get(page("list", dossier)).content.decode()
    assert "Verzoek om een briefadres" in shown


def test_a_text_that_is_no_longer_offered_is_gone_for_coordinators(functional_administrator, text):
    old = text("brief-gemeente-wmo")
    letters.change_text(old, title=old.title, body=old.body, is_offered=False, by=functional_administrator)

    assert not Text.objects.current().filter(code=old.code).exists()


def test_loading_the_texts_again_leaves_what_the_administrator_wrote(functional_administrator, text):
    letters.change_text(text("brief-gemeente-wmo"), title="Eigen", body="Eigen.", by=functional_administrator)
    call_command("load_reference", verbosity=0)

    assert text("brief-gemeente-wmo").title == "Eigen"


def test_every_shipped_letter_can_be_filled_in():
    shipped = Text.objects.filter(purpose=Purpose.LETTER, made_by=None)
    assert shipped.count() == 4
    assert all(not wording.unknown(one.body) for one in shipped)
