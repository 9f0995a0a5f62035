import re

from django.core.exceptions import ValidationError

SHORTEST, LONGEST = 12, 128


class LengthValidator:
    """At least 12 characters; 64 and more allowed, but not so many that hashing hurts (C053)."""

    def validate(self, password: str, user: object = None) -> None:
        if len(password) < SHORTEST:
            raise ValidationError(
                f"Dit wachtwoord is te kort. Gebruik minstens {SHORTEST} tekens.", "password_too_short"
            )
        if len(password) > LONGEST:
            raise ValidationError(
                f"Dit wachtwoord is te lang. Gebruik hoogstens {LONGEST} tekens.", "password_too_long"
            )

    def get_help_text(self) -> str:
        return f"Van {SHORTEST} tot {LONGEST} tekens."


OBVIOUS = re.compile(
    r"wachtwoord|password|welkom|geheim|zorgportaal|portaal|limburg|beesel|weert|venlo|maastricht|roermond"
    r"|heerlen|gemeente|coordinator|qwerty|azerty|lente|zomer|herfst|winter|januari|februari|maart|april|juni"
    r"|juli|augustus|september|oktober|november|december|\d+|[^a-z]"
)
LEAST_OF_ITS_OWN = 6


class NotGuessableValidator:
    """Refuses what is left of little once obvious Dutch words, figures and signs are taken out (C053)."""

    def validate(self, password: str, user: object = None) -> None:
        if len(set(OBVIOUS.sub("", password.lower()))) < LEAST_OF_ITS_OWN:
            raise ValidationError(
                "Dit wachtwoord is makkelijk te raden. Kies vier losse woorden die niets met uw werk "
                "te maken hebben.",
                "password_guessable",
            )

    def get_help_text(self) -> str:
        return "Geen woorden die makkelijk te raden zijn."
