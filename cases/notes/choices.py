from django.db import models

from zorgportaal.audit.choices import Kind


class Partner(models.TextChoices):
    """Who was spoken to: a role, never a name."""

    SELF = "self", "betrokkene zelf"
    VIA = "via", "betrokkene, via een ander"
    COUNSELLOR = "counsellor", "begeleider of opvang"
    POLICE = "police", "politie"
    MUNICIPALITY = "municipality", "gemeente"
    COMENSHA = "comensha", "CoMensha"
    LAWYER = "lawyer", "advocaat"
    IND = "ind", "IND"
    CARE = "care", "arts of behandelaar"
    GUARDIAN = "guardian", "ouder of voogd"
    COLLEAGUE = "colleague", "collega"
    OTHER = "other", "iemand anders"
    NOBODY = "nobody", "niemand"


# With these the coordinator heard from the person, be it through somebody else.
HEARD = (Partner.SELF, Partner.VIA)


class Topic(models.TextChoices):
    """By what the timeline can be narrowed."""

    ALL = "alles", "Alles"
    NOTES = "notities", "Notities"
    PLACEMENT = "plaatsing", "Plaatsing"
    MEETINGS = "overleg", "Overleg"
    PAPERS = "documenten", "Documenten"
    ACTS = "handelingen", "Handelingen"


class Trail(Kind):
    TIMELINE_SHOWN = "notes.timeline_shown", "tijdlijn bekeken"
    NOTE_SHOWN = "notes.note_shown", "notitie met eerdere tekst bekeken"
    FORM_SHOWN = "notes.form_shown", "notitie bekeken om te wijzigen"
    WRITTEN = "notes.written", "notitie geschreven"
    CORRECTED = "notes.corrected", "notitie gecorrigeerd"
    WITHDRAWN = "notes.withdrawn", "notitie ingetrokken"
    MOVED_AWAY = "notes.moved_away", "notitie verplaatst naar een ander dossier"
    MOVED_HERE = "notes.moved_here", "notitie uit een ander dossier gekregen"
    SEARCH_SHOWN = "notes.search_shown", "zoeken in tekst bekeken"
    SEARCHED = "notes.searched", "in tekst gezocht"
    FOUND = "notes.found", "gevonden tekst bekeken"
    FORGOTTEN = "notes.forgotten", "zoekwoorden gewist"
