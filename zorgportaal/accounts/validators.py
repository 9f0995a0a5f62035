from django.core.exceptions import ValidationError

LONGEST = 128


class MaximumLengthValidator:
    """Refuses what would only serve to keep the hasher busy; 64 and more must be allowed (C053)."""

    def validate(self, password: str, user: object = None) -> None:
        if len(password) > LONGEST:
            raise ValidationError(
                f"Dit wachtwoord is te lang. Gebruik hoogstens {LONGEST} tekens.", "password_too_long"
            )

    def get_help_text(self) -> str:
        return f"Hoogstens {LONGEST} tekens."
