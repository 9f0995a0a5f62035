from django.db import models

from zorgportaal.audit.choices import Kind


class ProviderState(models.TextChoices):
    """A provider works only once a second person has approved it (security.md C009)."""

    PROPOSED = "proposed", "voorgesteld"
    ACTIVE = "active", "actief"
    ENDED = "ended", "beëindigd"


class SecurityLevel(models.IntegerChoices):
    """From level 2 on the address is secret."""

    OPEN = 0, "open adres"
    CLOSED = 1, "besloten adres"
    SECRET = 2, "geheim adres"
    GUARDED = 3, "beveiligd, dag en nacht begeleiding"


class EntryRoute(models.TextChoices):
    """Who decides about a place, when that is not the provider itself."""

    DIRECT = "DIRECT", "rechtstreeks"
    COMENSHA = "COMENSHA", "via CoMensha"
    NIDOS = "NIDOS", "via Nidos"
    VEILIG_THUIS = "VEILIG_THUIS", "via Veilig Thuis"
    GI = "GI", "via de gecertificeerde instelling"
    MUNICIPALITY = "MUNICIPALITY", "via de gemeente"


class Urgency(models.TextChoices):
    NOW = "now", "nu nodig"
    WEEK = "week", "binnen een week"
    LATER = "later", "later"


class HelpRequestState(models.TextChoices):
    OPEN = "open", "open"
    PLACED = "placed", "geplaatst"
    WITHDRAWN = "withdrawn", "ingetrokken"


class PlacementOutcome(models.TextChoices):
    PENDING = "pending", "wacht op antwoord"
    ACCEPTED = "accepted", "aangenomen"
    DECLINED = "declined", "geweigerd"
    WITHDRAWN = "withdrawn", "ingetrokken"
    EXPIRED = "expired", "verlopen"


LIVE = (PlacementOutcome.PENDING, PlacementOutcome.ACCEPTED)


class SharedField(models.TextChoices):
    """What of a dossier may go along to a provider, each chosen per request (C012)."""

    AGE = "age", "Leeftijd"
    AGE_BAND = "age_band", "Leeftijdsgroep"
    GENDER = "gender", "Geslacht"
    CHILDREN = "children", "Kinderen"
    LANGUAGE = "language", "Taal en tolk"
    MEDICAL = "medical", "Zwanger of gewond"
    RESIDENCE_STATUS = "residence_status", "Verblijfsstatus"
    SECURITY = "security", "Veiligheid"
    AVOID = "avoid", "Te mijden gebied"
    EXPLOITATION_FORM = "exploitation_form", "Vorm van uitbuiting"
    NOTE = "note", "Toelichting"


# Points at nobody: this may go along without consent or another basis to share.
ANONYMOUS = frozenset({SharedField.AGE_BAND, SharedField.GENDER, SharedField.CHILDREN, SharedField.SECURITY})
USUAL = frozenset(
    {
        SharedField.AGE,
        SharedField.GENDER,
        SharedField.CHILDREN,
        SharedField.LANGUAGE,
        SharedField.RESIDENCE_STATUS,
        SharedField.SECURITY,
        SharedField.AVOID,
    }
)
# The exact age goes along instead of the band.
PERSONAL = frozenset(SharedField) - {SharedField.AGE_BAND}
# The duty to report is the investigators' and covers CoMensha; it is no basis to tell a provider.
NO_BASIS_TO_SHARE = frozenset({"NONE_ANONYMOUS", "STATUTORY_DUTY"})


# Kinds of help that tell of an illness or a weakness: a list does not name them.
SENSITIVE_HELP = frozenset({"MEDICAL", "PSYCH", "ADDICTION", "DISABILITY", "EXIT"})


def discreet_help(code: str, label: str) -> str:
    """What a list may say of a kind of help: nothing medical, no vulnerability."""
    return "Zorg en begeleiding" if code in SENSITIVE_HELP else label


class Trail(Kind):
    HELP_ASKED = "routing.help_asked", "hulpvraag toegevoegd"
    HELP_WITHDRAWN = "routing.help_withdrawn", "hulpvraag ingetrokken"
    PLACE_REQUESTED = "routing.place_requested", "plek aangevraagd"
    ANSWERED = "routing.answered", "antwoord van een aanbieder vastgelegd"
    REQUEST_WITHDRAWN = "routing.request_withdrawn", "plaatsingsverzoek ingetrokken"
    REQUEST_EXPIRED = "routing.request_expired", "plaatsingsverzoek verlopen"
    LISTED = "routing.listed", "lijst met hulpvragen bekeken"
    VIEWED = "routing.viewed", "hulpvraag met passende aanbieders bekeken"
    FORM_SHOWN = "routing.form_shown", "formulier voor een hulpvraag bekeken"
    INBOX_LISTED = "routing.inbox_listed", "plaatsingsverzoeken bekeken"
    REQUEST_VIEWED = "routing.request_viewed", "plaatsingsverzoek bekeken"
    PROVIDERS_LISTED = "routing.providers_listed", "aanbieders bekeken"
    PROVIDER_PROPOSED = "routing.provider_proposed", "aanbieder voorgesteld"
    PROVIDER_APPROVED = "routing.provider_approved", "aanbieder goedgekeurd"
    PROVIDER_ENDED = "routing.provider_ended", "aanbieder beëindigd"
    SERVICE_ADDED = "routing.service_added", "aanbod toegevoegd"
    SERVICE_CHANGED = "routing.service_changed", "aanbod gewijzigd"
