"""Pages among many dossiers, through HTTP and one web worker, beside the bare SQL of their main question.

The encrypted searches have no bare SQL: beside them stands the fetching of what they open.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection, connections, transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from bench.caseload import LOOKED_FOR, Caseload, caseload
from bench.measure import Pair, row
from bench.portal import Visitor
from cases.dossiers.choices import Gender, IdentityMode, SafetyLevel, Status, Vocabulary, option_id
from cases.dossiers.listing import DANGER, HOUSE, ORDERS, Selection
from cases.dossiers.models import Dossier
from cases.dossiers.paging import PER_PAGE
from cases.finding.numbers import matches
from cases.notes.models import Note
from cases.worklist.board import for_worklist
from zorgportaal.regions.models import Municipality

N = 20
DEPTH = 0.9
LIST = reverse("dossiers:list")


@row("dossiers.list", n=N)
def first_page() -> Pair:
    """The first 50 of a whole house, danger first."""
    return top_of(Selection(scope=HOUSE))


@row("dossiers.depth", n=N)
def deep_page() -> Pair:
    """The 50 at 90 % of all dossiers of a house."""
    selection, load = Selection(scope=HOUSE, state="alle"), caseload()
    dossiers, order = among(selection, load), ORDERS[DANGER]
    place = order.sort(dossiers)[int(dossiers.count() * DEPTH)]
    beyond = order.beyond(dossiers, tuple(getattr(place, column) for column in order.columns))
    return list_page(f"{selection.query}&na={place.pk}", beyond, load)


@row("dossiers.state", n=N)
def one_state() -> Pair:
    """The first 50 of a house in one state."""
    return top_of(Selection(scope=HOUSE, state="nazorg"))


@row("dossiers.mine", n=N)
def own_page() -> Pair:
    """The first 50 of the 200 that somebody works on."""
    return top_of(Selection())


def top_of(selection: Selection) -> Pair:
    load = caseload()
    return list_page(selection.query, ORDERS[DANGER].sort(among(selection, load)), load)


def list_page(query: str, dossiers: Any, load: Caseload) -> Pair:
    """Beside finding which 50, and what the list says of them."""
    ids = dossiers.values_list("pk", flat=True)[: PER_PAGE + 1]
    rows = Dossier.objects.visible_to(load.user).filter(pk__in=list(ids)).for_list()
    visitor = Visitor.signed_in(load.user)
    return Pair(lambda: visitor.get(f"{LIST}?{query}"), bare(ids, rows))


def among(selection: Selection, load: Caseload) -> Any:
    return selection.among(Dossier.objects.visible_to(load.user), load.user)


@row("dossiers.number", n=N)
def by_number() -> Pair:
    """The result of a search by case number, beside finding that one row."""
    load = caseload()
    visitor, number = Visitor.signed_in(load.user), load.dossier.case_number
    result = visitor.post(reverse("finding:search"), number=number)
    found = Dossier.objects.visible_to(load.user).filter(matches(number)).for_list()
    return Pair(lambda: visitor.get(result), bare(found))


@row("dossiers.name", n=N)
def by_name() -> Pair:
    """The result of a search by a name that very many have, beside fetching those rows of the house."""
    load = caseload()
    visitor = Visitor.signed_in(load.user)
    result = visitor.post(reverse("finding:search"), surname="Voorbeeldova", given_names="Proef")
    sealed = Dossier.objects.visible_to(load.user).select_related("person__key")[:1500]
    return Pair(lambda: visitor.get(result), bare(sealed))


@row("dossiers.text", n=N)
def in_text() -> Pair:
    """The result of a search in the texts of 200 open dossiers, beside fetching their sealed notes."""
    load = caseload()
    visitor = Visitor.signed_in(load.user)
    result = visitor.post(reverse("notes:search_team"), words=LOOKED_FOR)
    mine = Dossier.objects.of_team_member(load.user).exclude(status=Status.CLOSED)
    return Pair(lambda: visitor.get(result), bare(Note.objects.filter(dossier__in=mine)))


@row("dossier.overview", n=N)
def overview() -> Pair:
    load = caseload()
    visitor = Visitor.signed_in(load.user)
    one = Dossier.objects.visible_to(load.user).with_words().filter(pk=load.dossier.pk)
    return Pair(lambda: visitor.get(load.dossier.get_absolute_url()), bare(one))


@row("dossier.timeline", n=N)
def timeline() -> Pair:
    """A page of a dossier with 20 entries, beside its 20 newest notes."""
    load = caseload()
    visitor, address = Visitor.signed_in(load.user), reverse("notes:timeline", args=[load.dossier.pk])
    notes = Note.objects.visible_to(load.user).filter(dossier=load.dossier).with_words()
    return Pair(lambda: visitor.get(address), bare(notes.order_by("-happened_at")[:21]))


@row("worklist", n=N)
def worklist() -> Pair:
    """What has to be done for 200 dossiers, beside fetching what the list says of them."""
    load = caseload()
    visitor = Visitor.signed_in(load.user)
    mine = Dossier.objects.of_team_member(load.user).exclude(status=Status.CLOSED)
    return Pair(lambda: visitor.get(reverse("worklist:list")), bare(for_worklist(mine)))


def bare(*questions: QuerySet) -> Callable[[], object]:
    """Ask the database the same, one statement each, and fetch all of it, without Django."""
    statements = [question.query.sql_with_params() for question in questions]

    def ask() -> None:
        with connection.cursor() as cursor:
            for statement, values in statements:
                cursor.cursor.execute(statement, values)
                cursor.cursor.fetchall()

    return ask


@row("dossiers.new", n=N)
def new_dossier() -> Pair:
    """A new dossier with a name and its row on the trail, beside inserting the same rows."""
    load = caseload()
    visitor = Visitor.signed_in(load.user)
    return Pair(lambda: visitor.post(reverse("dossiers:register"), **typed()), inserted(load.dossier))


def typed() -> dict[str, object]:
    return {
        "surname": "Voorbeeldnieuw",
        "given_names": "Verzonnen",
        "birth_date": "14-03-1998",
        "note": "Verzonnen: belt alleen overdag terug.",
        "never": ["never_call", "never_post"],
        "identity_mode": IdentityMode.FULL,
        "gender": Gender.FEMALE,
        "age": "",
        "certainty": "certain",
        "children_along": "0",
        "safety_level": SafetyLevel.HIGH,
        "residence_status": option_id(Vocabulary.RESIDENCE_STATUS, "REFLECTION"),
        "reporter_category": option_id(Vocabulary.REPORTER_CATEGORY, "POLICE"),
        "legal_basis": option_id(Vocabulary.LEGAL_BASIS, "STATUTORY_DUTY"),
        "exploitation_form": option_id(Vocabulary.EXPLOITATION_FORM, "SEXUAL"),
        "found_municipality": Municipality.objects.get(gm_code="GM0983").pk,
        "reported_on": f"{timezone.localdate():%d-%m-%Y}",
    }


def inserted(dossier: Dossier) -> Callable[[], object]:
    """Copies the rows that one dossier consists of into tables of the same columns, and commits."""
    rows = {
        "vault_datakey": f"id IN ('{dossier.key_id}', '{dossier.person.key_id}')",
        "dossiers_person": f"id = '{dossier.person_id}'",
        "dossiers_dossier": f"id = '{dossier.pk}'",
        "dossiers_teammember": f"dossier_id = '{dossier.pk}'",
        "jobs_job": f"subject = '{dossier.pk}'",
        "audit_event": f"subject = '{dossier.pk}'",
    }
    with connections["owner"].cursor() as cursor:
        for table in rows:
            cursor.execute(f"DROP TABLE IF EXISTS bench_{table}")
            cursor.execute(f"CREATE TABLE bench_{table} AS SELECT * FROM {table} LIMIT 0")

    def insert() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for table, which in rows.items():
                cursor.execute(f"INSERT INTO bench_{table} SELECT * FROM {table} WHERE {which}")

    return insert
