from zorgportaal.audit.choices import Kind


class Trail(Kind):
    VIEWED = "household.viewed", "persoon en gezin bekeken"
    FORM_SHOWN = "household.form_shown", "persoon en gezin bekeken om te wijzigen"
    CHANGED = "household.changed", "gezag of kwetsbaarheid gewijzigd"
    CHILD_ADDED = "household.child_added", "kind toegevoegd"
    CHILD_REMOVED = "household.child_removed", "kind weggehaald"
