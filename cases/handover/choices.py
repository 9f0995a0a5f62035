from django.db import models

from zorgportaal.audit.choices import Kind

OFFERED = "Overdracht voorgesteld"  # what the days that count say of an offer


class State(models.TextChoices):
    PROPOSED = "proposed", "wacht op bevestiging"
    ACCEPTED = "accepted", "bevestigd"
    REFUSED = "refused", "teruggegeven"
    WITHDRAWN = "withdrawn", "ingetrokken"


class Trail(Kind):
    LISTED = "handover.listed", "overdrachten bekeken"
    PREVIEWED = "handover.previewed", "overdracht voorbereid"
    PROPOSED = "handover.proposed", "overdracht voorgesteld"
    VIEWED = "handover.viewed", "overdracht bekeken"
    SHEET_MADE = "handover.sheet_made", "overdrachtsblad gemaakt"
    SHEET_DOWNLOADED = "handover.sheet_downloaded", "overdrachtsblad gedownload"
    ACCEPTED = "handover.accepted", "overdracht bevestigd"
    REFUSED = "handover.refused", "overdracht teruggegeven"
    WITHDRAWN = "handover.withdrawn", "overdracht ingetrokken"
