from enum import StrEnum


class Reason(StrEnum):
    """Why a file is not taken; the sentences stand in REFUSALS."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_TAKEN = "not_taken"
    WORD = "word"
    OUTLOOK = "outlook"
    NOT_WHAT_IT_SAYS = "not_what_it_says"
    TWO_IN_ONE = "two_in_one"
    UNREADABLE = "unreadable"
    LOCKED = "locked"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_HEAVY = "too_heavy"
    EMPTY_MAIL = "empty_mail"
    VIRUS = "virus"


class Refused(Exception):
    """This file is not taken; says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason

    def __str__(self) -> str:
        return REFUSALS[self.reason]


ANEW = "Open het, kies “Bewaar als PDF” en voeg die PDF toe."
REFUSALS = {
    Reason.EMPTY: "Dit bestand is leeg. Vraag de afzender om het opnieuw te sturen.",
    Reason.TOO_LARGE: "Dit bestand is groter dan 10 MB. Maak er een kleinere PDF of foto van.",
    Reason.NOT_TAKEN: "Dit soort bestand nemen wij niet aan. "
    "Kies een PDF, een foto (JPEG, PNG, HEIC) of een mail (.eml).",
    Reason.WORD: "In een bestand van Word kunnen verborgen gegevens en macro’s zitten. "
    f"Bewaar het als PDF. {ANEW}",
    Reason.OUTLOOK: f"Een mail uit Outlook (.msg) lezen wij niet. {ANEW} Of stuur de mail als .eml.",
    Reason.NOT_WHAT_IT_SAYS: "De inhoud past niet bij de naam van het bestand. "
    "Geef het de naam die erbij hoort, of vraag de afzender om het opnieuw te sturen.",
    Reason.TWO_IN_ONE: "In dit bestand zit nog een ander bestand verstopt. Vraag de afzender wat dit is. "
    "Open het zelf niet.",
    Reason.UNREADABLE: "Dit bestand is beschadigd of niet te lezen. Maak er een nieuwe PDF of foto van.",
    Reason.LOCKED: "Deze PDF is beveiligd met een wachtwoord. "
    "Bewaar hem zonder wachtwoord en voeg hem opnieuw toe.",
    Reason.TOO_MANY_PIXELS: "Deze afbeelding is groter dan 40 miljoen punten. Maak de foto kleiner.",
    Reason.TOO_MANY_PAGES: "Deze PDF heeft meer dan 500 bladzijden. Splits hem in delen.",
    Reason.TOO_HEAVY: "Dit bestand wordt bij het openen veel te groot. Wij nemen het niet aan. "
    "Vraag de afzender wat dit is.",
    Reason.EMPTY_MAIL: "In deze mail staat geen tekst die wij kunnen lezen. Bewaar de mail als PDF.",
    Reason.VIRUS: "De virusscanner hield dit bestand tegen. Open het zelf ook niet en bel de beheerder.",
}
