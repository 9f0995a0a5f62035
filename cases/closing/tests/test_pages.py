"""The tab Nazorg and its forms."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.closing import actions
from cases.closing.models import AftercareMoment, Closure
from cases.dossiers.choices import Status, Vocabulary
from cases.dossiers.models import Dossier


@pytest.fixture
def client(client, sign_in, coordinator):
    return sign_in(coordinator)


def address(name: str, dossier: Dossier) -> str:
    return reverse(f"closing:{name}", args=[dossier.pk])


@pytest.fixture
def typed(word):
    reason = word(Vocabulary.CLOSING_REASON, "LEFT_UNKNOWN")
    return {"reason": str(reason.pk), "told_reporter": "no", "told_comensha": "yes", "note": ""}


def test_from_plan_to_tick_to_closing_to_a_new_episode(client, dossier, word, typed):
    kind = word(Vocabulary.AFTERCARE_TYPE, "CHECK_IN")
    today = f"{timezone.localdate():%d-%m-%Y}"
    client.post(address("plan", dossier), {"type": str(kind.pk), "starts_on": today, "months": ["1"]})
    moment = AftercareMoment.objects.get()
    client.post(reverse("closing:tick", args=[moment.pk]), {"result": "spoken", "done_on": today})
    page = client.post(address("close", dossier), typed, follow=True).content.decode()
    assert "Wordt vernietigd op" in page
    assert "grond Wmo 2015 art. 5.3.4" in page

    client.post(address("reopen", dossier), {"reason": "Weer in beeld."})
    assert Dossier.objects.count() == 2


def test_the_tab_says_what_is_still_open(client, dossier, word):
    dossier.help_requests.create(
        type=word(Vocabulary.HELP_REQUEST_TYPE, "SHELTER"), urgency="now", created_by=dossier.registered_by
    )
    page = client.get(address("closing", dossier)).content.decode()

    assert "1 nog open." in page
    assert "Na het afsluiten bewaren wij het dossier 15 jaar." in page


@pytest.mark.parametrize("field", ["reason", "told_reporter", "told_comensha"])
def test_what_is_wrong_is_said_at_the_field(client, dossier, typed, field):
    assert field in client.post(address("close", dossier), typed | {field: ""}).context["form"].errors


def test_a_colleague_judges_a_mistake_and_the_list_leaves_it_out(
    client, dossier, word, typed, colleague, sign_in
):
    mistake = word(Vocabulary.CLOSING_REASON, "BY_MISTAKE")
    client.post(address("close", dossier), typed | {"reason": str(mistake.pk), "note": "Verkeerde persoon."})
    client = sign_in(colleague)
    assert "noemt dit dossier een vergissing" in client.get(address("closing", dossier)).content.decode()

    client.post(address("judge", dossier), {"agree": "1"})
    assert Closure.objects.get().is_mistake
    page = client.get(reverse("dossiers:list"), {"wie": "huis", "status": "alle"}).content.decode()
    assert dossier.case_number not in page


def test_the_form_of_the_facts_does_not_close(client, dossier):
    form = client.get(reverse("dossiers:change", args=[dossier.pk])).context["form"]

    assert Status.CLOSED not in dict(form.fields["status"].choices)


def test_another_house_knows_nothing_of_it(client, sign_in, other_coordinator, dossier):
    client = sign_in(other_coordinator)

    assert {
        client.get(address(name, dossier)).status_code for name in ("closing", "close", "plan", "reopen")
    } == {404}


@pytest.mark.parametrize("name", ["closing", "close", "plan", "reopen"])
def test_each_page_asks_few_questions_however_many_moments(
    client, count_queries, dossier, coordinator, word, name
):
    kind, today = word(Vocabulary.AFTERCARE_TYPE, "CHECK_IN"), timezone.localdate()
    few = count_queries(client, address(name, dossier))
    for number in range(12):
        actions.plan_aftercare(
            dossier, by=coordinator, type=kind, starts_on=today + timedelta(days=number), months=[1]
        )

    assert count_queries(client, address(name, dossier)) == few <= 12
