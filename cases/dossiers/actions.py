"""What a user does with a dossier: register, change, name, find, add a colleague."""

from dataclasses import fields

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from cases.dossiers import case_number, lookup
from cases.dossiers.choices import IdentityMode, Status, Trail
from cases.dossiers.models import Dossier, Person, TeamMember
from cases.dossiers.registration import Facts, Identity, Problems, differences, problems
from zorgportaal.accounts.models import User
from zorgportaal.audit import trail
from zorgportaal.regions.models import SafetyHouse
from zorgportaal.vault import actions as vault
from zorgportaal.vault.choices import Family
from zorgportaal.vault.models import DataKey

ATTEMPTS = 5
MOST_FOUND = 25


class NotAllowed(ValueError):
    """The law or the database does not let this be registered; says which field and why."""

    def __init__(self, found: Problems) -> None:
        super().__init__(" ".join(found.values()))
        self.problems = found


class ChangedByOther(Exception):
    """Somebody else saved the dossier in the meantime; `now` is what it has become."""

    def __init__(self, now: Dossier) -> None:
        who = now.changed_by or now.registered_by
        super().__init__(f"{who} heeft dit ook gewijzigd. Vergelijk eerst, daarna slaat u op.")
        self.now = now


class LastOfTeam(Exception):
    """Somebody has to work on a dossier."""

    def __init__(self) -> None:
        super().__init__("Dit is de laatste in het casusteam. Voeg eerst een collega toe.")


@transaction.atomic
def register_dossier(
    *, by: User, house: SafetyHouse, facts: Facts, identity: Identity | None = None
) -> Dossier:
    """Make a dossier with its keys; whoever registers is in the case team. Raises NotAllowed."""
    identity = identity or Identity()
    facts = facts.with_age_from(identity.birth_date)
    _guard(facts, identity)
    dossier = Dossier(house=house, registered_by=by)
    dossier.key = DataKey.objects.make(Family.DOSSIER, region=house.vault_region)
    _apply(facts, dossier)
    if facts.identity_mode != IdentityMode.ANONYMOUS:
        dossier.person = _new_person(house)
        _write(identity, dossier.person)
    _insert_with_free_number(dossier)
    TeamMember.objects.create(dossier=dossier, user=by)
    trail.act(Trail.REGISTERED, by=by, on=dossier, mode=dossier.identity_mode, house=house.pk)
    return dossier


@transaction.atomic
def change_dossier(dossier: Dossier, *, by: User, version: int, facts: Facts, status: Status) -> Dossier:
    """Save what is known now. Raises ChangedByOther, NotAllowed."""
    dossier = _locked(dossier, version)
    identity = Identity.of(dossier.person)
    _guard_mode(facts, identity)
    facts = facts.with_age_from(identity.birth_date)
    _guard(facts, identity)
    changed = differences(Facts.of(dossier), facts) + ["status"] * (dossier.status != status)
    if changed:
        _apply(facts, dossier)
        dossier.status = status
        _save_with_person(dossier, by=by)
        trail.act(Trail.CHANGED, by=by, on=dossier, fields=changed)
    return dossier


@transaction.atomic
def change_identity(dossier: Dossier, *, by: User, version: int, identity: Identity) -> Dossier:
    """Save who it is. Raises ChangedByOther, NotAllowed."""
    dossier = _locked(dossier, version)
    _guard(Facts.of(dossier), identity)
    changed = differences(Identity.of(dossier.person), identity)
    if changed and dossier.person:
        _write(identity, dossier.person)
        _save(dossier, by=by)
        trail.act(Trail.IDENTITY_CHANGED, by=by, on=dossier, fields=changed)
    return dossier


@transaction.atomic
def add_to_team(dossier: Dossier, *, by: User, member: User) -> TeamMember:
    """Let somebody work on the dossier from today; does nothing when that is so already."""
    row, is_new = TeamMember.objects.get_or_create(dossier=dossier, user=member, ends_on=None)
    if is_new:
        trail.act(Trail.JOINED, by=by, on=dossier, member=member.pk)
    return row


@transaction.atomic
def take_off_team(member: TeamMember, *, by: User) -> None:
    """Today is the last day; does nothing when that was known. Raises LastOfTeam."""
    # The lock keeps two colleagues from taking each other off at once.
    dossier = Dossier.objects.select_for_update(of=["self"]).get(pk=member.dossier_id)
    staying = set(dossier.team.staying().values_list("pk", flat=True))
    if member.pk not in staying:
        return
    if len(staying) == 1:
        raise LastOfTeam
    dossier.team.filter(pk=member.pk).update(ends_on=timezone.localdate())
    trail.act(Trail.LEFT, by=by, on=dossier, member=member.user_id)


def show_identity(dossier: Dossier, *, by: User) -> Identity:
    """Open the sealed identity; this look has a row of its own on the trail (C040)."""
    trail.look(Trail.IDENTITY_SHOWN, by=by, on=dossier)
    return Identity.of(dossier.person)


def find_dossiers(
    *, by: User, number: str = "", surname: str = "", birth_year: int | None = None
) -> list[Dossier]:
    """The dossiers this person may know of that match exactly; the term itself is kept nowhere."""
    match = _number_matches(number) if number else _name_matches(surname, birth_year)
    dossiers = Dossier.objects.visible_to(by).filter(match).for_list()
    found = list(dossiers[:MOST_FOUND])
    term = trail.term(number or f"{surname} {birth_year}")
    trail.look(Trail.SEARCHED, by=by, term=term, ids=[dossier.pk for dossier in found])
    return found


def _number_matches(number: str) -> Q:
    try:
        return Q(case_number=case_number.parse(number))
    except case_number.WrongNumber:
        return _matches(v_number=lookup.v_number(number), phone=lookup.phone(number))


def _name_matches(surname: str, birth_year: int | None) -> Q:
    return _matches(surname_year=lookup.surname_and_year(surname, birth_year))


def _matches(**indexes: str) -> Q:
    """Any of the fingerprints; an empty one matches nobody."""
    match = Q(pk__in=[])
    for name, index in indexes.items():
        if index:
            match |= Q(**{f"person__{name}_index": index})
    return match


def _guard(facts: Facts, identity: Identity) -> None:
    if found := problems(facts, identity):
        raise NotAllowed(found)


def _guard_mode(facts: Facts, identity: Identity) -> None:
    """The form of the facts shows no name, so say there what has to be done about the name first."""
    if facts.identity_mode == IdentityMode.ANONYMOUS and not identity.is_empty:
        raise NotAllowed(
            {"identity_mode": "Er staat nog een naam of contact bij dit dossier. Maak dat eerst leeg."}
        )
    if facts.identity_mode == IdentityMode.FULL and not identity.surname:
        raise NotAllowed({"identity_mode": "Er staat nog geen achternaam bij dit dossier."})


def _locked(dossier: Dossier, version: int) -> Dossier:
    now = Dossier.objects.select_for_update(of=["self"]).with_words().get(pk=dossier.pk)
    if now.version != version:
        raise ChangedByOther(now)
    return now


def _apply(facts: Facts, dossier: Dossier) -> None:
    for field in fields(Facts):
        setattr(dossier, field.name, getattr(facts, field.name))


def _insert_with_free_number(dossier: Dossier) -> None:
    """A number that exists already is one in 34 thousand million: then draw again."""
    for _ in range(ATTEMPTS):
        dossier.case_number = case_number.make(dossier.house.care_region.code)
        try:
            with transaction.atomic():
                dossier.save(force_insert=True)
        except IntegrityError as problem:
            if "case_number" not in str(problem):
                raise
        else:
            return
    raise RuntimeError("no free case number")


def _save(dossier: Dossier, *, by: User) -> None:
    dossier.version += 1
    dossier.changed_by, dossier.changed_at = by, timezone.now()
    dossier.save()


def _save_with_person(dossier: Dossier, *, by: User) -> None:
    """Anonymous means that there is no row about the person at all, nor a key of one."""
    leaving = None
    if dossier.identity_mode == IdentityMode.ANONYMOUS:
        leaving, dossier.person = dossier.person, None
    elif dossier.person is None:
        dossier.person = _new_person(dossier.house)
    _save(dossier, by=by)
    if leaving:
        leaving.delete()
        if leaving.key:
            vault.destroy(leaving.key, by=by)


def _new_person(house: SafetyHouse) -> Person:
    return Person.objects.create(key=DataKey.objects.make(Family.PERSON, region=house.vault_region))


def _write(identity: Identity, person: Person) -> None:
    for field in fields(Identity):
        setattr(person, field.name, getattr(identity, field.name))
    year = identity.birth_date.year if identity.birth_date else None
    person.surname_year_index = lookup.surname_and_year(identity.surname, year)
    person.v_number_index = lookup.v_number(identity.v_number)
    person.phone_index = lookup.phone(identity.phone)
    person.save()
