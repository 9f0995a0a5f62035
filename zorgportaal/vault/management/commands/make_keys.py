from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from zorgportaal.audit import head
from zorgportaal.vault import keyring


class Command(BaseCommand):
    help = "Make the keys that are missing; never touches one that is there."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("regions", nargs="*", help="vault regions, such as noord-limburg")

    def handle(self, *_args: Any, regions: list[str], **_options: Any) -> None:
        for name in ("django", "trail", "blind-index"):
            path = settings.KEYS_DIR / f"{name}.key"
            if not path.is_file():
                keyring.write_secret(path)
        if not settings.TRAIL_HEAD_FILE.is_file():
            head.advance(0, b"")
        for region in regions or settings.VAULT_REGIONS:
            try:
                keyring.newest(region)
            except keyring.KeyMissing:
                keyring.make(region)
