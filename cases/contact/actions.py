"""What a coordinator does about safe contact: change the rules, show and change the cover text."""

from dataclasses import dataclass
from datetime import time

from django.db import transaction
from django.utils import timezone

from cases.contact.choices import Channel, Trail
from cases.contact.models import SafeContact, contact_of, is_never
from cases.dossiers.actions import ChangedByOther, NotAllowed
from cases.dossiers.choices import SafetyLevel
from cases.dossiers.models import Dossier
from cases.dossiers.turned import codes
from zorgportaal.accounts.models import User
from zorgportaal.audit import trail


@dataclass(frozen=True)
class Rules:
    """How somebody can be reached without danger."""

    safety_level: SafetyLevel
    contact_via: str = ""
    never: frozenset[Channel] = frozenset(Channel)
    days: tuple[int, ...] = ()
    from_time: time | None = None
    until_time: time | None = None

    @classmethod
    def of(cls, dossier: Dossier) -> "Rules":
        contact = contact_of(dossier)
        return cls(
            SafetyLevel(dossier.safety_level),
            dossier.contact_via,
            frozenset(channel for channel in Channel if is_never(dossier, channel)),
            tuple(contact.days),
            contact.from_time,
            contact.until_time,
        )


@transaction.atomic
def change_rules(dossier: Dossier, *, by: User, version: int, rules: Rules) -> Dossier:
    """Keep how somebody may be reached. Raises ChangedByOther, NotAllowed."""
    dossier = _locked(dossier, version)
    if dossier.person_id is None and rules.contact_via:
        raise NotAllowed({"contact_via": "Bij een anonieme registratie blijft “Veilig contact via” leeg."})
    before = Rules.of(dossier)
    changed = sorted(name for name, value in vars(rules).items() if value != getattr(before, name))
    if changed:
        contact = contact_of(dossier)
        _apply(rules, dossier, contact)
        _save(dossier, contact, by=by)
        turned = codes(before, rules, changed)
        trail.act(Trail.CHANGED, by=by, on=dossier, fields=changed, turned=turned)
    return dossier


def _apply(rules: Rules, dossier: Dossier, contact: SafeContact) -> None:
    dossier.safety_level, dossier.contact_via = rules.safety_level, rules.contact_via
    contact.days = sorted(rules.days)
    contact.from_time, contact.until_time = rules.from_time, rules.until_time
    for channel in Channel:
        row = dossier if hasattr(dossier, channel) else contact
        setattr(row, channel, channel in rules.never)


def show_cover(dossier: Dossier, *, by: User) -> str:
    """Open the cover text; this look has a row of its own on the trail."""
    trail.look(Trail.COVER_SHOWN, by=by, on=dossier)
    text: str = contact_of(dossier).cover_text
    return text


@transaction.atomic
def change_cover(dossier: Dossier, *, by: User, version: int, cover_text: str) -> Dossier:
    """Keep what whoever calls says of themselves. Raises ChangedByOther, NotAllowed."""
    dossier = _locked(dossier, version)
    contact = contact_of(dossier)
    if dossier.person_id is None and cover_text:
        raise NotAllowed({"cover_text": "Bij een anonieme registratie blijft het dekverhaal leeg."})
    if contact.cover_text != cover_text:
        contact.cover_text = cover_text
        _save(dossier, contact, by=by)
        trail.act(Trail.COVER_CHANGED, by=by, on=dossier)
    return dossier


def _locked(dossier: Dossier, version: int) -> Dossier:
    """The dossier is what two people can change at once, so its version counts for the rules too."""
    now = Dossier.objects.select_for_update(of=["self"]).with_words().get(pk=dossier.pk)
    if now.version != version:
        raise ChangedByOther(now)
    return now


def _save(dossier: Dossier, contact: SafeContact, *, by: User) -> None:
    dossier.version += 1
    dossier.changed_by, dossier.changed_at = by, timezone.now()
    dossier.save()
    contact.save()
