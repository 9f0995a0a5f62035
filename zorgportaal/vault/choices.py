from django.db import models

from zorgportaal.audit.choices import Kind


class Family(models.TextChoices):
    """What one data key covers. Each has its own retention and can be erased on its own."""

    PERSON = "person", "persoon"
    DOSSIER = "dossier", "dossier"
    CONFERENCE = "conference", "ketenoverleg"
    FILE = "file", "bestand"


class Trail(Kind):
    KEYS_ROTATED = "vault.keys_rotated", "sleutels vernieuwd"
    KEY_DESTROYED = "vault.key_destroyed", "sleutel vernietigd"
