"""Offer a dossier to somebody else; take it over, give it back, or withdraw the offer."""

import secrets
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from cases.dossiers.case_number import ALPHABET
from cases.dossiers.choices import Status, TeamRole
from cases.dossiers.models import Dossier
from cases.handover.choices import State, Trail
from cases.handover.keys import keys_of
from cases.handover.models import Handover
from cases.handover.sheet import parts_of
from zorgportaal.accounts import letters
from zorgportaal.accounts.models import User
from zorgportaal.accounts.roles import Permission
from zorgportaal.audit import trail
from zorgportaal.documents.choices import ContentType, Variant
from zorgportaal.documents.models import PrivateFile
from zorgportaal.documents.pdf import render_pdf
from zorgportaal.jobs import outbox
from zorgportaal.vault import actions as vault

SHEET = "handover.sheet"


class CannotHandOver(ValueError):
    """This dossier cannot be handed over, taken or given back now; says why."""


class SheetIsOld(CannotHandOver):
    """The dossier was changed after the sheet was made: the receiver would confirm something else."""

    def __init__(self) -> None:
        super().__init__(
            "Het dossier is gewijzigd nadat dit blad is gemaakt. Er komt een nieuw blad: lees dat eerst."
        )


@dataclass(frozen=True)
class Offer:
    """To whom, why, what the receiver reads beforehand, and who reads along afterwards."""

    receiver: User
    reason: str
    tells_name: bool = False
    tells_note: bool = False
    reader: User | None = None
    reader_until: date | None = None


@transaction.atomic
def propose(dossier: Dossier, *, by: User, offer: Offer) -> Handover:
    """Nothing moves yet: the receiver gets a task and a dated sheet. Raises CannotHandOver."""
    dossier = Dossier.objects.select_for_update(of=["self"]).with_words().get(pk=dossier.pk)
    _guard(dossier, offer, by)
    assert offer.receiver.house_id
    handover = Handover.objects.create(
        dossier=dossier,
        from_house=dossier.house,
        to_house_id=offer.receiver.house_id,
        proposed_by=by,
        version=dossier.version,
        **vars(offer),
    )
    outbox.put(SHEET, subject=handover.pk, by=by)
    trail.act(
        Trail.PROPOSED, by=by, on=dossier,
        handover=handover.pk, receiver=offer.receiver.pk, house=offer.receiver.house_id,
        tells_name=offer.tells_name, tells_note=offer.tells_note,
    )  # fmt: skip
    letters.tell(offer.receiver)
    return handover


def make_sheet(handover_id: UUID, *, by: User) -> None:
    """Print the dated summary. Safe to run twice, late, or two at once: the locked row decides."""
    handover = _locked(handover_id)
    if not handover.is_open or handover.sheet_id:
        return
    dossier = Dossier.objects.with_words().get(pk=handover.dossier_id)
    made_at = timezone.now()
    parts = parts_of(dossier, tells_name=handover.tells_name, tells_note=handover.tells_note, by=by)
    content = render_pdf(
        "cases/handover/sheet_paper.html",
        {"handover": handover, "dossier": dossier, "parts": parts, "made_at": timezone.localtime(made_at)},
        variant=Variant.ACCESSIBLE,
        title=f"Overdracht {dossier.case_number}",
    )
    handover.sheet = PrivateFile.objects.store(
        content,
        name=f"overdracht-{''.join(secrets.choice(ALPHABET) for _ in range(5))}.pdf",
        content_type=ContentType.PDF,
        region=handover.from_house.vault_region,
        made_at=made_at,
    )
    handover.version = dossier.version
    handover.save()
    trail.act(Trail.SHEET_MADE, by=by, on=dossier, handover=handover.pk, sha256=handover.sheet.sha256)


def accept(handover: Handover, *, by: User) -> Dossier:
    """Take the dossier over: house, keys and team, all at once. Raises CannotHandOver, SheetIsOld."""
    try:
        return _accept(handover.pk, by=by)
    except SheetIsOld:
        renew_sheet(handover, by=handover.proposed_by)
        raise


@transaction.atomic
def renew_sheet(handover: Handover, *, by: User) -> None:
    """Throw an outdated sheet away and have another made."""
    handover = _locked(handover.pk)
    if handover.is_open:
        _throw_away_sheet(handover, by=by)
        handover.save()
        outbox.put(SHEET, subject=handover.pk, by=by)


@transaction.atomic
def _accept(handover_id: UUID, *, by: User) -> Dossier:
    handover = _locked_for_receiver(handover_id, by)
    dossier = Dossier.objects.select_for_update(of=["self"]).get(pk=handover.dossier_id)
    if handover.sheet is None:
        raise CannotHandOver("Het overdrachtsblad wordt nog gemaakt. Lees dat eerst.")
    if handover.version != dossier.version:
        raise SheetIsOld
    _decide(handover, State.ACCEPTED, by=by)
    _move_team(dossier, handover)
    if handover.leaves_the_house:
        _move_house(dossier, handover, by=by)
    trail.act(
        Trail.ACCEPTED, by=by, on=dossier, handover=handover.pk, sha256=handover.sheet.sha256,
        former=handover.from_house_id, house=handover.to_house_id, receiver=handover.receiver_id,
        reader=handover.reader_id,
    )  # fmt: skip
    letters.tell(handover.proposed_by)
    return dossier


@transaction.atomic
def refuse(handover: Handover, *, by: User, reply: str) -> Handover:
    """Give it back: the receiver knows nothing more of it. Raises CannotHandOver."""
    handover = _locked_for_receiver(handover.pk, by)
    return _give_up(handover, State.REFUSED, Trail.REFUSED, by=by, reply=reply)


@transaction.atomic
def withdraw(handover: Handover, *, by: User) -> Handover:
    """Take the offer back. Raises CannotHandOver."""
    handover = _locked(handover.pk)
    if not handover.is_open:
        raise CannotHandOver("Over deze overdracht is al beslist.")
    return _give_up(handover, State.WITHDRAWN, Trail.WITHDRAWN, by=by)


def _guard(dossier: Dossier, offer: Offer, by: User) -> None:
    receiver = offer.receiver
    if by.house_id != dossier.house_id:
        raise CannotHandOver("Wie waarneemt voor een huis, draagt niet over. Laat dat aan het huis zelf.")
    if dossier.status == Status.CLOSED:
        raise CannotHandOver("Dit dossier is afgesloten.")
    if dossier.handovers.filter(state=State.PROPOSED).exists():
        raise CannotHandOver("Voor dit dossier wacht al een overdracht op bevestiging.")
    if receiver == by or not receiver.may(Permission.CHANGE_DOSSIER) or receiver.house_id is None:
        raise CannotHandOver("Kies een andere zorgcoördinator met een account dat nog loopt.")
    if offer.reader_until and offer.reader_until <= timezone.localdate():
        raise CannotHandOver("Wie meeleest, doet dat tot een dag na vandaag.")


def _locked(handover_id: UUID) -> Handover:
    return Handover.objects.select_for_update(of=["self"]).with_words().get(pk=handover_id)


def _locked_for_receiver(handover_id: UUID, by: User) -> Handover:
    handover = _locked(handover_id)
    if not handover.is_open:
        raise CannotHandOver("Over deze overdracht is al beslist.")
    if by.pk != handover.receiver_id and handover.receiver_id not in by.covered_people:
        raise CannotHandOver("Alleen de ontvanger beslist hierover.")
    return handover


def _decide(handover: Handover, state: State, *, by: User, reply: str = "") -> None:
    handover.state, handover.decided_by, handover.decided_at = state, by, timezone.now()
    handover.reply = reply
    handover.save()


def _give_up(handover: Handover, state: State, kind: Trail, *, by: User, reply: str = "") -> Handover:
    _throw_away_sheet(handover, by=by)
    _decide(handover, state, by=by, reply=reply)
    trail.act(kind, by=by, on=handover.dossier, handover=handover.pk)
    letters.tell(handover.proposed_by if by != handover.proposed_by else handover.receiver)
    return handover


def _throw_away_sheet(handover: Handover, *, by: User) -> None:
    sheet, handover.sheet = handover.sheet, None
    if sheet is None:
        return
    Handover.objects.filter(pk=handover.pk).update(sheet=None)
    key = sheet.key
    sheet.delete()
    if key:
        vault.destroy(key, by=by)


def _move_team(dossier: Dossier, handover: Handover) -> None:
    """The receiver coordinates from now on. Another house starts with nobody of the former one."""
    today = timezone.localdate()
    leaving = dossier.team.current().exclude(user=handover.receiver_id)
    if not handover.leaves_the_house:
        leaving = leaving.filter(role=TeamRole.COORDINATOR)
    leaving.update(ends_on=today)
    dossier.team.current().filter(user=handover.receiver_id).update(ends_on=today)
    dossier.team.create(user=handover.receiver, role=TeamRole.COORDINATOR)
    if handover.reader:
        dossier.team.create(user=handover.reader, role=TeamRole.READER, ends_on=handover.reader_until)


def _move_house(dossier: Dossier, handover: Handover, *, by: User) -> None:
    """The number keeps its letters, and what is sealed keeps its bytes: only the keys are wrapped anew."""
    dossier.house = handover.to_house
    dossier.version += 1
    dossier.changed_by, dossier.changed_at = by, timezone.now()
    dossier.save(update_fields=["house", "version", "changed_by", "changed_at"])
    vault.move(keys_of(dossier), region=handover.to_house.vault_region, by=by)
