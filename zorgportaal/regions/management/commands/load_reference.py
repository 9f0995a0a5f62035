from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db import transaction


class Command(BaseCommand):
    help = "Loads the public tables of every room that has a reference.py. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        with transaction.atomic():
            for config in apps.get_app_configs():
                name = f"{config.name}.reference"
                if find_spec(name):
                    import_module(name).load()
        if options["verbosity"]:
            self.stdout.write("Reference data loaded.")
