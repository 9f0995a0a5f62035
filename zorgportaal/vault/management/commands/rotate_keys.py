from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from zorgportaal.audit import trail
from zorgportaal.audit.choices import Origin
from zorgportaal.vault import actions, keyring
from zorgportaal.vault.choices import Trail


class Command(BaseCommand):
    help = "Add a new key for a region and wrap all its data keys under it; safe to run again."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("region")

    def handle(self, *_args: Any, region: str, **_options: Any) -> None:
        try:
            keyring.newest(region)
        except keyring.KeyMissing:
            raise CommandError(f"Er is geen sleutel voor {region!r}. Maak die met make_keys.") from None
        version = keyring.make(region)
        count = actions.rotate(region)
        with trail.recording(Origin.COMMAND):
            trail.act(Trail.KEYS_ROTATED, by=trail.SYSTEM, region=region, version=version)
        self.stdout.write(f"{region}: versie {version}, {count} datasleutels ingepakt.")
