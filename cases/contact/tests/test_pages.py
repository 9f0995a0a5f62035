"""The tab Veiligheid and the line at the head of each page about a dossier."""

import pytest
from django.urls import reverse

from cases.contact import actions
from cases.contact.choices import Trail
from cases.contact.models import SafeContact
from cases.contact.tests.conftest import COVER, WITH_COUNSELLOR, again
from cases.dossiers.actions import NotAllowed
from cases.dossiers.choices import IdentityMode
from zorgportaal.audit.models import Event
from zorgportaal.drafts.models import Draft


def address(name: str, dossier) -> str:
    return reverse(f"contact:{name}", args=[dossier.pk])


def test_every_page_of_a_dossier_says_how_contact_is_safe(sign_in, coordinator, safe):
    client = sign_in(coordinator)
    for url in (address("safety", safe), reverse("dossiers:detail", args=[safe.pk])):
        page = client.get(url).content.decode()

        assert "Nooit appen of sms’en, mailen, post sturen of langsgaan." in page
        assert "Alleen via begeleider M. Verzonnen, werkdagen 10.00 tot 12.00 uur." in page


def test_no_page_shows_a_cover_text_by_itself(sign_in, coordinator, safe):
    client = sign_in(coordinator)
    pages = [client.get(address(name, safe)) for name in ("safety", "change")]

    assert not any(COVER in page.content.decode() for page in pages)


def test_the_cover_text_shows_on_asking_with_a_look_of_its_own(sign_in, coordinator, safe):
    page = sign_in(coordinator).post(address("cover", safe))

    assert COVER in page.content.decode()
    assert Event.objects.latest("number").kind == Trail.COVER_SHOWN


def typed(form, **changes) -> dict:
    values = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in {**values, **changes}.items() if value is not None}


def test_the_rules_are_changed_on_the_page(sign_in, coordinator, dossier):
    client = sign_in(coordinator)
    form = client.get(address("change", dossier)).context["form"]
    changes = {"never": ["never_post"], "days": ["6", "7"], "from_time": "9", "until_time": "17:30"}
    client.post(address("change", dossier), typed(form, **changes))
    rules = actions.Rules.of(again(dossier))

    assert (sorted(rules.never), rules.days) == (["never_post"], (6, 7))
    assert (f"{rules.from_time:%H.%M}", f"{rules.until_time:%H.%M}") == ("09.00", "17.30")


def test_what_was_typed_and_not_saved_stands_there_again_and_goes_when_it_is_saved(
    sign_in, coordinator, colleague, dossier
):
    client, page = sign_in(coordinator), address("change", dossier)
    shown = client.get(page)
    words = typed(shown.context["form"], contact_via="via begeleider M. Verzonnen")
    client.post(reverse("drafts:keep"), {**words, "draft": shown.context["slot"].token})

    assert client.get(page).context["form"]["contact_via"].value() == words["contact_via"]
    assert sign_in(colleague).get(page).context["form"]["contact_via"].value() != words["contact_via"]
    sign_in(coordinator).post(page, {**words, "draft": shown.context["slot"].token})
    assert not Draft.objects.exists()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"from_time": "10", "until_time": ""}, "until_time"),
        ({"from_time": "", "until_time": "10"}, "from_time"),
        ({"from_time": "12", "until_time": "10"}, "until_time"),
        ({"from_time": "25.00", "until_time": "10"}, "from_time"),
        ({"days": ["8"]}, "days"),
    ],
)
def test_what_is_wrong_is_said_at_the_field(sign_in, coordinator, dossier, changes, field):
    client = sign_in(coordinator)
    form = client.get(address("change", dossier)).context["form"]
    page = client.post(address("change", dossier), typed(form, **changes))

    assert field in page.context["form"].errors
    assert not SafeContact.objects.exists()


def test_two_people_at_the_rules_lose_nothing(sign_in, coordinator, colleague, dossier):
    client = sign_in(coordinator)
    form = client.get(address("change", dossier)).context["form"]
    actions.change_rules(dossier, by=colleague, version=dossier.version, rules=WITH_COUNSELLOR)
    page = client.post(address("change", dossier), typed(form, days=["1"]))

    comparison = page.context["comparison"]
    assert {found.label for found in comparison.taken} >= {"Veilig contact via", "Nooit doen", "Vanaf"}
    assert [found.stored for found in comparison.asked] == ["Maandag, Dinsdag, Woensdag, Donderdag, Vrijdag"]
    client.post(address("change", dossier), typed(page.context["form"]))
    rules = actions.Rules.of(again(dossier))
    assert (rules.contact_via, rules.days) == ("begeleider M. Verzonnen", (1,))


def test_an_anonymous_dossier_keeps_no_way_to_somebody(new_case, coordinator):
    dossier = new_case(identity_mode=IdentityMode.ANONYMOUS)
    with pytest.raises(NotAllowed, match="anonieme"):
        actions.change_rules(dossier, by=coordinator, version=1, rules=WITH_COUNSELLOR)
    with pytest.raises(NotAllowed, match="anonieme"):
        actions.change_cover(dossier, by=coordinator, version=1, cover_text=COVER)


@pytest.mark.parametrize("name", ["safety", "change"])
def test_each_page_asks_few_questions(sign_in, coordinator, safe, count_queries, name):
    assert count_queries(sign_in(coordinator), address(name, safe)) <= 12
