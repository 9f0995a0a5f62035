"""A withdrawal stops letters too: consents stand above documents, and register what they know there."""

from cases.consents.choices import Scope
from cases.consents.sharing import Sharing
from cases.dossiers.models import Dossier
from cases.papers.letters import stops_letters
from zorgportaal.accounts.models import Organisation


@stops_letters
def withdrawn(dossier: Dossier, provider: Organisation) -> str:
    if not Sharing.of(dossier).is_stopped(Scope.PROVIDER, provider.pk):
        return ""
    return (
        f"De toestemming om met {provider} te delen is ingetrokken. "
        "Een brief kan pas weer met nieuwe toestemming."
    )
