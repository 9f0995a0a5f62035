from datetime import datetime
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from zorgportaal.audit import trail
from zorgportaal.audit.choices import Origin
from zorgportaal.vault import keyring, renewal
from zorgportaal.vault.choices import Trail


class Command(BaseCommand):
    help = "Give each data key of a region a new secret and seal its values anew, while the portal runs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("region")
        parser.add_argument(
            "--before",
            type=datetime.fromisoformat,
            metavar="MOMENT",
            help="only secrets from before this moment; goes on with a run that stopped",
        )

    def handle(self, *_args: Any, region: str, before: datetime | None, **_options: Any) -> None:
        before = _with_zone(before) if before else timezone.now()
        try:
            keyring.newest(region)
        except keyring.KeyMissing:
            raise CommandError(f"Er is geen sleutel voor {region!r}. Maak die met make_keys.") from None
        with trail.recording(Origin.COMMAND):
            trail.act(Trail.RENEWAL_BEGUN, by=trail.SYSTEM, region=region, before=before)
        self.stdout.write(f"Stopt dit: ga verder met --before {before.isoformat()}")
        count = 0
        try:
            for _ in renewal.renew(region, before=before):
                count += 1
        except keyring.Unreadable:
            raise CommandError(
                "Van een datasleutel is iets niet te lezen; die bleef zoals hij was."
            ) from None
        finally:
            with trail.recording(Origin.COMMAND):
                trail.act(Trail.KEYS_RENEWED, by=trail.SYSTEM, region=region, before=before, count=count)
        self.stdout.write(f"{region}: {count} datasleutels hebben een nieuw geheim.")


def _with_zone(moment: datetime) -> datetime:
    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment
