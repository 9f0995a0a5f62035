from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from cases.dossiers import lookup
from cases.dossiers.models import Dossier, Person

BATCH = 500
COLUMNS = ["name_keys", "known_marks", "v_number_index", "bsn_index", "phone_index"]


class Command(BaseCommand):
    help = (
        "Make the fingerprints of all persons anew: once after an upgrade, and whenever the lists of names "
        "changed. Safe to repeat and to stop; the portal runs on meanwhile."
    )

    def handle(self, *_args: Any, **_options: Any) -> None:
        waiting = list(
            Dossier.objects.filter(person__isnull=False).order_by("pk").values_list("pk", flat=True)
        )
        for start in range(0, len(waiting), BATCH):
            index(waiting[start : start + BATCH])
        self.stdout.write(f"{len(waiting)} persons indexed")


@transaction.atomic
def index(dossier_ids: list[Any]) -> None:
    """Locked, so that a name that is changed at this moment keeps the fingerprints of the new name."""
    dossiers = Dossier.objects.filter(pk__in=dossier_ids).select_related("nationality")
    persons = Person.objects.select_for_update(of=["self"]).select_related("key").order_by("pk")
    found = {person.pk: person for person in persons.filter(dossier__in=dossier_ids)}
    for dossier in dossiers:
        if dossier.person_id not in found:
            continue
        person = found[dossier.person_id]
        nationality = dossier.nationality.brp_code if dossier.nationality else ""
        for column, value in lookup.indexes(person, nationality).items():
            setattr(person, column, value)
    Person.objects.bulk_update(found.values(), COLUMNS)
