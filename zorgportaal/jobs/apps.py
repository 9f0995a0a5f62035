from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    name = "zorgportaal.jobs"

    def ready(self) -> None:
        # A handler is known once its room's tasks.py is loaded; actions never import tasks.
        autodiscover_modules("tasks")
