"""The dossiers to measure among: as many as `--cases` says, and a team with 200 open ones."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from functools import cache

from django.db import connections
from django.utils import timezone

from bench import measure
from cases.conferences.seeding.sow import AlreadySown, sow
from cases.dossiers.actions import register_dossier
from cases.dossiers.choices import Gender, IdentityMode, SafetyLevel, Vocabulary
from cases.dossiers.models import Dossier, Option
from cases.dossiers.registration import Facts, Identity
from cases.notes.choices import Partner
from cases.notes.models import Note
from zorgportaal.accounts.choices import Role
from zorgportaal.accounts.models import Organisation, User
from zorgportaal.audit import trail
from zorgportaal.audit.choices import Origin
from zorgportaal.regions.models import Municipality, SafetyHouse

OWN = 200
NOTES = 20  # in each of them: as many as one page of the timeline holds
LOOKED_FOR = "kiespijn"
WORDS = "Verzonnen: kort gesproken over de woning, het werk en de afspraak van donderdag met de begeleider. "


@dataclass(frozen=True)
class Caseload:
    """A coordinator of the house with most dossiers, and one of the 200 that she works on."""

    user: User
    dossier: Dossier


@cache
def caseload() -> Caseload:
    with suppress(AlreadySown):
        for _ in sow(measure.cases, seed=1):
            pass
    user = coordinator()
    mine = Dossier.objects.of_team_member(user)
    if not mine.exists():
        plant(user)
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")  # what the server does by itself, but within a minute
    return Caseload(user, mine.filter(person__isnull=False).earliest("case_number"))


def coordinator() -> User:
    house = SafetyHouse.objects.get(slug="noord-limburg")
    organisation, _ = Organisation.objects.get_or_create(name="Voorbeeld meting", kind="other")
    return User.objects.get_or_create(
        email="werk@voorbeeld.invalid",
        defaults={
            "name": "Meting Voorbeeldwerk",
            "role": Role.CARE_COORDINATOR,
            "house": house,
            "organisation": organisation,
            "ends_on": timezone.localdate() + timedelta(days=300),
        },
    )[0]


def plant(user: User) -> None:
    """Through the same act as the intake, so with keys, team and trail; the notes at once."""
    assert user.house
    known = facts()
    with trail.recording(Origin.COMMAND):
        mine = [
            register_dossier(
                by=user,
                house=user.house,
                facts=known,
                identity=Identity(surname=f"Voorbeeldmeting{number}", given_names="Verzonnen"),
            )
            for number in range(OWN)
        ]
        Note.objects.bulk_create(note for dossier in mine for note in notes(dossier, user))


def facts() -> Facts:
    return Facts(
        identity_mode=IdentityMode.FULL,
        gender=Gender.FEMALE,
        age=24,
        exploitation_form=option(Vocabulary.EXPLOITATION_FORM, "SEXUAL"),
        residence_status=option(Vocabulary.RESIDENCE_STATUS, "REFLECTION"),
        reporter_category=option(Vocabulary.REPORTER_CATEGORY, "POLICE"),
        legal_basis=option(Vocabulary.LEGAL_BASIS, "STATUTORY_DUTY"),
        safety_level=SafetyLevel.RAISED,
        found_municipality=Municipality.objects.get(gm_code="GM0983"),
        reported_on=timezone.localdate() - timedelta(days=30),
    )


def notes(dossier: Dossier, user: User) -> list[Note]:
    """One a day; the word that is looked for stands in one of them."""
    kind = Option.objects.filter(vocabulary=Vocabulary.NOTE_KIND).earliest("code")
    return [
        Note(
            dossier=dossier,
            kind=kind,
            partner=Partner.SELF,
            happened_at=timezone.now() - timedelta(days=day),
            minutes=15,
            text=WORDS * 4 + (LOOKED_FOR if day == 7 else "rust"),
            written_by=user,
        )
        for day in range(1, NOTES + 1)
    ]


def option(vocabulary: Vocabulary, code: str) -> Option:
    return Option.objects.get(vocabulary=vocabulary, code=code)
