import csv
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from funding.contributions.choices import FigureSource
from funding.contributions.draft import CannotMakeRound, draft
from funding.contributions.models import RoundLine, Scheme

COLUMNS = ["gm_code", "municipality", "inhabitants", "reference_date", "source", "rate", "amount"]
SOURCES = {FigureSource.CBS: "cbs", FigureSource.DECISION: "besluit"}


class Command(BaseCommand):
    help = "Print the lines that a round of a scheme and year would have; nothing is kept."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("scheme", help="the short name of a scheme, such as structureel")
        parser.add_argument("year", type=int)
        parser.add_argument("--dry-run", action="store_true", help="needed: issuing takes two people")
        parser.add_argument("--format", choices=["csv"], default="csv")

    def handle(self, *_args: Any, scheme: str, year: int, dry_run: bool, **_options: Any) -> None:
        if not dry_run:
            raise CommandError(
                "Een ronde maken en goedkeuren doen twee mensen, op het scherm. Gebruik --dry-run.",
                returncode=2,
            )
        try:
            _, lines = draft(_scheme(scheme), year)
        except CannotMakeRound as problem:
            raise CommandError(str(problem), returncode=2) from None
        # The output of a command is a file for another program: UTF-8, whatever the terminal has.
        sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
        table = csv.writer(self.stdout, lineterminator="\n")
        table.writerow(COLUMNS)
        table.writerows(sorted(map(_cells, lines)))
        for line in lines:
            if line.is_double:
                self.stderr.write(
                    f"{line.municipality}: ook uit de DU-VO. Ga na of deze gemeente twee keer betaalt."
                )


def _scheme(slug: str) -> Scheme:
    found = Scheme.objects.filter(slug=slug).first()
    if found is None:
        known = ", ".join(Scheme.objects.values_list("slug", flat=True))
        raise CommandError(f"Er is geen regeling {slug!r}. Wel: {known}.", returncode=2)
    return found


def _cells(line: RoundLine) -> list[str]:
    return [
        line.municipality.gm_code,
        line.municipality.name,
        str(line.inhabitants),
        line.reference_date.isoformat() if line.reference_date else "",
        SOURCES[FigureSource(line.source)],
        str(line.rate),
        str(line.amount),
    ]
