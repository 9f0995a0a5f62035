from datetime import date

from django.db import models
from django.utils.text import slugify

from cases.dossiers.choices import Vocabulary
from zorgportaal.audit.choices import Kind

V = Vocabulary
NOT_YET = date(9999, 12, 31)  # a word that waits for its law

# Rules, matching or providers know these words: they stay, whatever they are called elsewhere.
KNOWN_TO_RULES = frozenset(
    {
        V.EXPLOITATION_FORM,
        V.RESIDENCE_STATUS,
        V.REPORTER_CATEGORY,
        V.LEGAL_BASIS,
        V.HELP_REQUEST_TYPE,
        V.SHELTER_TYPE,
        V.NEED_NOW,
        V.CUSTODY,
        V.PERMIT_GROUND,
        V.COMPLAINT_STATUS,
        V.CONSENT_SCOPE,
        V.NOTE_KIND,
        V.DOCUMENT_KIND,
    }
)
# A new word here would need more than a name: what the law says of it, or what follows from it.
TAKES_NO_NEW = frozenset(
    {
        V.RESIDENCE_STATUS,
        V.LEGAL_BASIS,
        V.SHELTER_TYPE,
        V.NEED_NOW,
        V.PERMIT_GROUND,
        V.CONSENT_SCOPE,
        V.NOTE_KIND,
        V.DOCUMENT_KIND,
    }
)

# Which field of the Human Trafficking Case Data Standard 2.0 a list fills; the values: `Option.htcds`.
HTCDS_FIELDS = {
    V.EXPLOITATION_FORM: "vic_TypeOfExploitation",
    V.SECTOR_SEXUAL: "vic_TypeOfSexExploitation",
    V.SECTOR_LABOUR: "vic_ForcedLabourIndustry",
    V.SECTOR_CRIMINAL: "x_ForcedCriminalityType",
    V.COERCION: "vic_MethodsOfControl",
    V.HANDLING: "hte_Type",
    V.RECRUITMENT: "vic_MethodOfRecruitment",
    V.VULNERABILITY: "vic_Vulnerabilities",
}


class ChangeKind(models.TextChoices):
    NEW = "new", "nieuw woord"
    START = "start", "begint"
    RELABEL = "relabel", "andere naam"
    END = "end", "eindigt"


class State(models.TextChoices):
    PROPOSED = "proposed", "wacht op een tweede beheerder"
    APPROVED = "approved", "goedgekeurd"
    REJECTED = "rejected", "afgewezen"


def address_of(vocabulary: Vocabulary) -> str:
    """How a list is called in an address."""
    return slugify(vocabulary.label)


BY_ADDRESS = {address_of(vocabulary): vocabulary for vocabulary in Vocabulary}


class Trail(Kind):
    LISTED = "vocabulary.listed", "keuzelijsten bekeken"
    VIEWED = "vocabulary.viewed", "keuzelijst bekeken"
    PROPOSED = "vocabulary.proposed", "verandering van een keuzelijst voorgesteld"
    APPROVED = "vocabulary.approved", "verandering van een keuzelijst goedgekeurd"
    REJECTED = "vocabulary.rejected", "verandering van een keuzelijst afgewezen"
