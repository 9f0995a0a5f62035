"""Documents and consents of a dossier for the matrix: in each state that has a door of its own."""

from typing import Any

from django.utils import timezone

from cases.consents.models import Consent
from cases.dossiers.models import Dossier
from cases.papers.models import Paper, Text
from zorgportaal.accounts.models import User
from zorgportaal.documents.choices import ContentType
from zorgportaal.documents.models import PrivateFile


def build(north: Dossier, south: Dossier, with_team: Dossier) -> dict[str, Any]:
    by = north.registered_by
    letter = Text.objects.current().letters().get(code="brief-aanbieder-plaatsing")
    return {
        "north document": _ready(north, by),
        "south document": _ready(south, south.registered_by),
        "document with team": _ready(with_team, by),
        "refused document": _paper(north, by, state="refused", problem="locked"),
        "outdated document": _outdated(north, by),
        "letter of north": {"pk": north.pk, "text": letter.pk},
        "letter of south": {"pk": south.pk, "text": letter.pk},
        "text": letter,
        "north consent": _consent(north),
        "south consent": _consent(south),
        "consent with team": _consent(with_team),
    }


def _consent(dossier: Dossier) -> Consent:
    """Straight into the table: who may agree is not what the matrix is about."""
    return Consent.objects.create(
        dossier=dossier,
        scope="research",
        given_by="self",
        how="written",
        language="nl",
        interpreter="none",
        given_on=timezone.localdate(),
        recorded_by=dossier.registered_by,
    )


def _paper(dossier: Dossier, by: User, **fields: Any) -> Paper:
    """Straight into the table: what the worker makes of a file is not what the matrix is about."""
    number = Paper.objects.filter(dossier=dossier).count()
    return Paper.objects.create(dossier=dossier, added_by=by, code=f"Z{number:04d}", kind="other", **fields)


def _ready(dossier: Dossier, by: User, **fields: Any) -> Paper:
    file = PrivateFile.objects.store(
        b"%PDF-1.7",
        name="dossier-00000.pdf",
        content_type=ContentType.PDF,
        region=dossier.house.vault_region,
    )
    return _paper(dossier, by, file=file, **({"state": "ready"} | fields))


def _outdated(dossier: Dossier, by: User) -> Paper:
    withdrawn = {"withdrawn_by": by, "withdrawn_at": timezone.now(), "withdrawal_reason": "outdated"}
    return _ready(dossier, by, state="withdrawn", **withdrawn)
