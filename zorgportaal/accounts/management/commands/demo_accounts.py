from typing import Any

from django.core.management.base import BaseCommand

from zorgportaal.accounts.demo import PASSWORD, PEOPLE
from zorgportaal.accounts.management.commands.make_demo import refuse_in_production


class Command(BaseCommand):
    help = "Print the demo accounts and their password."

    def handle(self, *_args: Any, **_options: Any) -> None:
        refuse_in_production()
        for somebody in PEOPLE:
            self.stdout.write(f"  {somebody.email:<42} {somebody.role.label:<34} {somebody.name}")
        self.stdout.write(f"  Wachtwoord van alle demo-accounts: {PASSWORD}")
