from django.db import models

from zorgportaal.audit.choices import Kind


class Role(models.TextChoices):
    CARE_COORDINATOR = "care_coordinator", "zorgcoördinator"
    CHAIN_DIRECTOR = "chain_director", "ketenregisseur"
    PROCESS_DIRECTOR = "process_director", "procesregisseur"
    POLICE_LIAISON = "police_liaison", "contactpersoon politie (AVIM)"
    PROVIDER_CONTACT = "provider_contact", "contactpersoon aanbieder"
    FINANCE_ADMINISTRATOR = "finance_administrator", "financieel beheerder"
    FINANCE_OFFICER = "finance_officer", "financieel medewerker gemeente"
    POLICY_ADVISOR = "policy_advisor", "beleidsadviseur"
    FUNCTIONAL_ADMINISTRATOR = "functional_administrator", "functioneel beheerder"
    PRIVACY_OFFICER = "privacy_officer", "functionaris gegevensbescherming"
    FOCAL_POINT = "focal_point", "aandachtsfunctionaris gemeente"


class OrganisationKind(models.TextChoices):
    SAFETY_HOUSE = "safety_house", "Zorg- en Veiligheidshuis"
    PROVIDER = "provider", "aanbieder"
    MUNICIPALITY = "municipality", "gemeente"
    POLICE = "police", "politie"
    OTHER = "other", "andere organisatie"


class Trail(Kind):
    SIGNED_IN = "accounts.signed_in", "ingelogd"
    SIGNED_OUT = "accounts.signed_out", "uitgelogd"
    SIGN_IN_FAILED = "accounts.sign_in_failed", "inloggen mislukt"
    PREFERENCES_SHOWN = "accounts.preferences_shown", "eigen instellingen bekeken"
    PREFERENCES_CHANGED = "accounts.preferences_changed", "eigen instellingen gewijzigd"
    PASSWORD_CHANGED = "accounts.password_changed", "wachtwoord gewijzigd"
    ACCOUNT_CREATED = "accounts.created", "account gemaakt"
    ACCOUNT_CHANGED = "accounts.changed", "account gewijzigd"
    ACCOUNT_ENDED = "accounts.ended", "account beëindigd"
    APPROVED = "accounts.approved", "account goedgekeurd"
    REOPENED = "accounts.reopened", "account heropend"
    INVITED = "accounts.invited", "uitnodiging gemaakt"
    LINK_SENT = "accounts.link_sent", "link voor een nieuw wachtwoord verstuurd"
    LISTED = "accounts.listed", "accounts bekeken"
    ORGANISATION_ADDED = "accounts.organisation_added", "organisatie toegevoegd"
