"""Keep the lines for a look, take them all over, or throw them away."""

from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from cases.dossiers import actions as dossiers
from cases.dossiers.models import Dossier
from cases.dossiers.registration import Facts, Identity
from cases.takeover.choices import LASTS, Trail
from cases.takeover.models import Rows, Takeover
from zorgportaal.accounts.models import User
from zorgportaal.audit import trail
from zorgportaal.jobs import outbox
from zorgportaal.vault import actions as vault
from zorgportaal.vault.choices import Family
from zorgportaal.vault.models import DataKey

END = "takeover.end"


class AlreadyDone(Exception):
    """These lines were taken over or thrown away before."""

    def __init__(self) -> None:
        super().__init__("Deze regels zijn al overgenomen of weggegooid.")


@transaction.atomic
def keep(rows: Rows, *, by: User) -> Takeover:
    """Seal the lines until somebody decides."""
    assert by.house
    takeover = Takeover(
        house=by.house, uploaded_by=by, key=DataKey.objects.make(Family.FILE, region=by.house.vault_region)
    )
    takeover.rows = rows
    takeover.save()
    trail.act(Trail.UPLOADED, by=by, on=takeover, rows=len(rows))
    return takeover


@transaction.atomic
def take_over(takeover: Takeover, *, by: User, people: Sequence[tuple[Facts, Identity]]) -> list[Dossier]:
    """Register all of them, or none. Raises AlreadyDone, dossiers.NotAllowed."""
    locked = _locked(takeover)
    made = [
        dossiers.register_dossier(by=by, house=locked.house, facts=facts, identity=identity)
        for facts, identity in people
    ]
    trail.act(Trail.CONFIRMED, by=by, on=locked, dossiers=[dossier.pk for dossier in made])
    _destroy(locked, by=by)
    return made


@transaction.atomic
def discard(takeover: Takeover, *, by: User) -> None:
    """Throw the lines away. Raises AlreadyDone."""
    locked = _locked(takeover)
    trail.act(Trail.DISCARDED, by=by, on=locked)
    _destroy(locked, by=by)


@transaction.atomic
def end_old() -> int:
    """Destroy lines that nobody decided about within a day. Gives the number of spreadsheets."""
    old = Takeover.objects.select_for_update(of=["self"]).filter(uploaded_at__lte=timezone.now() - LASTS)
    ended = list(old.select_related("key"))
    for takeover in ended:
        trail.act(Trail.ENDED, by=trail.SYSTEM, on=takeover)
        _destroy(takeover, by=trail.SYSTEM)
    return len(ended)


def put_end() -> None:
    """Look each hour; one piece of work an hour, however often the clock is restarted."""
    outbox.put(END, by=None, key=f"{END}:{timezone.now():%Y-%m-%dT%H}")


def _locked(takeover: Takeover) -> Takeover:
    known = Takeover.objects.select_for_update(of=["self"]).select_related("key", "house__care_region")
    locked = known.filter(pk=takeover.pk).first()
    if locked is None:
        raise AlreadyDone
    return locked


def _destroy(takeover: Takeover, *, by: trail.Actor) -> None:
    key = takeover.key
    takeover.delete()
    if key:
        vault.destroy(key, by=by)
