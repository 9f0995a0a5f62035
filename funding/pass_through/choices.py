from django.db import models

from zorgportaal.audit.choices import Kind


class State(models.TextChoices):
    PROPOSED = "proposed", "voorgesteld"
    APPROVED = "approved", "goedgekeurd"
    WITHDRAWN = "withdrawn", "ingetrokken"


class Trail(Kind):
    PROPOSED = "pass_through.proposed", "doorschuif-btw voorgesteld"
    APPROVED = "pass_through.approved", "doorschuif-btw goedgekeurd"
    WITHDRAWN = "pass_through.withdrawn", "voorstel voor doorschuif-btw ingetrokken"
    EXPORTED = "pass_through.exported", "verdeling van de doorschuif-btw opgehaald"
    STATEMENT_MADE = "pass_through.statement_made", "opgave doorschuif-btw opgehaald"
