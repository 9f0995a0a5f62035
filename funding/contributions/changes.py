"""What changed since a draft was made: the lines it keeps beside those that it would get now."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from funding.contributions.contribution import whole
from funding.contributions.draft import lines_now
from funding.contributions.models import Round, RoundLine
from zorgportaal.regions.models import Municipality

ARRANGEMENT = "afspraak"


@dataclass(frozen=True)
class Change:
    """`is_serious` where an invoice would be another one: by its amount, or by whether it exists."""

    municipality: Municipality
    what: str
    is_serious: bool

    def __str__(self) -> str:
        return f"{self.municipality} ({self.what})"


def changes(round_: Round, lines: Iterable[RoundLine]) -> list[Change]:
    """By name of municipality; `lines` are those of the draft. Five queries."""
    kept = {line.municipality: line for line in lines}
    now = lines_now(round_)
    concerned = sorted(kept.keys() | now.keys(), key=lambda municipality: municipality.name)
    found = (_of(one, kept.get(one), now.get(one), is_payer=one in now) for one in concerned)
    return [change for change in found if change]


def _of(
    municipality: Municipality, kept: RoundLine | None, now: RoundLine | None, *, is_payer: bool
) -> Change | None:
    if kept is None or not is_payer:
        return Change(municipality, ARRANGEMENT, is_serious=True)
    words = list(_words(kept, now))
    is_serious = now is None or (kept.amount, kept.is_double) != (now.amount, now.is_double)
    return Change(municipality, ", ".join(words), is_serious) if words else None


def _words(kept: RoundLine, now: RoundLine | None) -> Iterator[str]:
    if now is None:
        yield f"aantal {whole(kept.inhabitants)} → niet bekend"
        return
    if kept.inhabitants != now.inhabitants:
        yield f"aantal {whole(kept.inhabitants)} → {whole(now.inhabitants)}"
    elif (kept.source, kept.source_text, kept.note) != (now.source, now.source_text, now.note):
        yield "eigen cijfer" if kept.is_from_decision or now.is_from_decision else "cijfer van CBS"
    elif kept.cbs_inhabitants != now.cbs_inhabitants:
        yield "cijfer van CBS"
    if kept.is_double != now.is_double:
        yield ARRANGEMENT
    if (kept.paper, kept.is_decided) != (now.paper, now.is_decided):
        yield "besluit"
