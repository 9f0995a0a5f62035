"""What several tests do with a dossier, and how a page is made comparable."""

import re
from dataclasses import replace

from cases.dossiers import actions as dossiers
from cases.dossiers.models import Dossier
from cases.dossiers.registration import Facts, Identity
from zorgportaal.accounts.models import User
from zorgportaal.regions.models import Nationality


def change_name(dossier: Dossier, by: User, **changes: str) -> Dossier:
    now = Dossier.objects.with_words().get(pk=dossier.pk)
    identity = replace(Identity.of(now.person), **changes)
    return dossiers.change_identity(now, by=by, version=now.version, identity=identity)


def change_nationality(dossier: Dossier, by: User, code: str) -> Dossier:
    now = Dossier.objects.with_words().get(pk=dossier.pk)
    facts = replace(Facts.of(now), nationality=Nationality.objects.get(brp_code=code))
    return dossiers.change_dossier(now, by=by, version=now.version, facts=facts, status=now.status)


def without_tokens(page: str) -> str:
    """What is new in each answer says nothing: the nonce, the CSRF token and the clock."""
    page = re.sub(r'(nonce|value|content)="[^"]{16,}"', "", page)
    return re.sub(r"\d{1,2}[.:]\d\d", "", page)
