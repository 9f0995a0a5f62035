"""What of a help request may be told to a provider, field by field, in words."""

import uuid
from collections.abc import Callable, Iterable

from cases.consents.choices import Scope
from cases.consents.sharing import Sharing
from cases.contact import guard
from cases.routing.choices import ANONYMOUS, PERSONAL, SharedField
from cases.routing.models import HelpRequest, PlacementRequest

Fields = frozenset[SharedField]


def may_share_with(asked: HelpRequest, organisation: uuid.UUID) -> Fields:
    """What may go along to this provider: consent opens, and its withdrawal closes."""
    sharing = Sharing.of(asked.dossier)
    if sharing.is_stopped(Scope.PROVIDER, organisation):
        return ANONYMOUS
    if sharing.is_agreed(Scope.PROVIDER, organisation):
        return PERSONAL | asked.may_share
    return asked.may_share


def may_offer(asked: HelpRequest) -> Fields:
    """What may go along to at least one provider, because of the legal basis or of consent."""
    if Sharing.of(asked.dossier).is_agreed_with_anybody(Scope.PROVIDER):
        return PERSONAL | asked.may_share
    return asked.may_share


def readable_fields(placement: PlacementRequest) -> list[str]:
    """What of it the provider may still read: less than went along, once consent was taken back or the
    note gives away what became a danger since.
    """
    asked = placement.help_request
    may = ANONYMOUS | may_share_with(asked, placement.service.provider.organisation_id)
    readable = [name for name in placement.shared_fields if name in may]
    if SharedField.NOTE in readable and guard.check_text(asked.dossier, asked.note):
        readable.remove(SharedField.NOTE)
    return readable


def facts(asked: HelpRequest, fields: Iterable[str]) -> list[tuple[str, str]]:
    """Label and value of exactly these fields, in the order of the list. Opens the note if asked."""
    wanted = set(fields)
    return [(field.label, WORDS[field](asked)) for field in SharedField if field in wanted]


def who(asked: HelpRequest) -> str:
    """Sex, age and children in one line, for the coordinator."""
    words = (WORDS[field](asked) for field in (SharedField.GENDER, SharedField.AGE, SharedField.CHILDREN))
    return ", ".join(words)


def _age(asked: HelpRequest) -> str:
    """The age in words; who may be a child counts as one."""
    dossier = asked.dossier
    if dossier.age is None:
        return "leeftijd onbekend, misschien jonger dan 18" if dossier.may_be_minor else "leeftijd onbekend"
    about = "ongeveer " if dossier.age_is_estimated else ""
    doubt = ", misschien jonger dan 18" if dossier.may_be_minor else ""
    return f"{about}{dossier.age} jaar{doubt}"


def _age_band(asked: HelpRequest) -> str:
    """The band of the estimate would hide that somebody may be a child."""
    doubt = ", misschien jonger dan 18" if asked.dossier.may_be_minor else ""
    return f"{asked.dossier.age_band.label}{doubt}"


def _children(asked: HelpRequest) -> str:
    children = asked.dossier.children_along
    if children == 0:
        return "geen kinderen mee"
    return "1 kind mee" if children == 1 else f"{children} kinderen mee"


def _language(asked: HelpRequest) -> str:
    language = asked.dossier.language
    words = language.label if language else "taal onbekend"
    return f"{words}, tolk nodig" if asked.dossier.interpreter_needed else words


def _medical(asked: HelpRequest) -> str:
    """Health: goes along only where the coordinator ticks it for this one provider."""
    signs = {"zwanger": asked.dossier.is_pregnant, "gewond of ziek": asked.dossier.is_hurt}
    return ", ".join(sign for sign, is_so in signs.items() if is_so) or "niets bekend"


def _avoid(asked: HelpRequest) -> str:
    return f"niet in {asked.avoid_municipality}" if asked.avoid_municipality else "geen"


WORDS: dict[SharedField, Callable[[HelpRequest], str]] = {
    SharedField.AGE: _age,
    SharedField.AGE_BAND: _age_band,
    SharedField.GENDER: lambda asked: asked.dossier.get_gender_display(),
    SharedField.CHILDREN: _children,
    SharedField.LANGUAGE: _language,
    SharedField.MEDICAL: _medical,
    SharedField.RESIDENCE_STATUS: lambda asked: asked.dossier.residence_status.label,
    SharedField.SECURITY: lambda asked: f"minstens {asked.get_security_needed_display()}",
    SharedField.AVOID: _avoid,
    SharedField.EXPLOITATION_FORM: lambda asked: asked.dossier.exploitation_form.label,
    SharedField.NOTE: lambda asked: asked.note or "geen",
}
