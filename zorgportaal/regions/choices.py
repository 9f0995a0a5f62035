from django.db import models

from zorgportaal.audit.choices import Kind


class PopulationStatus(models.TextChoices):
    PROVISIONAL = "provisional", "voorlopig"
    DEFINITIVE = "definitive", "definitief"


class Trail(Kind):
    POPULATION_UPLOADED = "regions.population_uploaded", "bestand met inwoneraantallen ingelezen"
    POPULATION_CONFIRMED = "regions.population_confirmed", "inwoneraantallen overgenomen"
    POPULATION_DISCARDED = "regions.population_discarded", "inwoneraantallen weggegooid"
