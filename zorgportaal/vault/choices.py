from django.db import models

from zorgportaal.audit.choices import Kind


class Family(models.TextChoices):
    """What one data key covers. Each has its own retention and can be erased on its own."""

    PERSON = "person", "persoon"
    DOSSIER = "dossier", "dossier"
    CONFERENCE = "conference", "ketenoverleg"
    FILE = "file", "bestand"
    DRAFT = "draft", "concept"


class Trail(Kind):
    KEYS_ROTATED = "vault.keys_rotated", "sleutels vernieuwd"
    RENEWAL_BEGUN = "vault.renewal_begun", "begonnen met nieuwe geheimen voor datasleutels"
    KEYS_RENEWED = "vault.keys_renewed", "datasleutels kregen een nieuw geheim"
    KEYS_MOVED = "vault.keys_moved", "sleutels naar een andere regio gebracht"
    KEY_DESTROYED = "vault.key_destroyed", "sleutel vernietigd"
