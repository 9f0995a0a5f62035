from importlib import import_module

from django.apps import AppConfig


class ConsentsConfig(AppConfig):
    name = "cases.consents"

    def ready(self) -> None:
        # A withdrawal stops letters, of which the room of the documents knows nothing by itself.
        import_module("cases.consents.stopping")
