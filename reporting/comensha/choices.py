from zorgportaal.audit.choices import Kind


class Trail(Kind):
    REQUESTED = "comensha.requested", "periodeverslag gevraagd"
    MADE = "comensha.made", "periodeverslag gemaakt"
    LISTED = "comensha.listed", "lijst met periodeverslagen bekeken"
    VIEWED = "comensha.viewed", "periodeverslag bekeken"
    DOWNLOADED = "comensha.downloaded", "periodeverslag gedownload"
