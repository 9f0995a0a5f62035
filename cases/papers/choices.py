from django.db import models

from zorgportaal.audit.choices import Kind


class PaperKind(models.TextChoices):
    """What a document is about. A list may say it: it stands in the dossier only."""

    IDENTITY = "identity", "identiteit en verblijf"
    POLICE = "police", "politie en justitie"
    LEGAL = "legal", "advocaat en rechtbank"
    CARE = "care", "zorg en opvang"
    INCOME = "income", "inkomen, werk en school"
    CONSENT = "consent", "toestemming"
    LETTER = "letter", "brief van ons"
    MAIL = "mail", "e-mail"
    OTHER = "other", "overig"


class State(models.TextChoices):
    CHECKING = "checking", "wordt nagekeken"
    QUARANTINE = "quarantine", "wordt nog gecontroleerd"
    READY = "ready", "klaar"
    REFUSED = "refused", "niet aangenomen"
    WITHDRAWN = "withdrawn", "ingetrokken"


# Nobody can open these yet: the file is not known to be safe.
WAITING = (State.CHECKING, State.QUARANTINE)


class WithdrawalReason(models.TextChoices):
    WRONG_DOSSIER = "wrong_dossier", "hoort in een ander dossier"
    NOT_ALLOWED = "not_allowed", "had hier niet bewaard mogen worden"
    MISTAKE = "mistake", "verkeerd of dubbel bestand"
    OUTDATED = "outdated", "verouderd, er is een nieuwer document"


# What is only outdated stays in the file; all else is destroyed with its key.
KEPT = (WithdrawalReason.OUTDATED,)


class Language(models.TextChoices):
    """The languages that the shipped texts are in."""

    DUTCH = "nl", "Nederlands"
    ENGLISH = "en", "Engels"
    POLISH = "pl", "Pools"
    ROMANIAN = "ro", "Roemeens"
    BULGARIAN = "bg", "Bulgaars"
    SPANISH = "es", "Spaans"
    ARABIC = "ar", "Arabisch"


RIGHT_TO_LEFT = frozenset({Language.ARABIC})


class Purpose(models.TextChoices):
    """What a text is printed as."""

    LETTER = "letter", "brief"
    CONSENT_FORM = "consent_form", "toestemmingsformulier"
    EXPLANATION = "explanation", "uitleg"


class Addressee(models.TextChoices):
    IND = "ind", "IND"
    MUNICIPALITY = "municipality", "gemeente"
    PROVIDER = "provider", "aanbieder"


class Trail(Kind):
    LISTED = "papers.listed", "documenten bekeken"
    FORM_SHOWN = "papers.form_shown", "formulier voor een document bekeken"
    UPLOADED = "papers.uploaded", "document toegevoegd"
    REPLACED = "papers.replaced", "ander bestand bij document gekozen"
    ADMITTED = "papers.admitted", "document nagekeken en goedgekeurd"
    REFUSED = "papers.refused", "document niet aangenomen"
    QUARANTINED = "papers.quarantined", "document wacht op de virusscanner"
    DOWNLOADED = "papers.downloaded", "document gedownload"
    WITHDRAWN = "papers.withdrawn", "document ingetrokken"
    RESTORED = "papers.restored", "document teruggezet"
    LETTER_SHOWN = "papers.letter_shown", "brief voorbereid"
    LETTER_WRITTEN = "papers.letter_written", "brief gemaakt"
    TEXTS_LISTED = "papers.texts_listed", "teksten bekeken"
    TEXT_SHOWN = "papers.text_shown", "tekst bekeken"
    TEXT_CHANGED = "papers.text_changed", "tekst gewijzigd"
