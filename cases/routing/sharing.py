"""What of a help request may be told to a provider, field by field, in words."""

from collections.abc import Callable, Iterable

from cases.routing.choices import SharedField
from cases.routing.models import HelpRequest


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


def _avoid(asked: HelpRequest) -> str:
    return f"niet in {asked.avoid_municipality}" if asked.avoid_municipality else "geen"


WORDS: dict[SharedField, Callable[[HelpRequest], str]] = {
    SharedField.AGE: _age,
    SharedField.AGE_BAND: _age_band,
    SharedField.GENDER: lambda asked: asked.dossier.get_gender_display(),
    SharedField.CHILDREN: _children,
    SharedField.RESIDENCE_STATUS: lambda asked: asked.dossier.residence_status.label,
    SharedField.SECURITY: lambda asked: f"minstens {asked.get_security_needed_display()}",
    SharedField.AVOID: _avoid,
    SharedField.EXPLOITATION_FORM: lambda asked: asked.dossier.exploitation_form.label,
    SharedField.NOTE: lambda asked: asked.note or "geen",
}
