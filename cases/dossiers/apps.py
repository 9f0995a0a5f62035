from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class DossiersConfig(AppConfig):
    name = "cases.dossiers"

    def ready(self) -> None:
        # A room's days are known once its schedule.py is loaded, and what it counts once its menu.py is;
        # the lists themselves import no room.
        autodiscover_modules("schedule", "menu")
        import_module("cases.dossiers.behalf")
