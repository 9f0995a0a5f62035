"""Who must report to CoMensha, who may, by when, and as what CoMensha knows the dossier."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from cases.dossiers.actions import NotAllowed
from cases.dossiers.choices import IdentityMode, Status, Vocabulary
from cases.dossiers.milestones import Window, milestones
from cases.dossiers.models import Dossier
from cases.notification import actions, rules
from cases.notification.actions import Decided
from cases.notification.choices import Decision
from cases.notification.models import Notification
from cases.notification.schedule import to_report

REASON = "Zij wil geen enkele registratie."


def address(name: str, dossier: Dossier) -> str:
    return reverse(f"notification:{name}", args=[dossier.pk])


@pytest.fixture
def dossier(new_case) -> Dossier:
    """Reported by a shelter, which may report to CoMensha and need not."""
    return new_case(reporter_category="SHELTER", legal_basis="CONSENT_SELF", reported_on=timezone.localdate())


def decide(dossier: Dossier, by, decision: Decision, **more) -> Notification:
    version = actions.notification_of(dossier).version
    return actions.decide(dossier, by=by, version=version, decided=Decided(decision, **more))


@pytest.mark.parametrize("reporter", ["POLICE", "KMAR", "NLA"])
def test_who_must_report_cannot_choose_not_to(new_case, coordinator, reporter):
    dossier = new_case(reporter_category=reporter, legal_basis="STATUTORY_DUTY")
    with pytest.raises(NotAllowed, match=r"moeten ieder mogelijk slachtoffer melden.*Vc 2000 B8/3"):
        decide(dossier, coordinator, Decision.NOT, reason=REASON)
    assert decide(dossier, coordinator, Decision.REGISTER).pk


def test_who_may_report_may_also_leave_it_with_a_reason(dossier, coordinator):
    with pytest.raises(NotAllowed, match="waarom u niet meldt"):
        decide(dossier, coordinator, Decision.NOT)
    assert decide(dossier, coordinator, Decision.NOT, reason=REASON).reason == REASON


def test_without_a_basis_only_an_anonymous_report(new_case, coordinator):
    dossier = new_case(
        reporter_category="SHELTER", legal_basis="NONE_ANONYMOUS", identity_mode=IdentityMode.ANONYMOUS
    )
    with pytest.raises(NotAllowed, match="alleen anoniem"):
        decide(dossier, coordinator, Decision.REGISTER)
    assert decide(dossier, coordinator, Decision.ANONYMOUS).pk


def test_a_basis_is_needed_even_where_there_is_a_name():
    situation = rules.Situation(has_duty=False, is_anonymous=False, has_basis=False)
    found = rules.against(situation, registers=True, is_refused=False, has_reason=False)

    assert list(found) == [rules.ONLY_ANONYMOUS]


@pytest.mark.parametrize("days", [-1, 1])
def test_a_report_was_made_after_the_dossier_began_and_not_tomorrow(dossier, coordinator, days):
    with pytest.raises(NotAllowed, match="vanaf de aanmelding"):
        decide(
            dossier, coordinator, Decision.REGISTER, notified_on=timezone.localdate() + timedelta(days=days)
        )


def test_the_database_knows_no_day_of_a_report_that_was_refused(dossier, coordinator):
    found = decide(dossier, coordinator, Decision.NOT, reason=REASON)
    found.notified_on = timezone.localdate()
    with pytest.raises(IntegrityError, match="not_done_when_refused"), transaction.atomic():
        found.save()


def test_the_database_refuses_to_refuse_without_a_reason(dossier, coordinator):
    with pytest.raises(IntegrityError, match="refused_with_a_reason"), transaction.atomic():
        Notification.objects.create(dossier=dossier, decision=Decision.NOT, changed_by=coordinator)


@pytest.mark.parametrize(
    ("day", "due"),
    [
        (date(2026, 11, 16), date(2026, 11, 23)),
        (date(2026, 11, 20), date(2026, 11, 27)),
        (date(2026, 11, 21), date(2026, 11, 27)),
        (date(2026, 11, 22), date(2026, 11, 27)),
    ],
)
def test_five_working_days_leave_out_the_weekend(day, due):
    assert rules.after_working_days(day, 5) == due


def days(dossier: Dossier):
    today = timezone.localdate()
    window = Window(today - timedelta(days=60), today + timedelta(days=60))
    return milestones(Dossier.objects.filter(pk=dossier.pk), window, [to_report])


def test_the_worklist_asks_until_somebody_reported_or_said_why_not(dossier, coordinator, settings):
    settings.COMENSHA_WORKING_DAYS = 3
    (day,) = days(dossier)
    assert (day.what, day.day) == ("Melding bij CoMensha", rules.after_working_days(timezone.localdate(), 3))
    decide(dossier, coordinator, Decision.REGISTER)
    assert days(dossier)
    decide(dossier, coordinator, Decision.REGISTER, notified_on=timezone.localdate())
    assert not days(dossier)


def test_who_left_it_with_a_reason_is_asked_no_more(dossier, coordinator):
    decide(dossier, coordinator, Decision.NOT, reason=REASON)

    assert not days(dossier)


def test_a_closed_dossier_asks_for_no_report(dossier):
    Dossier.objects.filter(pk=dossier.pk).update(status=Status.CLOSED)

    assert not days(dossier)


def test_the_case_type_keeps_its_history(new_case, coordinator, word):
    dossier = new_case(reported_on=date(2026, 11, 2))
    for code, day in (("REG", date(2026, 11, 3)), ("REG_SHELTER", date(2026, 11, 9))):
        case_type = word(Vocabulary.COMENSHA_CASE_TYPE, code)
        actions.change_type(dossier, by=coordinator, case_type=case_type, starts_on=day)

    assert [row.case_type.code for row in dossier.case_types.all()] == ["REG_SHELTER", "REG"]
    with pytest.raises(NotAllowed, match="ander dossiertype"):
        actions.change_type(dossier, by=coordinator, case_type=case_type, starts_on=date(2026, 11, 9))


def test_the_tab_says_the_duty_with_its_source(sign_in, coordinator, new_case):
    dossier = new_case(reporter_category="POLICE")
    page = sign_in(coordinator).get(address("notification", dossier)).content.decode()

    assert "Moet melden" in page
    assert "Vc 2000 B8/3" in page


def test_a_refusal_is_said_at_the_field(sign_in, coordinator, new_case):
    dossier = new_case(reporter_category="POLICE")
    typed = {"decision": "not", "reason": REASON, "version": "0"}
    page = sign_in(coordinator).post(address("decide", dossier), typed)

    assert "decision" in page.context["form"].errors


def test_two_people_at_one_decision_lose_nothing(sign_in, coordinator, colleague, dossier):
    client = sign_in(coordinator)
    opened = client.get(address("decide", dossier)).context["form"]
    decide(dossier, colleague, Decision.NOT, reason=REASON)
    hidden = {name: opened[name].value() for name in ("version", "opened")}
    page = client.post(address("decide", dossier), {**hidden, "decision": "anonymous"})

    comparison = page.context["comparison"]
    assert [found.stored for found in comparison.taken] == [REASON]
    assert [found.label for found in comparison.asked] == ["Meldt u bij CoMensha?"]


def test_a_type_is_kept_on_the_page(sign_in, coordinator, dossier, word):
    case_type = word(Vocabulary.COMENSHA_CASE_TYPE, "REG")
    today = timezone.localdate().strftime("%d-%m-%Y")
    client = sign_in(coordinator)
    typed = {"case_type": str(case_type.pk), "starts_on": today}
    assert client.post(address("change_type", dossier), typed).status_code == 302
    again = client.post(address("change_type", dossier), typed)

    assert "starts_on" in again.context["form"].errors


@pytest.mark.parametrize("name", ["notification", "decide"])
def test_a_page_costs_the_same_with_a_long_history(sign_in, coordinator, new_case, word, count_queries, name):
    dossier, client = new_case(reported_on=date(2026, 10, 1)), sign_in(coordinator)
    case_type = word(Vocabulary.COMENSHA_CASE_TYPE, "REG")
    few = count_queries(client, address(name, dossier))
    for day in range(2, 20):
        actions.change_type(dossier, by=coordinator, case_type=case_type, starts_on=date(2026, 10, day))

    assert count_queries(client, address(name, dossier)) == few <= 12
