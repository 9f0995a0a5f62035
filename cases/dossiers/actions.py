"""What a user does with a dossier: register, change, name, add a colleague."""

from dataclasses import fields
from datetime import date

from django.db import IntegrityError, transaction
from django.utils import timezone

from cases.dossiers import case_number, lookup
from cases.dossiers.choices import IdentityMode, Status, TeamRole, Trail
from cases.dossiers.models import Dossier, Person, TeamMember
from cases.dossiers.registration import Facts, Identity, Problems, differences, problems
from cases.dossiers.turned import codes
from zorgportaal.accounts.models import User
from zorgportaal.audit import trail
from zorgportaal.jobs import outbox
from zorgportaal.regions.models import SafetyHouse
from zorgportaal.vault import actions as vault
from zorgportaal.vault.choices import Family
from zorgportaal.vault.models import DataKey

ATTEMPTS = 5
COMPARE = "finding.compare"  # the room above looks whether somebody is known already


class NotAllowed(ValueError):
    """The law or the database does not let this be registered; says which field and why."""

    def __init__(self, found: Problems) -> None:
        super().__init__(" ".join(found.values()))
        self.problems = found


class ChangedByOther(Exception):
    """Somebody else saved the dossier in the meantime; `now` is what it has become."""

    def __init__(self, now: Dossier) -> None:
        super().__init__(f"{now.saved_by} heeft dit ook gewijzigd. Vergelijk eerst, daarna slaat u op.")
        self.now = now


class LastOfTeam(Exception):
    """Somebody has to work on a dossier."""

    def __init__(self) -> None:
        super().__init__("Dit is de laatste in het casusteam. Voeg eerst een collega toe.")


class NotInTeam(ValueError):
    """This place in the case team cannot be; says why."""


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
        _write(identity, dossier)
    _insert_with_free_number(dossier)
    TeamMember.objects.create(dossier=dossier, user=by, role=TeamRole.COORDINATOR)
    _have_compared(dossier, by=by)
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
    before = Facts.of(dossier)
    changed = differences(before, facts)
    turned = codes(before, facts, changed)
    if dossier.status != status:
        changed.append("status")
        turned["status"] = [dossier.status, status]
    if changed:
        _apply(facts, dossier)
        dossier.status = status
        _save_with_person(dossier, by=by)
        if "nationality" in changed:
            _write(identity, dossier)
        trail.act(Trail.CHANGED, by=by, on=dossier, fields=changed, turned=turned)
    return dossier


@transaction.atomic
def change_identity(dossier: Dossier, *, by: User, version: int, identity: Identity) -> Dossier:
    """Save who it is. Raises ChangedByOther, NotAllowed."""
    dossier = _locked(dossier, version)
    _guard(Facts.of(dossier), identity)
    changed = differences(Identity.of(dossier.person), identity)
    if changed and dossier.person:
        _write(identity, dossier)
        _save(dossier, by=by)
        _have_compared(dossier, by=by)
        trail.act(Trail.IDENTITY_CHANGED, by=by, on=dossier, fields=changed)
    return dossier


@transaction.atomic
def add_to_team(
    dossier: Dossier,
    *,
    by: User,
    member: User,
    role: TeamRole = TeamRole.MEMBER,
    ends_on: date | None = None,
) -> TeamMember:
    """Let somebody work on the dossier from today; does nothing when that is so already.

    Whoever becomes the coordinator takes over from who was it. Raises NotInTeam.
    """
    dossier = _with_locked_team(dossier)
    known = dossier.team.current().filter(user=member).first()
    if known:
        return known
    _guard_last_day(ends_on)
    _make_room(dossier, role)
    row: TeamMember = dossier.team.create(user=member, role=role, ends_on=ends_on)
    trail.act(Trail.JOINED, by=by, on=dossier, member=member.pk, role=role, ends_on=ends_on)
    return row


@transaction.atomic
def change_in_team(member: TeamMember, *, by: User, role: TeamRole, ends_on: date | None) -> TeamMember:
    """Give somebody another role or last day. Raises LastOfTeam, NotInTeam."""
    dossier = _with_locked_team(member.dossier)
    row = dossier.team.current().filter(pk=member.pk).first()
    if row is None:
        raise NotInTeam("Deze persoon is al van het casusteam af.")
    _guard_last_day(ends_on)
    if ends_on and not dossier.team.staying().exclude(pk=row.pk).exists():
        raise LastOfTeam
    if (row.role, row.ends_on) != (role, ends_on):
        _make_room(dossier, role, but=row)
        row.role, row.ends_on = role, ends_on
        row.save()
        trail.act(Trail.TEAM_CHANGED, by=by, on=dossier, member=row.user_id, role=role, ends_on=ends_on)
    return row


@transaction.atomic
def take_off_team(member: TeamMember, *, by: User) -> None:
    """Today is the last day; does nothing when that was so. Raises LastOfTeam."""
    dossier = _with_locked_team(member.dossier)
    current = dossier.team.current().filter(pk=member.pk)
    if not current.exists():
        return
    if not dossier.team.staying().exclude(pk=member.pk).exists():
        raise LastOfTeam
    current.update(ends_on=timezone.localdate())
    trail.act(Trail.LEFT, by=by, on=dossier, member=member.user_id)


def _with_locked_team(dossier: Dossier) -> Dossier:
    """The lock keeps two colleagues from taking each other off at once."""
    return Dossier.objects.select_for_update(of=["self"]).get(pk=dossier.pk)


def _guard_last_day(ends_on: date | None) -> None:
    if ends_on and ends_on <= timezone.localdate():
        raise NotInTeam("Kies een einddatum na vandaag.")


def _make_room(dossier: Dossier, role: TeamRole, but: TeamMember | None = None) -> None:
    """A dossier has one coordinator: who was it stays, as a member."""
    if role == TeamRole.COORDINATOR:
        former = dossier.team.current().filter(role=role)
        if but:
            former = former.exclude(pk=but.pk)
        former.update(role=TeamRole.MEMBER)


def show_identity(dossier: Dossier, *, by: User) -> Identity:
    """Open the sealed identity; this look has a row of its own on the trail (C040)."""
    trail.look(Trail.IDENTITY_SHOWN, by=by, on=dossier)
    return Identity.of(dossier.person)


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


def _write(identity: Identity, dossier: Dossier) -> None:
    person = dossier.person
    if person is None:
        return
    for field in fields(Identity):
        setattr(person, field.name, getattr(identity, field.name))
    nationality = dossier.nationality.brp_code if dossier.nationality else ""
    for column, value in lookup.indexes(identity, nationality).items():
        setattr(person, column, value)
    person.save()


def _have_compared(dossier: Dossier, *, by: User) -> None:
    """Whether this person has a dossier already is looked up behind the page."""
    if dossier.person and dossier.person.name_keys:
        outbox.put(COMPARE, subject=dossier.pk, by=by)
