from django.db import models

from zorgportaal.audit.choices import Kind


class ConferenceKind(models.TextChoices):
    KO18MIN = "ko18min", "ketenoverleg 18-"
    KO18PLUS = "ko18plus", "ketenoverleg 18+"
    CASUS_AVIM = "casus_avim", "casusoverleg AVIM"


class ConferenceState(models.TextChoices):
    OPEN = "open", "open"
    CLOSED = "closed", "gesloten"


class Presence(models.TextChoices):
    INVITED = "invited", "uitgenodigd"
    PRESENT = "present", "aanwezig"
    ABSENT_NOTICE = "absent_notice", "afgemeld"
    ABSENT = "absent", "afwezig"
    PARTIAL = "partial", "deels aanwezig"


class Confidentiality(models.TextChoices):
    """Who may see an item of the agenda; AgendaItem.objects.visible_to() holds the rule."""

    OPEN = "open", "algemeen"
    CASE = "case", "alleen deelnemers"
    CARE = "care", "alleen zorgpartners"
    POLICE = "police", "politie, niet delen"
    SHELTER_LOC = "shelter_loc", "geheime opvangplek"
    RESTRICTED = "restricted", "alleen genoemde personen"


class LineKind(models.TextChoices):
    SHARED = "shared", "gedeeld"
    DECISION = "decision", "besluit"


class ActionState(models.TextChoices):
    OPEN = "open", "open"
    BUSY = "busy", "bezig"
    BLOCKED = "blocked", "geblokkeerd"
    DONE = "done", "gereed"
    DROPPED = "dropped", "vervallen"


FINISHED = (ActionState.DONE, ActionState.DROPPED)


class Trail(Kind):
    PLANNED = "conferences.planned", "overleg gepland"
    CHANGED = "conferences.changed", "datum, tijd of plaats van een overleg gewijzigd"
    CLOSED = "conferences.closed", "overleg gesloten"
    ATTENDANCE_SET = "conferences.attendance_set", "aanwezigheid vastgelegd"
    ITEM_ADDED = "conferences.item_added", "agendapunt toegevoegd"
    ITEM_CHANGED = "conferences.item_changed", "deelnemers of vertrouwelijkheid gewijzigd"
    LINE_ADDED = "conferences.line_added", "verslagregel toegevoegd"
    LINE_CHANGED = "conferences.line_changed", "verslagregel gecorrigeerd"
    ACTION_ADDED = "conferences.action_added", "actie toegevoegd"
    ACTION_CHANGED = "conferences.action_changed", "actie bijgewerkt"
    LISTED = "conferences.listed", "lijst met overleggen bekeken"
    VIEWED = "conferences.viewed", "verslag bekeken"
    SEEDED = "conferences.seeded", "verzonnen dossiers toegevoegd"
