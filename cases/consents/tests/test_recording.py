"""Who may agree to what, at which age, and how it is written down."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.utils import timezone

from cases.consents import actions
from cases.consents.choices import GivenBy, How, Scope, SpokenLanguage, Trail
from cases.consents.models import Consent
from cases.consents.sharing import Sharing
from cases.dossiers import actions as dossiers
from cases.dossiers.choices import IdentityMode
from cases.dossiers.registration import Identity

pytestmark = pytest.mark.django_db
LAST_DAY = date(2026, 12, 20)
SELF, GUARDIAN, BOTH = GivenBy.SELF, GivenBy.GUARDIAN, GivenBy.BOTH


@pytest.mark.parametrize(
    ("age", "given_by"), [(14, SELF), (11, SELF), (16, GUARDIAN), (22, GUARDIAN), (None, GUARDIAN)]
)
def test_who_may_not_agree_alone_is_told_why(new_case, agree, age, given_by):
    with pytest.raises(actions.NotAllowed) as refused:
        agree(new_case(age=age), given_by=given_by)

    assert "given_by" in refused.value.problems
    assert "(" in refused.value.problems["given_by"]


def test_consent_of_a_minor_of_14_is_refused_and_then_right(new_case, agree):
    dossier = new_case(age=14)
    with pytest.raises(actions.NotAllowed, match="De jongere én een ouder of voogd"):
        agree(dossier, scope=Scope.CONFERENCE, given_by=SELF)
    with pytest.raises(actions.NotAllowed, match="De jongere én een ouder of voogd"):
        agree(dossier, scope=Scope.CONFERENCE, given_by=GUARDIAN)

    assert agree(dossier, scope=Scope.CONFERENCE, given_by=BOTH).is_valid


def test_a_parent_alone_registers_a_child_of_14_unless_youth_care_reports(new_case, agree):
    assert agree(new_case(age=14), given_by=GUARDIAN).is_valid

    with pytest.raises(actions.NotAllowed, match="allebei"):
        agree(new_case(age=14, reporter_category="YOUTH_CARE", legal_basis="CONSENT_BOTH"), given_by=GUARDIAN)


@pytest.mark.parametrize(
    ("age", "given_by"), [(11, GUARDIAN), (11, BOTH), (14, BOTH), (16, SELF), (17, BOTH)]
)
def test_who_may_agree_is_recorded(new_case, agree, age, given_by):
    assert agree(new_case(age=age), given_by=given_by).given_by == given_by


def test_a_young_person_may_be_alone_for_help_with_a_reason_and_never_for_comensha(new_case, agree, bed):
    dossier, provider = new_case(age=14), bed.provider.organisation
    about = {"scope": Scope.PROVIDER, "organisation": provider}
    with pytest.raises(actions.NotAllowed, match="met een reden"):
        agree(dossier, **about)

    assert agree(dossier, **about, deviation="Een ouder vragen is gevaarlijk").is_valid
    with pytest.raises(actions.NotAllowed):
        agree(dossier, scope=Scope.COMENSHA, deviation="Een ouder vragen is gevaarlijk")


def test_for_a_child_comensha_wants_it_on_paper(new_case, agree):
    with pytest.raises(actions.NotAllowed, match="op papier"):
        agree(new_case(age=14), given_by=BOTH, how=How.ORAL, witness="Kanarie Getuige")


def test_the_birth_date_counts_on_the_day_of_consent(new_case, agree, coordinator):
    born = Identity(surname="Kanarie", birth_date=date(2010, 11, 3))
    dossier = new_case(age=15, identity_mode=IdentityMode.PSEUDONYM)
    dossiers.change_identity(dossier, by=coordinator, version=dossier.version, identity=born)
    dossier.refresh_from_db()

    assert agree(dossier, given_by=SELF, given_on=date(2026, 11, 3)).is_valid


def test_somebody_gets_older_while_the_dossier_is_open(new_case):
    dossier = new_case(age=15, reported_on=date(2025, 11, 2))

    assert actions.age_at(dossier, date(2026, 11, 1)) == 15
    assert actions.age_at(dossier, date(2026, 11, 2)) == 16


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"how": How.ORAL}, "witness"),
        ({"language": SpokenLanguage.OTHER}, "other_language"),
        ({"scope": Scope.PROVIDER}, "organisation"),
        ({"given_on": date(2999, 1, 1)}, "given_on"),
        ({"valid_until": date(2026, 11, 2)}, "valid_until"),
    ],
)
def test_what_is_missing_is_said_at_its_field(new_case, agree, changes, field):
    with pytest.raises(actions.NotAllowed) as refused:
        agree(new_case(), **changes)

    assert list(refused.value.problems) == [field]


def test_who_signs_for_a_child_is_named(new_case, agree):
    with pytest.raises(actions.NotAllowed) as refused:
        agree(new_case(age=14), given_by=BOTH, guardian="")

    assert "guardian" in refused.value.problems


@pytest.mark.parametrize("field", ["scope", "given_by", "given_on"])
def test_the_database_lets_nobody_rewrite_what_was_given(new_case, agree, field):
    consent = agree(new_case())
    changed = {"scope": Scope.RESEARCH, "given_by": "guardian", "given_on": date(2026, 1, 1)}[field]

    with pytest.raises((InternalError, IntegrityError)), transaction.atomic():
        Consent.objects.filter(pk=consent.pk).update(**{field: changed})


def test_the_database_lets_nobody_undo_a_withdrawal(new_case, agree, take_back):
    consent = take_back(agree(new_case()))
    undone = {"withdrawn_on": None, "withdrawn_by": None, "withdrawn_at": None, "withdrawal_note": None}

    with pytest.raises(InternalError), transaction.atomic():
        Consent.objects.filter(pk=consent.pk).update(**undone)


def test_a_withdrawal_is_of_a_day_after_it_was_given_and_happens_once(
    new_case, agree, take_back, coordinator
):
    consent = agree(new_case())
    with pytest.raises(actions.NotAllowed):
        actions.withdraw_consent(consent, withdrawn_on=date(2026, 11, 2), by=coordinator)
    take_back(consent)

    with pytest.raises(actions.NotAllowed, match="al ingetrokken"):
        actions.withdraw_consent(consent, withdrawn_on=timezone.localdate(), by=coordinator)


def test_recording_and_withdrawing_are_on_the_trail_without_a_name(new_case, agree, take_back, collected):
    take_back(agree(new_case(age=14), given_by=BOTH))

    kinds = [event.kind for event in collected.events]
    assert (Trail.RECORDED in kinds, Trail.WITHDRAWN in kinds) == (True, True)
    assert "Kanarie" not in str([event.details for event in collected.events])


# --- what it means for sharing ------------------------------------------------
def sharing(dossier) -> Sharing:
    return Sharing.of(dossier.__class__.objects.with_words().get(pk=dossier.pk))


def test_consent_holds_from_its_day_until_its_last(new_case, agree, time_machine):
    dossier = new_case()
    agree(dossier, valid_until=LAST_DAY)

    time_machine.move_to(LAST_DAY)
    assert sharing(dossier).is_agreed(Scope.COMENSHA)
    time_machine.move_to(LAST_DAY + timedelta(days=1))
    assert not sharing(dossier).is_agreed(Scope.COMENSHA)


def test_consent_for_one_thing_is_no_consent_for_another(new_case, agree):
    dossier = new_case()
    agree(dossier, scope=Scope.CONFERENCE)

    assert sharing(dossier).is_agreed(Scope.CONFERENCE)
    assert not sharing(dossier).is_agreed(Scope.COMENSHA)


def test_a_withdrawal_stops_until_consent_is_given_anew(new_case, agree, take_back):
    dossier = new_case()
    take_back(agree(dossier))
    assert sharing(dossier).is_stopped(Scope.COMENSHA)

    agree(dossier, given_on=date(2026, 11, 12))

    assert not sharing(dossier).is_stopped(Scope.COMENSHA)


def test_acute_danger_goes_before_a_withdrawal(new_case, agree, take_back):
    dossier = new_case(legal_basis="VITAL")
    take_back(agree(dossier))

    assert not sharing(dossier).is_stopped(Scope.COMENSHA)


def test_what_was_never_asked_is_not_stopped(new_case):
    assert not sharing(new_case()).is_stopped(Scope.CONFERENCE)
