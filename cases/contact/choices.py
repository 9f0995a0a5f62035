from django.db import models

from zorgportaal.audit.choices import Kind


class Channel(models.TextChoices):
    """How somebody could be reached; each is “never” until somebody asked."""

    CALL = "never_call", "bellen"
    TEXT = "never_text", "appen of sms’en"
    MAIL = "never_mail", "mailen"
    POST = "never_post", "post sturen"
    VISIT = "never_visit", "langsgaan"


class Weekday(models.IntegerChoices):
    MONDAY = 1, "maandag"
    TUESDAY = 2, "dinsdag"
    WEDNESDAY = 3, "woensdag"
    THURSDAY = 4, "donderdag"
    FRIDAY = 5, "vrijdag"
    SATURDAY = 6, "zaterdag"
    SUNDAY = 7, "zondag"


WORKDAYS = [1, 2, 3, 4, 5]
EVERY_DAY = [1, 2, 3, 4, 5, 6, 7]


class Trail(Kind):
    VIEWED = "contact.viewed", "veiligheid bekeken"
    FORM_SHOWN = "contact.form_shown", "veiligheid bekeken om te wijzigen"
    CHANGED = "contact.changed", "veiligheid gewijzigd"
    COVER_SHOWN = "contact.cover_shown", "dekverhaal getoond"
    COVER_CHANGED = "contact.cover_changed", "dekverhaal gewijzigd"
