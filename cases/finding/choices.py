from django.db import models

from zorgportaal.audit.choices import Kind


class ReferenceKind(models.TextChoices):
    """Whose number it is by which others know the same case."""

    COMENSHA = "comensha", "CoMensha"
    POLICE = "police", "politie (BVH of proces-verbaal)"
    IND = "ind", "IND"
    OTHER = "other", "anders"


class Trail(Kind):
    FORM_SHOWN = "finding.form_shown", "zoekpagina bekeken"
    SEARCHED = "finding.searched", "dossier gezocht"
    FOUND = "finding.found", "zoekresultaat bekeken"
    FORGOTTEN = "finding.forgotten", "zoekvragen gewist"
    INTAKE_BEGUN = "finding.intake_begun", "na het zoeken een intake begonnen"
    LIKENESS_FOUND = "finding.likeness_found", "gelijkenis met ander dossier gevonden"
    RELATED_SHOWN = "finding.related_shown", "verwante dossiers bekeken"
    REFERENCE_ADDED = "finding.reference_added", "kenmerk toegevoegd"
    REFERENCE_REMOVED = "finding.reference_removed", "kenmerk verwijderd"
    KNOWN_ASKED = "finding.known_asked", "gevraagd of iemand bekend is"
    KNOWN_FOUND = "finding.known_found", "ander huis vroeg naar deze persoon"
    KNOWN_LISTED = "finding.known_listed", "belverzoeken bekeken"
    KNOWN_CALLED = "finding.known_called", "belverzoek afgehandeld"
