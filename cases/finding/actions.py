"""What a user does to find out whether somebody is known: look, ask, answer, note a number."""

from dataclasses import asdict, dataclass
from datetime import date
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from cases.dossiers import lookup
from cases.dossiers.actions import COMPARE
from cases.dossiers.models import Dossier, Person
from cases.finding.choices import ReferenceKind, Trail
from cases.finding.comparing import Alike, Wanted, alike
from cases.finding.models import KnownQuestion, KnownTask, Likeness, Reference, SearchQuery
from cases.finding.numbers import matches, reference_index
from zorgportaal.accounts.models import User
from zorgportaal.audit import trail
from zorgportaal.drafts.actions import Place, keep_draft, region_of
from zorgportaal.jobs import outbox
from zorgportaal.vault.choices import Family
from zorgportaal.vault.models import DataKey

ASK_KNOWN = "finding.ask_known"
FORGET = "finding.forget"
MOST_QUESTIONS = 10  # a day, by one person
MOST_FOUND = 25
INTAKE = "dossiers.register"

__all__ = ["COMPARE"]


class TooManyQuestions(Exception):
    """Somebody asks so often that the answers would say who is known (T2)."""

    def __init__(self) -> None:
        super().__init__(
            f"U stelde vandaag al {MOST_QUESTIONS} vragen. Morgen kan het weer. "
            "Bel het andere Zorg- en Veiligheidshuis als het niet kan wachten."
        )


class CannotAsk(Exception):
    """Too little is known of somebody to ask whether others know this person."""

    def __init__(self) -> None:
        super().__init__("Zoek eerst op achternaam, voornaam, geboortejaar en nationaliteit samen.")


class AlreadyThere(Exception):
    """The same number of the same authority."""

    def __init__(self) -> None:
        super().__init__("Dit kenmerk staat er al.")


@dataclass(frozen=True)
class Asked:
    """What was typed on the search page; `born` is a year or a whole date (ISO)."""

    number: str = ""
    surname: str = ""
    given_names: str = ""
    born: str = ""
    nationality: str = ""


@dataclass(frozen=True)
class Found:
    """A dossier and why it was found; `score` is None when a number was exactly equal."""

    dossier: Dossier
    reason: str
    score: float | None = None


@transaction.atomic
def search(asked: Asked, *, by: User) -> SearchQuery:
    """Keep what is looked for, sealed, for its own address. Only its HMAC comes on the trail (C029)."""
    key = DataKey.objects.make(Family.DRAFT, region=region_of(by))
    query = SearchQuery(asked_by=by, key=key, **asdict(asked))
    query.save(force_insert=True)
    term = trail.term("|".join(asdict(asked).values()))
    trail.act(Trail.SEARCHED, by=by, on=query, term=term)
    return query


def find(query: SearchQuery, *, by: User) -> list[Found]:
    """The dossiers this person may know of that fit: exactly by number, then by name."""
    by_number = _by_number(query.number, by=by) if query.number else []
    by_name = _by_name(query, by=by) if query.name else []
    known = {found.dossier.pk for found in by_number}
    found = by_number + [one for one in by_name if one.dossier.pk not in known]
    trail.look(Trail.FOUND, by=by, on=query, ids=[one.dossier.pk for one in found])
    return found


@transaction.atomic
def begin_intake(query: SearchQuery, *, by: User) -> str:
    """None of these: the address of a new intake in which the name that was looked for stands already."""
    subject = uuid4()
    page = f"{reverse('dossiers:register')}?concept={subject}"
    typed = {"surname": query.surname, "given_names": query.given_names}
    if query.birth_date:
        typed["birth_date"] = f"{query.birth_date:%d-%m-%Y}"
    filled = MultiValueDict({name: [text] for name, text in typed.items() if text})
    if filled:
        keep_draft(Place(INTAKE, subject, "Nieuwe intake", page), by=by, typed=filled)
    trail.act(Trail.INTAKE_BEGUN, by=by, on=query)
    return page


@transaction.atomic
def forget_searches() -> int:
    """Wipe what was looked for more than 8 hours ago, with its keys. Safe to repeat."""
    expired = SearchQuery.objects.expired().select_for_update(skip_locked=True).order_by("pk")
    queries = dict(expired.values_list("pk", "key"))
    SearchQuery.objects.filter(pk__in=queries).delete()
    DataKey.objects.filter(pk__in=queries.values()).delete()
    if queries:
        trail.act(Trail.FORGOTTEN, by=trail.SYSTEM, number=len(queries))
    return len(queries)


@transaction.atomic
def look_for_likeness(dossier_id: UUID, *, by: trail.Actor) -> list[Likeness]:
    """Note which dossiers of the same house this one looks like, both ways; the old hints go."""
    dossier = Dossier.objects.select_related("key", "person__key", "nationality").get(pk=dossier_id)
    Likeness.objects.filter(dossier=dossier).delete()
    Likeness.objects.filter(other=dossier).delete()
    if dossier.person is None or not dossier.person.name:
        return []
    others = Dossier.objects.filter(house=dossier.house_id).exclude(pk=dossier.pk)
    found = alike(_wanted_of(dossier, dossier.person), others)
    beside = Dossier.objects.in_bulk([one.dossier_id for one in found])
    made = [hint for one in found for hint in _hints(dossier, beside[one.dossier_id], one)]
    Likeness.objects.bulk_create(made)
    if made:
        trail.act(Trail.LIKENESS_FOUND, by=by, on=dossier, ids=[one.dossier_id for one in found])
    return made


@transaction.atomic
def ask_known(query: SearchQuery, *, by: User) -> KnownQuestion:
    """Ask the other houses whether they know this person. Whoever asks never hears that here.

    The comparing is done behind the page, so that neither words nor time tell (T2, C004). Raises
    CannotAsk, TooManyQuestions.
    """
    User.objects.select_for_update().get(pk=by.pk)  # two questions at once are counted one by one
    if KnownQuestion.objects.of_today(by).count() >= MOST_QUESTIONS:
        raise TooManyQuestions
    marks = lookup.known_marks(
        query.surname, query.given_names, year=query.birth_year, nationality=query.nationality
    )
    if not marks:
        raise CannotAsk
    question = KnownQuestion.objects.create(asked_by=by, marks=marks)
    outbox.put(ASK_KNOWN, subject=question.pk, by=by)
    term = trail.term(f"{query.name}|{query.birth_year}|{query.nationality}")
    trail.act(Trail.KNOWN_ASKED, by=by, on=question, term=term)
    return question


@transaction.atomic
def answer_known(question_id: UUID) -> None:
    """Give whoever holds a file about this person a call to make, and wipe the question. Safe twice."""
    question = KnownQuestion.objects.select_for_update().get(pk=question_id)
    theirs = (
        Person.objects.filter(known_marks__overlap=question.marks)
        if question.marks
        else Person.objects.none()
    )
    visible = Dossier.objects.visible_to(question.asked_by)
    held = Dossier.objects.filter(person__in=theirs).exclude(pk__in=visible.values("pk"))
    for dossier in held.order_by("pk"):
        KnownTask.objects.get_or_create(question=question, dossier=dossier)
        trail.act(Trail.KNOWN_FOUND, by=trail.SYSTEM, on=dossier)
    question.marks, question.compared_at = [], timezone.now()
    question.save()


@transaction.atomic
def finish_call(task: KnownTask, *, by: User) -> None:
    """Somebody phoned; does nothing when a colleague was first."""
    waiting = KnownTask.objects.waiting().filter(pk=task.pk)
    if waiting.update(done_by=by, done_at=timezone.now()):
        trail.act(Trail.KNOWN_CALLED, by=by, on=task.dossier, task=task.pk)


@transaction.atomic
def add_reference(dossier: Dossier, *, kind: ReferenceKind, number: str, by: User) -> Reference:
    """Note by which number others know this dossier. Raises AlreadyThere."""
    made = Reference(dossier=dossier, kind=kind, number=number, number_index=reference_index(number))
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError as problem:
        raise AlreadyThere from problem
    trail.act(Trail.REFERENCE_ADDED, by=by, on=dossier, kind=kind)
    return made


@transaction.atomic
def remove_reference(reference: Reference, *, by: User) -> None:
    trail.act(Trail.REFERENCE_REMOVED, by=by, on=reference.dossier, kind=reference.kind)
    reference.delete()


def put_forgetting() -> None:
    """Write down that searches are wiped: once an hour, however often the clock says so."""
    outbox.put(FORGET, by=None, key=f"{FORGET}:{timezone.localtime():%Y-%m-%dT%H}")


def _by_number(number: str, *, by: User) -> list[Found]:
    dossiers = Dossier.objects.visible_to(by).filter(matches(number)).for_list().distinct()
    return [Found(dossier, "dit nummer") for dossier in dossiers[:MOST_FOUND]]


def _by_name(query: SearchQuery, *, by: User) -> list[Found]:
    wanted = Wanted(query.name, query.birth_year, query.birth_date, query.nationality)
    likely = alike(wanted, Dossier.objects.visible_to(by))
    rows = Dossier.objects.visible_to(by).filter(pk__in=[one.dossier_id for one in likely]).for_list()
    dossiers = {dossier.pk: dossier for dossier in rows}
    return [Found(dossiers[one.dossier_id], one.reason, one.score) for one in likely]


def _wanted_of(dossier: Dossier, person: Person) -> Wanted:
    born: date | None = person.birth_date
    nationality = dossier.nationality.brp_code if dossier.nationality else ""
    return Wanted(person.name, born.year if born else None, born, nationality)


def _hints(dossier: Dossier, other: Dossier, one: Alike) -> list[Likeness]:
    return [
        Likeness(dossier=this, other=that, score=round(one.score, 3), reason=one.reason)
        for this, that in ((dossier, other), (other, dossier))
    ]
