import io
import time
from pathlib import Path
from typing import Any

import pikepdf
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from zorgportaal.accounts.management.commands.make_demo import demo_modules, refuse_in_production
from zorgportaal.jobs.choices import State
from zorgportaal.jobs.models import Job

LONGEST_WAIT = 120.0  # seconds


class Command(BaseCommand):
    """Needs a worker that runs meanwhile: the papers are made by the same jobs as from the screens."""

    help = "Do the main job on demo data and write its papers to a folder."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path)

    def handle(self, *_args: Any, folder: Path, **_options: Any) -> None:
        refuse_in_production()
        call_command("make_demo")
        self._wait()
        for module in demo_modules():
            for paper in getattr(module, "papers", list)():
                self._write(folder, paper)

    def _wait(self) -> None:
        until = time.monotonic() + LONGEST_WAIT
        while Job.objects.filter(state=State.QUEUED).exists():
            if time.monotonic() > until:
                raise CommandError("De worker maakte de papieren niet op tijd.")
            time.sleep(0.1)
        if failed := Job.objects.filter(state=State.FAILED).count():
            raise CommandError(f"{failed} taken zijn mislukt.")

    def _write(self, folder: Path, paper: Any) -> None:
        content = paper.file.content
        (folder / paper.name).write_bytes(content)
        pages = ""
        if paper.name.endswith(".pdf"):
            with pikepdf.open(io.BytesIO(content)) as pdf:
                pages = str(len(pdf.pages))
        amount = "" if paper.amount is None else str(paper.amount)
        self.stdout.write("\t".join([paper.name, pages, paper.file.sha256, amount]))
