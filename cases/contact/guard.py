"""What leaves the portal for somebody passes here: refused when it is unsafe, with the reason.

guard.refuse(dossier, Channel.POST)                   # a letter to the person
guard.refuse(dossier, Channel.VISIT, at=moment)       # an appointment
guard.refuse_text(dossier, text)                      # a note that others will read
guard.let_pass(dossier, text)                         # a line of a sheet: what is unsafe is left out
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils import timezone

from cases.contact import wording
from cases.contact.choices import Channel
from cases.contact.models import contact_of, is_never
from cases.dossiers import lookup
from cases.dossiers.choices import IdentityMode
from cases.dossiers.models import Dossier

# Eight digits or more, as people write a phone number.
NUMBER = re.compile(r"\+?\d(?:[\s().\-/]*\d){7,14}")
SHORTEST_NAME = 3


@dataclass(frozen=True)
class Ruling:
    """Why something may not leave."""

    rule: str
    sentence: str
    left_out: str = ""  # what stands in the place of a text that may not leave

    def __str__(self) -> str:
        return self.sentence


class Unsafe(ValueError):
    """This would put somebody in danger; the message says why and what to do instead."""

    def __init__(self, ruling: Ruling) -> None:
        super().__init__(ruling.sentence)
        self.ruling = ruling


def check(dossier: Dossier, channel: Channel, *, at: datetime | None = None) -> Ruling | None:
    """Whether somebody may be reached this way, and at this moment where it has one."""
    instead = wording.safe_way(dossier)
    if is_never(dossier, channel):
        return Ruling("contact.channel", f"Dit mag niet: nooit {channel.label}. {instead}".strip())
    if at is not None and not is_safe_moment(dossier, at):
        hours = wording.hours(contact_of(dossier))
        return Ruling("contact.hours", f"Dit moment is niet veilig. Contact kan alleen {hours}.")
    return None


def refuse(dossier: Dossier, channel: Channel, *, at: datetime | None = None) -> None:
    """Raises Unsafe."""
    if ruling := check(dossier, channel, at=at):
        raise Unsafe(ruling)


def is_safe_moment(dossier: Dossier, at: datetime) -> bool:
    """Within the days and hours that are known; without these every moment is as safe as another."""
    contact, moment = contact_of(dossier), timezone.localtime(at)
    if contact.days and moment.isoweekday() not in contact.days:
        return False
    if contact.from_time is None or contact.until_time is None:
        return True
    return contact.from_time <= moment.time() < contact.until_time


def check_text(dossier: Dossier, text: str) -> Ruling | None:
    """Whether a text for others gives away what keeps somebody safe. Opens the sealed fields."""
    return next(_against(dossier, text), None) if text else None


def refuse_text(dossier: Dossier, text: str) -> None:
    """Raises Unsafe."""
    if ruling := check_text(dossier, text):
        raise Unsafe(ruling)


def let_pass(dossier: Dossier, text: str) -> str:
    """The text as it is, or what was left out and why."""
    ruling = check_text(dossier, text)
    return ruling.left_out if ruling else text


def next_safe_day(dossier: Dossier, day: date) -> date:
    """The first day of the week that is safe, from this day on; without known days the day itself."""
    safe = contact_of(dossier).days
    return next(
        (later for later in (day + timedelta(n) for n in range(7)) if later.isoweekday() in safe), day
    )


def _against(dossier: Dossier, text: str) -> Iterator[Ruling]:
    for rule, what, why, gives_away in LEAKS:
        if gives_away(dossier, text):
            yield Ruling(
                rule, f"In deze tekst staat {what}. {why} Haal dat weg.", f"Weggelaten: {what}. {why}"
            )


def _has_phone(dossier: Dossier, text: str) -> bool:
    """The number of somebody who may not be called nor texted, however it is written."""
    if dossier.person is None or not (dossier.never_call or dossier.never_text):
        return False
    own = lookup.phone(dossier.person.phone)
    return bool(own) and any(lookup.phone(found) == own for found in NUMBER.findall(text))


def _has_address(dossier: Dossier, text: str) -> bool:
    """The protected address: in one piece, its street, or whatever part has a number."""
    if dossier.person is None or not dossier.address_is_protected:
        return False
    whole = dossier.person.whereabouts
    parts = [part for part in re.split(r"[,;\n]", whole) if re.search(r"\d", part)]
    streets = [re.split(r"\s+\d", part.strip())[0] for part in parts]
    return any(_says(text, words) for words in (whole, *parts, *streets))


def _has_name(dossier: Dossier, text: str) -> bool:
    if dossier.person is None or dossier.identity_mode != IdentityMode.PSEUDONYM:
        return False
    names = [dossier.person.surname, *dossier.person.given_names.split()]
    return any(_says(text, name) for name in names)


def _has_cover(dossier: Dossier, text: str) -> bool:
    return _says(text, contact_of(dossier).cover_text)


def _says(text: str, words: str) -> bool:
    """Whole words, whatever the capitals and spaces."""
    sought = r"\s+".join(re.escape(word) for word in words.split())
    return len(words.strip()) >= SHORTEST_NAME and bool(
        re.search(rf"(?<!\w){sought}(?!\w)", text, re.IGNORECASE)
    )


LEAKS: tuple[tuple[str, str, str, Callable[[Dossier, str], bool]], ...] = (
    ("contact.phone", "een telefoonnummer", "Bellen of appen mag hier niet.", _has_phone),
    ("contact.address", "de verblijfplaats", "Het adres is afgeschermd.", _has_address),
    ("contact.name", "de naam", "Die gaat bij dit dossier niet naar buiten.", _has_name),
    ("contact.cover", "het dekverhaal", "Dat blijft in het dossier.", _has_cover),
)
