"""What was needed at the intake and nobody has asked for yet."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from cases.dossiers.choices import Vocabulary, option_id
from cases.dossiers.models import Dossier, Option

SHELTER = option_id(Vocabulary.HELP_REQUEST_TYPE, "SHELTER")


@dataclass(frozen=True)
class Needed:
    """One word of the intake and the help request that it can become."""

    code: str
    label: str
    type: UUID


def left(dossier: Dossier, asked: Collection[UUID]) -> list[Needed]:
    """In the order of the list; `asked` are the types of help that the dossier has requests for.

    One query, and none for a dossier without needs.
    """
    if not dossier.needs_now:
        return []
    needs = Option.objects.of(Vocabulary.NEED_NOW).filter(code__in=dossier.needs_now)
    found = [Needed(need.code, need.label, _type(need)) for need in needs]
    return [need for need in found if need.type not in asked]


def first(dossier: Dossier) -> UUID | None:
    """What a new help request is most likely about: what is still needed, or a bed for who has nothing."""
    asked = set(dossier.help_requests.values_list("type", flat=True))
    needs = left(dossier, asked)
    if needs:
        return needs[0].type
    return None if asked else SHELTER


def _type(need: Option) -> UUID:
    return option_id(Vocabulary.HELP_REQUEST_TYPE, need.attributes["help_request_type"])
