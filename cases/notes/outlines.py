"""The five usual notes: what to write down, so that nothing is forgotten on the phone."""

from dataclasses import dataclass

from cases.notes.choices import Partner


@dataclass(frozen=True)
class Outline:
    """A text to fill in, with the kind (a code of the list of kinds) and the partner that go with it."""

    code: str
    label: str
    kind: str
    partner: Partner
    text: str


OUTLINES = (
    Outline(
        "first_talk",
        "Eerste gesprek",
        "CONVERSATION",
        Partner.SELF,
        "Aanleiding:\n"
        "Wat wil betrokkene zelf:\n"
        "Veiligheid nu:\n"
        "Nodig op korte termijn:\n"
        "Uitgelegd (rechten, bedenktijd, geheimhouding):\n"
        "Afgesproken:",
    ),
    Outline(
        "safety_check",
        "Veiligheidscheck",
        "PHONE",
        Partner.SELF,
        "Kan vrij praten:\n"
        "Veilig op dit moment:\n"
        "Contact met of dreiging van anderen:\n"
        "Verandering sinds de vorige keer:\n"
        "Afgesproken, en wanneer weer contact:",
    ),
    Outline(
        "provider_talk",
        "Gesprek met aanbieder",
        "PARTNER",
        Partner.COUNSELLOR,
        "Hoe gaat het in de opvang:\n"
        "Begeleiding en dagbesteding:\n"
        "Gezondheid, voor zover nodig om te delen:\n"
        "Zorgen:\n"
        "Afgesproken:",
    ),
    Outline(
        "police_contact",
        "Contact met politie",
        "PARTNER",
        Partner.POLICE,
        "Aanleiding:\n"
        "Stand van aangifte of bedenktijd:\n"
        "Wat mag met anderen gedeeld worden:\n"
        "Veiligheid:\n"
        "Afgesproken:",
    ),
    Outline(
        "aftercare",
        "Nazorggesprek",
        "PHONE",
        Partner.SELF,
        "Hoe gaat het:\n"
        "Wonen, werk of school, inkomen:\n"
        "Veiligheid:\n"
        "Netwerk en steun:\n"
        "Nog nodig:\n"
        "Volgend contact:",
    ),
)


def outline(code: str) -> Outline | None:
    return next((one for one in OUTLINES if one.code == code), None)


def filled(typed: str, chosen: Outline) -> str:
    """The outline below what was typed already: nothing is lost."""
    return f"{typed.rstrip()}\n\n{chosen.text}" if typed.strip() else chosen.text
