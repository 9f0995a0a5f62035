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
