from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from zorgportaal.accounts import actions
from zorgportaal.accounts.choices import OrganisationKind, Role, Trail
from zorgportaal.accounts.invitation import link_path
from zorgportaal.accounts.models import Organisation, User
from zorgportaal.audit import trail
from zorgportaal.audit.choices import Origin

FIRST = 2


class Command(BaseCommand):
    """After the second, administrators are made on screen, by two people."""

    help = "Make one of the first two functional administrators and print the one-time link."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")
        parser.add_argument("name")
        parser.add_argument("--organisation", default="Functioneel beheer")

    def handle(self, *_args: Any, email: str, name: str, organisation: str, **_options: Any) -> None:
        if User.objects.current().filter(role=Role.FUNCTIONAL_ADMINISTRATOR).count() >= FIRST:
            raise CommandError("Er zijn al twee functioneel beheerders. Maak de volgende in het portaal.")
        home, _ = Organisation.objects.get_or_create(
            name=organisation, defaults={"kind": OrganisationKind.OTHER}
        )
        user = User(
            email=email.lower(),
            name=name,
            role=Role.FUNCTIONAL_ADMINISTRATOR,
            organisation=home,
            ends_on=actions.latest_end(),
        )
        user.set_unusable_password()
        with trail.recording(Origin.COMMAND):
            user.full_clean()
            user.save()
            trail.act(Trail.ACCOUNT_CREATED, by=trail.SYSTEM, on=user, role=user.role)
        self.stdout.write(link_path(user))
