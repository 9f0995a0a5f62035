from django.db import models

from zorgportaal.audit.choices import Kind


class Decision(models.TextChoices):
    REGISTER = "register", "melden"
    ANONYMOUS = "anonymous", "alleen anoniem melden"
    NOT = "not", "niet melden"


class Trail(Kind):
    VIEWED = "notification.viewed", "melding bij CoMensha bekeken"
    FORM_SHOWN = "notification.form_shown", "melding bij CoMensha bekeken om te wijzigen"
    CHANGED = "notification.changed", "melding bij CoMensha gewijzigd"
    TYPE_CHANGED = "notification.type_changed", "dossiertype bij CoMensha gewijzigd"
