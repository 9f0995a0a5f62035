"""Which data keys go along with a dossier to another region, and which stay where they are."""

from uuid import UUID

from django.apps import apps

from cases.dossiers.models import Dossier

# A table, its way to the dossier, and its way to a key. What has no key of its own goes with the dossier's.
ALONG = [
    ("dossiers.Dossier", "pk", "key"),
    ("dossiers.Person", "dossier", "key"),
    ("papers.Paper", "dossier", "file__key"),
    ("papers.Paper", "dossier", "incoming__key"),
    ("handover.Handover", "dossier", "sheet__key"),
]


def keys_of(dossier: Dossier) -> set[UUID]:
    found: set[UUID] = set()
    for label, way, key in ALONG:
        rows = apps.get_model(label)._base_manager.filter(**{way: dossier.pk, f"{key}__isnull": False})
        found |= set(rows.values_list(key, flat=True))
    return found
