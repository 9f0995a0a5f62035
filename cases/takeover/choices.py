from datetime import timedelta

from zorgportaal.audit.choices import Kind

LASTS = timedelta(hours=24)


class Trail(Kind):
    TEMPLATE = "takeover.template", "sjabloon voor overname opgehaald"
    UPLOADED = "takeover.uploaded", "dossiers ingelezen om over te nemen"
    REHEARSED = "takeover.rehearsed", "overname bekeken"
    CONFIRMED = "takeover.confirmed", "dossiers overgenomen"
    DISCARDED = "takeover.discarded", "ingelezen dossiers weggegooid"
    ENDED = "takeover.ended", "ingelezen dossiers vervallen"
