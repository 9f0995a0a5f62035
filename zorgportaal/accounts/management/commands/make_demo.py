from importlib import import_module
from types import ModuleType
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError
from django.utils.module_loading import module_has_submodule

from zorgportaal.audit import trail
from zorgportaal.audit.choices import Origin


def demo_modules() -> list[ModuleType]:
    """The `demo.py` of every room that has one, in the order of the rooms."""
    rooms = [app for app in apps.get_app_configs() if app.module is not None]
    return [
        import_module(f"{app.name}.demo")
        for app in rooms
        if app.name.split(".")[0] in ("zorgportaal", "cases", "funding", "reporting")
        and module_has_submodule(app.module, "demo")
    ]


def refuse_in_production() -> None:
    if settings.PORTAL_MODE == "production":
        raise CommandError("Verzonnen gegevens zijn er alleen in demo en test.")


class Command(BaseCommand):
    help = "Make the fictitious people and cases of each room; safe to run again."

    def handle(self, *_args: Any, **_options: Any) -> None:
        refuse_in_production()
        for module in demo_modules():
            try:
                with trail.recording(Origin.COMMAND):
                    module.make()
            except IntegrityError:
                # Examples that an older version made may break a rule of today: the rest still stands.
                self.stderr.write(f"{module.__name__}: older examples do not fit.")
