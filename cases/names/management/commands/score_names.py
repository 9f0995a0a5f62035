import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.names.scoring import Unusable, score_file


class Command(BaseCommand):
    help = (
        "Compares pairs of names. In: a UTF-8 file with the columns name_a,name_b. "
        "Out: name_a,name_b,score,verdict in the same order."
    )
    requires_system_checks: list[str] = []
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="- for what comes in through the pipe")

    def handle(self, *args: Any, **options: Any) -> None:
        path = Path("/dev/stdin") if str(options["file"]) == "-" else options["file"]
        if hasattr(sys.stdout, "reconfigure"):
            sys.stdout.reconfigure(encoding="utf-8")  # whatever the machine's locale says
        try:
            score_file(path, self.stdout)
        except Unusable as problem:
            raise CommandError(str(problem)) from problem
