"""What the consents of one dossier say of sharing. The rooms above ask here before anything goes out."""

import uuid
from collections.abc import Iterable

from cases.consents.choices import Scope
from cases.consents.models import Consent
from cases.dossiers.models import Dossier

# In acute danger the law itself lets go along what is needed (AVG art. 6 lid 1 onder d).
VITAL = "VITAL"


class Sharing:
    """Read once, asked often. A withdrawal stops what is to come, until consent is given anew."""

    def __init__(self, consents: Iterable[Consent], *, basis: str) -> None:
        self._is_vital = basis == VITAL
        self._asked: dict[tuple[str, uuid.UUID | None], list[Consent]] = {}
        for consent in consents:
            self._asked.setdefault((consent.scope, consent.organisation_id), []).append(consent)

    @classmethod
    def of(cls, dossier: Dossier) -> "Sharing":
        """Costs no query where the consents and the legal basis were fetched along."""
        return cls(dossier.consents.all(), basis=dossier.legal_basis.code)

    def is_agreed(self, scope: Scope, organisation: uuid.UUID | None = None) -> bool:
        """Whether a consent for exactly this holds today."""
        return any(consent.is_valid for consent in self._asked.get((scope, organisation), []))

    def is_agreed_with_anybody(self, scope: Scope) -> bool:
        return any(self.is_agreed(scope, who) for about, who in self._asked if about == scope)

    def is_stopped(self, scope: Scope, organisation: uuid.UUID | None = None) -> bool:
        """Whether it was taken back and not given anew. Acute danger goes before."""
        asked = self._asked.get((scope, organisation), [])
        was_withdrawn = any(consent.is_withdrawn for consent in asked)
        return was_withdrawn and not self.is_agreed(scope, organisation) and not self._is_vital

    @property
    def stopped(self) -> list[Consent]:
        """The newest withdrawal of each thing that may no longer be shared."""
        return [
            next(consent for consent in consents if consent.is_withdrawn)
            for (scope, who), consents in self._asked.items()
            if self.is_stopped(Scope(scope), who)
        ]
