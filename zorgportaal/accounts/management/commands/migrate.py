from typing import Any

from django.core.management import CommandError
from django.core.management.commands import migrate
from django.db import ProgrammingError, connections, transaction
from psycopg2.errors import UndefinedObject

from zorgportaal.accounts import confinement


class Command(migrate.Command):
    """Also tells the database what pages about money may touch, for the tables as they are now."""

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        database = connections[options["database"]]
        try:
            with transaction.atomic(using=database.alias), database.cursor() as at:
                confinement.grant(at)
        except ProgrammingError as problem:
            if not isinstance(problem.__cause__, UndefinedObject):
                raise
            raise CommandError(
                f"The role {confinement.ROLE} is missing. Run `python -m zorgportaal.embedded prepare` again:"
                " docs/operations.md says how."
            ) from None
