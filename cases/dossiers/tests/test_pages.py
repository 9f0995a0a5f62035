"""The pages: what they show, what they keep hidden, what they leave on the trail, what they cost."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from cases.dossiers import actions
from cases.dossiers.choices import IdentityMode, SafetyLevel, Status, Trail, Vocabulary
from cases.dossiers.models import Dossier, TeamMember
from cases.dossiers.tests.conftest import word
from cases.finding import actions as finding
from cases.finding.actions import Asked
from zorgportaal.audit.models import Event
from zorgportaal.regions.models import Municipality, Nationality

SECRETS = [
    "Voorbeeld-Zandkasteel",
    "Maja",
    "1 maart 2004",
    "01-03-2004",
    "1234567890",
    "06 00 00",
    "Proefdal",
]
MOST_QUERIES = 12


@pytest.fixture
def client(client, coordinator, sign_in):
    finding.search(Asked(surname="Voorbeeld-Zandkasteel", born="2004"), by=coordinator)
    return sign_in(coordinator)


def address(page: str, dossier: Dossier | None = None) -> str:
    return reverse(f"dossiers:{page}", args=[dossier.pk] if dossier else [])


def trail_of(client, call) -> list[Event]:
    before = Event.objects.count()
    call()
    return list(Event.objects.order_by("number")[before:])


# --- list -----------------------------------------------------------------
def test_the_list_shows_no_more_than_sex_age_and_place(client, register, identity):
    chinese = Nationality.objects.get(brp_code="0314")
    dossier = register(identity=identity, nationality=chinese)

    page = client.get(address("list")).content.decode()

    assert dossier.case_number in page
    assert "vrouw, 22" in page
    assert "Venlo" in page
    assert "2 november 2026" in page
    for hidden in [*SECRETS, chinese.name, "Seksuele", "Bedenktijd", "verhoogd"]:
        assert hidden not in page


def test_of_a_child_the_list_says_only_that(client, register):
    register(age=15)
    page = client.get(address("list")).content.decode()

    assert "minderjarig" in page
    assert "vrouw" not in page


@pytest.mark.parametrize(
    ("gm_code", "shown"),
    [
        ("GM0889", "Noord- en Midden-Limburg"),  # Beesel, 13 thousand inhabitants
        ("GM0983", "Venlo"),
        ("GM0448", "buiten Limburg"),  # Texel
    ],
)
def test_a_small_municipality_shows_as_its_region(client, register, gm_code, shown):
    register(found_municipality=Municipality.objects.get(gm_code=gm_code))
    page = client.get(address("list"))

    assert page.context["rows"][0].found_in == shown
    assert shown in page.content.decode()


def test_acute_and_high_danger_are_on_top_as_long_as_the_dossier_is_open(client, register):
    levels = [SafetyLevel.HIGH, SafetyLevel.RAISED, SafetyLevel.ACUTE, SafetyLevel.ACUTE]
    days = [date(2026, 10, day) for day in (1, 9, 2, 8)]
    made = [register(safety_level=level, reported_on=day) for level, day in zip(levels, days, strict=True)]
    high, raised, acute, closed = made
    Dossier.objects.filter(pk=closed.pk).update(status=Status.CLOSED)
    response = client.get(address("list"), {"status": "alle"})

    assert list(response.context["rows"]) == [acute, high, raised, closed]
    page = response.content.decode()
    assert (page.count("Veiligheid acuut"), page.count("Veiligheid hoog")) == (2, 1)


@pytest.mark.parametrize(("state", "is_said"), [("open", True), ("placed", False), ("withdrawn", False)])
def test_the_list_says_that_help_still_has_to_be_found(client, dossier, coordinator, state, is_said):
    kind = word(Vocabulary.HELP_REQUEST_TYPE, "SHELTER")
    dossier.help_requests.create(type=kind, urgency="now", created_by=coordinator, state=state)

    assert ("Hulpvraag open" in client.get(address("list")).content.decode()) is is_said


def test_the_list_opens_with_the_own_dossiers(client, register, colleague):
    mine, other = register(), register(by=colleague)

    assert numbers(client) == {mine.case_number}
    assert numbers(client, wie="huis") == {mine.case_number, other.case_number}


def test_closed_dossiers_are_asked_for(client, register):
    closed, running = register(), register()
    Dossier.objects.filter(pk=closed.pk).update(status=Status.CLOSED)

    assert numbers(client) == {running.case_number}
    assert numbers(client, status="afgesloten") == {closed.case_number}
    assert numbers(client, status="alle") == {closed.case_number, running.case_number}


def numbers(client, **asked: str) -> set[str]:
    return {dossier.case_number for dossier in client.get(address("list"), asked).context["rows"]}


@pytest.mark.parametrize("asked", [{"wie": "'; --"}, {"status": "secret"}, {"pagina": "x"}, {"pagina": "-1"}])
def test_what_is_not_offered_gives_the_usual_list(client, register, asked):
    register()
    assert len(numbers(client, **asked)) == 1


def test_the_list_leaves_one_look_with_the_ids_shown(client, register, coordinator):
    shown = {str(register().pk) for _ in range(3)}
    (event,) = trail_of(client, lambda: client.get(address("list")))

    assert (event.kind, event.is_look, event.actor) == (Trail.LISTED, True, coordinator.pk)
    assert set(event.details["ids"]) == shown


def test_an_empty_list_says_the_next_step(client):
    assert "nieuwe intake" in client.get(address("list")).content.decode()


# --- cost -----------------------------------------------------------------
def copies(dossier: Dossier, number: int) -> None:
    """Rows like this one, without a person: enough to fill lists and counts."""
    made = [
        Dossier(
            **{
                field.attname: getattr(dossier, field.attname)
                for field in Dossier._meta.concrete_fields
                if field.name not in {"id", "case_number", "note", "person", "identity_mode"}
            },
            case_number=f"NM-{place:08d}",
            identity_mode=IdentityMode.ANONYMOUS,
        )
        for place in range(number)
    ]
    Dossier.objects.bulk_create(made)
    team = [TeamMember(dossier=row, user_id=dossier.registered_by_id) for row in made]
    TeamMember.objects.bulk_create(team)


@pytest.fixture
def queries(client, django_assert_max_num_queries):
    """How many questions a page asks, besides session, savepoints and what the trail needs."""

    def count(method: str, *call) -> int:
        with django_assert_max_num_queries(60) as asked:
            response = getattr(client, method)(*call)
        assert response.status_code == 200
        kept = ("SAVEPOINT", "RELEASE", "django_session", "pg_advisory", 'INSERT INTO "audit_event"')
        return sum(not any(word in query["sql"] for word in kept) for query in asked.captured_queries)

    return count


@pytest.mark.parametrize(
    ("method", "page"),
    [("get", "list"), ("get", "register"), ("get", "detail"), ("get", "change"), ("post", "identity"),
     ("get", "team")],
)  # fmt: skip
def test_a_page_costs_the_same_at_10_and_1000_dossiers(queries, dossier, method, page):
    call = (method, address(page, None if page in {"list", "register"} else dossier))
    copies(dossier, 9)
    few = queries(*call)
    Dossier.objects.exclude(pk=dossier.pk).update(person=None)
    TeamMember.objects.exclude(dossier=dossier).delete()
    Dossier.objects.exclude(pk=dossier.pk).delete()
    copies(dossier, 999)

    assert queries(*call) == few <= MOST_QUERIES


def test_the_overview_costs_the_same_with_10_and_1000_help_requests(queries, dossier, coordinator):
    kind = word(Vocabulary.HELP_REQUEST_TYPE, "SHELTER")
    ask = {"type": kind, "urgency": "now", "created_by": coordinator}
    asked = dossier.help_requests.model  # of a higher room
    asked.objects.bulk_create(asked(dossier=dossier, **ask) for _ in range(10))
    few = queries("get", address("detail", dossier))
    asked.objects.bulk_create(asked(dossier=dossier, **ask) for _ in range(990))

    assert queries("get", address("detail", dossier)) == few <= MOST_QUERIES


# --- overview -------------------------------------------------------------
def test_the_overview_holds_no_name_before_somebody_asks(client, dossier):
    page = client.get(address("detail", dossier))

    for secret in SECRETS:
        assert secret not in page.content.decode()
    assert "Toon naam en contact" in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_the_overview_leaves_exactly_one_look(client, dossier, coordinator):
    (event,) = trail_of(client, lambda: client.get(address("detail", dossier)))

    assert (event.kind, event.is_look, event.subject) == (Trail.VIEWED, True, dossier.pk)
    assert event.details == {}


@pytest.mark.parametrize(("level", "has_flag"), [(SafetyLevel.RAISED, False), (SafetyLevel.HIGH, True)])
def test_from_level_2_a_flag_protects_the_address(client, register, level, has_flag):
    page = client.get(address("detail", register(safety_level=level))).content.decode()

    assert ("Adres afgeschermd" in page) is has_flag


def test_the_name_shows_on_asking_with_a_look_of_its_own(client, dossier):
    answers = []
    (event,) = trail_of(client, lambda: answers.append(client.post(address("identity", dossier))))

    assert (event.kind, event.subject, event.details) == (Trail.IDENTITY_SHOWN, dossier.pk, {})
    assert "Verzonnen Maja Voorbeeld-Zandkasteel" in answers[0].content.decode()
    assert "no-store" in answers[0]["Cache-Control"]


def test_the_name_cannot_be_had_by_get(client, dossier):
    assert client.get(address("identity", dossier)).status_code == 405


def test_whoever_may_not_see_names_gets_none(client, dossier, coordinator, process_director, sign_in):
    actions.add_to_team(dossier, by=coordinator, member=process_director)
    client = sign_in(process_director)

    assert "Toon naam" not in client.get(address("detail", dossier)).content.decode()
    assert client.post(address("identity", dossier)).status_code == 404


def test_an_anonymous_dossier_has_no_name_to_show(client, register):
    dossier = register(identity_mode=IdentityMode.ANONYMOUS)

    assert "geen naam opgeslagen" in client.get(address("detail", dossier)).content.decode()
    assert client.post(address("identity", dossier)).status_code == 404


def test_who_looked_stands_on_the_page_once_each(client, dossier, colleague, coordinator, sign_in):
    other = sign_in(colleague)
    other.get(address("detail", dossier))
    other.post(address("identity", dossier))
    page = sign_in(coordinator).get(address("detail", dossier))

    (look,) = page.context["looks"]
    assert (look.who, look.saw_identity) == (colleague.name, True)
    assert timezone.now() - look.at < timedelta(minutes=1)
    assert page.content.decode().count(colleague.name) == 1
