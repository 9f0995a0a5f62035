from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cases.conferences.seeding.sow import AlreadySown, sow
from zorgportaal.accounts.management.commands.make_demo import refuse_in_production

MOST = 1_000_000


class Command(BaseCommand):
    help = "Add fictitious dossiers with help requests, placements and meetings; demo and test only."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--cases", type=int, required=True, metavar="N", help="how many dossiers to add")
        parser.add_argument(
            "--seed", type=int, required=True, metavar="S", help="equal seeds, equal dossiers"
        )

    def handle(self, *_args: Any, cases: int, seed: int, **_options: Any) -> None:
        refuse_in_production()
        if not 1 <= cases <= MOST:
            raise CommandError(f"--cases is een getal van 1 tot en met {MOST}.")
        try:
            for done in sow(cases, seed=seed):
                self.stdout.write(f"{done} van {cases} dossiers")
        except AlreadySown as problem:
            raise CommandError(str(problem)) from problem
