from zorgportaal.audit.choices import Kind


class Trail(Kind):
    VIEWED = "dashboards.viewed", "cijfers bekeken"
