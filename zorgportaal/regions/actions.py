"""Take over population figures: first kept for a look, then confirmed, all or nothing."""

import hashlib
from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from zorgportaal.accounts.models import User
from zorgportaal.audit import trail
from zorgportaal.regions import kept_lines, population_file
from zorgportaal.regions.choices import PopulationStatus, Trail
from zorgportaal.regions.models import Municipality, PopulationFigure, PopulationImport


class AlreadyConfirmed(Exception):
    """These figures were taken over before."""


@transaction.atomic
def keep_population(
    content: bytes, *, source: str, status: PopulationStatus, by: trail.Actor
) -> PopulationImport:
    """Check a file and keep its figures until somebody confirms. Raises population_columns.Unusable."""
    figures = population_file.read(content, _known(), today=timezone.localdate())
    kept = PopulationImport.objects.create(
        source=source,
        status=status,
        sha256=hashlib.sha256(content).hexdigest(),
        rows=[kept_lines.row(line, status) for line in figures],
        uploaded_by=by if isinstance(by, User) else None,
    )
    trail.act(Trail.POPULATION_UPLOADED, by=by, on=kept, sha256=kept.sha256, figures=len(figures))
    return kept


@transaction.atomic
def confirm_population(kept: PopulationImport, *, by: trail.Actor) -> int:
    """Take the kept figures over; returns how many. Raises AlreadyConfirmed."""
    kept = PopulationImport.objects.select_for_update().get(pk=kept.pk)
    if kept.confirmed_at:
        raise AlreadyConfirmed("Deze aantallen zijn al overgenomen.")
    kept.confirmed_at = timezone.now()
    kept.confirmed_by = by if isinstance(by, User) else None
    kept.save(update_fields=["confirmed_at", "confirmed_by"])
    PopulationFigure.objects.bulk_create(
        _figures(kept),
        update_conflicts=True,
        unique_fields=["municipality", "reference_date", "status"],
        update_fields=["inhabitants", "source", "imported_at", "came_with"],
    )
    trail.act(Trail.POPULATION_CONFIRMED, by=by, on=kept, sha256=kept.sha256, figures=len(kept.rows))
    return len(kept.rows)


@transaction.atomic
def discard_population(kept: PopulationImport, *, by: trail.Actor) -> None:
    """Throw kept figures away. Raises AlreadyConfirmed."""
    kept = PopulationImport.objects.select_for_update().get(pk=kept.pk)
    if kept.confirmed_at:
        raise AlreadyConfirmed("Deze aantallen zijn al overgenomen.")
    trail.act(Trail.POPULATION_DISCARDED, by=by, on=kept, sha256=kept.sha256)
    kept.delete()


def _known() -> Mapping[str, population_file.Known]:
    fields = ("gm_code", "name", "valid_until", "successor__name", "valid_from")
    rows = Municipality.objects.values_list(*fields)
    return {
        code: population_file.Known(code, name, until, heir or "", since)
        for code, name, until, heir, since in rows
    }


def _figures(kept: PopulationImport) -> list[PopulationFigure]:
    ids = dict(Municipality.objects.values_list("gm_code", "pk"))
    return [
        PopulationFigure(
            municipality_id=ids[row.code],
            reference_date=row.reference_date,
            inhabitants=row.inhabitants,
            status=row.status,
            source=kept.source,
            imported_at=kept.confirmed_at or timezone.now(),
            came_with=kept,
        )
        for row in kept_lines.of(kept)
    ]
