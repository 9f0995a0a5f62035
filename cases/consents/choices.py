from django.db import models

from zorgportaal.audit.choices import Kind


class Scope(models.TextChoices):
    """What somebody agrees to."""

    COMENSHA = "comensha", "registratie bij CoMensha op naam"
    PROVIDER = "provider", "delen met een aanbieder"
    CONFERENCE = "conference", "bespreken in het ketenoverleg"
    RESEARCH = "research", "onderzoek zonder naam"


class GivenBy(models.TextChoices):
    SELF = "self", "de persoon zelf"
    GUARDIAN = "guardian", "een ouder of voogd"
    BOTH = "both", "de persoon zelf en een ouder of voogd"


class Relation(models.TextChoices):
    """Who signs for a child."""

    PARENT = "parent", "ouder met gezag"
    NIDOS = "nidos", "voogd van Nidos"
    GI = "gi", "voogd van een gecertificeerde instelling"
    OTHER = "other", "andere wettelijke vertegenwoordiger"


class How(models.TextChoices):
    WRITTEN = "written", "op papier"
    ORAL = "oral", "mondeling, met een getuige"


class SpokenLanguage(models.TextChoices):
    """In which language it was explained: those that a form exists in, and any other."""

    DUTCH = "nl", "Nederlands"
    ENGLISH = "en", "Engels"
    POLISH = "pl", "Pools"
    ROMANIAN = "ro", "Roemeens"
    BULGARIAN = "bg", "Bulgaars"
    SPANISH = "es", "Spaans"
    ARABIC = "ar", "Arabisch"
    OTHER = "other", "een andere taal"


class Interpreter(models.TextChoices):
    NONE = "none", "niet nodig"
    PROFESSIONAL = "professional", "ja, een tolk"
    OTHER = "other", "ja, iemand anders"


class Trail(Kind):
    LISTED = "consents.listed", "toestemmingen bekeken"
    FORM_SHOWN = "consents.form_shown", "formulier voor toestemming bekeken"
    RECORDED = "consents.recorded", "toestemming vastgelegd"
    WITHDRAWN = "consents.withdrawn", "toestemming ingetrokken"
    PRINTED = "consents.printed", "toestemmingsformulier geprint"
