from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from zorgportaal.audit import trail
from zorgportaal.audit.choices import Origin
from zorgportaal.regions import actions
from zorgportaal.regions.choices import PopulationStatus
from zorgportaal.regions.population_columns import Unusable


class Command(BaseCommand):
    help = "Takes over a CSV file of population figures, all or nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--source", default="CBS", help="who counted, and in which table")
        parser.add_argument("--status", choices=PopulationStatus.values, default=PopulationStatus.DEFINITIVE)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            content = options["file"].read_bytes()
            with trail.recording(Origin.COMMAND):
                kept = actions.keep_population(
                    content,
                    source=options["source"],
                    status=PopulationStatus(options["status"]),
                    by=trail.SYSTEM,
                )
                number = actions.confirm_population(kept, by=trail.SYSTEM)
        except OSError as problem:
            raise CommandError(f"Het bestand is niet te lezen: {problem.strerror}.") from None
        except Unusable as problem:
            raise CommandError("\n".join(problem.problems)) from None
        self.stdout.write(f"{number} aantallen overgenomen.")
