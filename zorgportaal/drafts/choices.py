from zorgportaal.audit.choices import Kind


class Trail(Kind):
    """One row when a draft begins and one when it is opened again: a row a second would drown the rest."""

    BEGUN = "drafts.begun", "concept begonnen"
    RESUMED = "drafts.resumed", "concept weer geopend"
    THROWN_AWAY = "drafts.thrown_away", "concept weggegooid"
    EXPIRED = "drafts.expired", "concept verlopen"
    LISTED = "drafts.listed", "eigen concepten bekeken"
