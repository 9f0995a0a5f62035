import sys
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.management.base import BaseCommand
from django.db import DatabaseError

from zorgportaal.audit.head import HeadMissing
from zorgportaal.audit.verify import first_broken


class Command(BaseCommand):
    help = "Exit 0: the trail is whole. 1: broken, first broken row on stdout. 2: not checked."
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        try:
            broken = first_broken()
        except (HeadMissing, ImproperlyConfigured, DatabaseError) as problem:
            self.stderr.write(f"Niet gecontroleerd: {problem}")
            sys.exit(2)
        if broken:
            self.stdout.write(f"{broken.number}\t{broken.kind}\t{broken.reason}")
            sys.exit(1)
        self.stderr.write("Het logboek is heel.")
