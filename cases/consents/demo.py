"""Consents of people who do not exist: some that hold, one that was taken back."""

from datetime import timedelta

from django.utils import timezone

from cases.consents import actions
from cases.consents.actions import Terms
from cases.consents.choices import GivenBy, How, Interpreter, Scope, SpokenLanguage
from cases.consents.models import Consent
from cases.dossiers.models import Dossier
from zorgportaal.accounts.choices import OrganisationKind
from zorgportaal.accounts.demo import person
from zorgportaal.accounts.models import Organisation


def make() -> None:
    """Record the examples, once."""
    if Consent.objects.exists():
        return
    for who in ("coordinator.noord", "coordinator.heuvelland"):
        coordinator = person(who)
        dossiers = Dossier.objects.filter(house=coordinator.house, person__isnull=False, age__gte=18)
        certain = dossiers.filter(may_be_minor=False).select_related("person__key", "key")
        dossier = certain.order_by("-reported_on")[0]
        provider = Organisation.objects.filter(kind=OrganisationKind.PROVIDER).order_by("name").last()
        for terms in (
            _terms(dossier, Scope.COMENSHA, valid_until=timezone.localdate() + timedelta(days=300)),
            _terms(dossier, Scope.PROVIDER, organisation=provider),
            _terms(dossier, Scope.CONFERENCE, how=How.ORAL, witness="Voorbeeld Getuige"),
        ):
            actions.record_consent(dossier, terms, by=coordinator)
        consent = actions.record_consent(dossier, _terms(dossier, Scope.RESEARCH), by=coordinator)
        actions.withdraw_consent(consent, withdrawn_on=timezone.localdate(), by=coordinator)


def _terms(dossier: Dossier, scope: Scope, **changes: object) -> Terms:
    usual = {
        "given_by": GivenBy.SELF,
        "how": How.WRITTEN,
        "language": SpokenLanguage.ROMANIAN,
        "interpreter": Interpreter.PROFESSIONAL,
        "given_on": dossier.reported_on,
    }
    return Terms(scope=scope, **(usual | changes))  # type: ignore[arg-type]
