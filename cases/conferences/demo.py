"""Two fictitious meetings of the northern house, minuted through the actions, and a few years of cases.

The years behind give the report and the figures something to count; they are seeded, not typed.
"""

from datetime import date, time, timedelta

from django.utils import timezone

from cases.conferences import actions
from cases.conferences.actions import Audience
from cases.conferences.choices import ConferenceKind, LineKind, Presence
from cases.conferences.choices import Confidentiality as Secrecy
from cases.conferences.models import AgendaItem, Conference
from cases.conferences.seeding.sow import sow
from cases.dossiers.models import Dossier
from zorgportaal.accounts.demo import person
from zorgportaal.accounts.models import Organisation, User

CASES_OF_BEFORE = 240


def make() -> None:
    """Plan, minute and close; once."""
    if Conference.objects.exists():
        return
    coordinator = person("coordinator.noord")
    today = timezone.localdate()
    _held(coordinator, today - timedelta(days=23))
    _coming(coordinator, today + timedelta(days=4))
    for _ in sow(CASES_OF_BEFORE, seed=2026):
        pass


def _held(by: User, day: date) -> None:
    """A finished meeting whose open actions are still running."""
    conference = _plan(ConferenceKind.CASUS_AVIM, day, by, _police())
    dossier = _dossiers(by)[0]
    item = actions.add_item(
        conference,
        title="Veiligheid en informatief gesprek",
        audience=Audience(Secrecy.CASE, [by.organisation, _police()]),
        dossier=dossier,
        by=by,
    )
    _minute(item, by, day)
    present = [by.organisation, _police()]
    actions.set_attendance(conference, presence={str(one.pk): Presence.PRESENT for one in present}, by=by)
    actions.close_conference(conference, by=by)


def _coming(by: User, day: date) -> None:
    """The next meeting, with an item of each common confidentiality."""
    provider = Organisation.objects.get(name="Noodbed Swalmdal")
    conference = _plan(
        ConferenceKind.KO18PLUS, day, by, _police(), provider, person("ketenregisseur").organisation
    )
    first, second, *_ = [dossier for dossier in _dossiers(by) if not dossier.is_minor]
    everyone = [by.organisation, _police(), provider]
    for title, secrecy, seats, dossier in (
        ("Acties van het vorige overleg", Secrecy.OPEN, everyone, None),
        ("Tolk en advocaat", Secrecy.CASE, everyone, first),
        ("Vervolgplek", Secrecy.CARE, [by.organisation, provider], second),
        ("Procedure", Secrecy.POLICE, [by.organisation, _police()], first),
    ):
        actions.add_item(conference, title=title, audience=Audience(secrecy, seats), dossier=dossier, by=by)
    first_item = conference.items.select_related("conference").order_by("position")[0]
    line = actions.add_line(first_item, kind=LineKind.SHARED, text="Drie acties staan nog open.", by=by)
    corrected = "Twee acties staan nog open, een is klaar."
    actions.change_line(line, version=line.version, kind=line.kind, text=corrected, by=by)


def _plan(kind: ConferenceKind, day: date, by: User, *organisations: Organisation) -> Conference:
    house = _dossiers(by)[0].house
    return actions.plan_conference(
        house=house,
        organisations=organisations,
        kind=kind,
        held_on=day,
        starts_at=time(9, 30),
        place="Roermond",
        by=by,
    )


def _minute(item: AgendaItem, by: User, day: date) -> None:
    actions.add_line(item, kind=LineKind.SHARED, text="De begeleider gaat mee naar het gesprek.", by=by)
    actions.add_line(item, kind=LineKind.DECISION, text="Eerst een advocaat, daarna het gesprek.", by=by)
    for text, owner, days in (
        ("Tolk regelen", _police(), 30),
        ("Twee advocaten bellen", by.organisation, 14),
    ):
        actions.add_action(
            item, text=text, owner_organisation=owner, due_on=day + timedelta(days=days), by=by
        )


def _police() -> Organisation:
    return person("politie").organisation


def _dossiers(user: User) -> list[Dossier]:
    mine = Dossier.objects.visible_to(user).select_related("house")
    return list(mine.order_by("-reported_on", "case_number"))
