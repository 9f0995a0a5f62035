"""The objects that the matrix tries to reach: one of the own scope and one of the other, by name."""

import uuid
from datetime import time
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from cases.conferences import actions as meetings
from cases.conferences.actions import Audience
from cases.conferences.choices import ConferenceKind, Confidentiality
from cases.conferences.models import ActionItem, AgendaItem, Conference
from cases.dossiers import actions as dossiers
from cases.dossiers.models import Dossier, Option
from cases.routing import actions as routing
from cases.routing.choices import Urgency
from cases.routing.models import HelpRequest, PlacementRequest, Provider, ProviderService
from funding.contributions import actions as contributions
from funding.contributions.models import Round, Scheme
from funding.invoices.models import Invoice
from reporting.comensha.models import ReportRun
from zorgportaal.accounts.choices import Role
from zorgportaal.accounts.demo import person
from zorgportaal.accounts.models import User
from zorgportaal.jobs.choices import State
from zorgportaal.jobs.models import Job
from zorgportaal.regions.models import PopulationImport
from zorgportaal.tests.access.expected import Row

NOTHING = uuid.UUID("00000000-0000-4000-8000-000000000000")


def build() -> dict[str, Any]:
    """What the demo data lack, and every object under the name that `expected.py` gives it."""
    coordinator, other = person("coordinator.noord"), person("coordinator.heuvelland")
    north, with_team = Dossier.objects.visible_to(coordinator).order_by("pk")[:2]
    south = Dossier.objects.visible_to(other).order_by("pk")[0]
    dossiers.add_to_team(with_team, by=coordinator, member=person("procesregisseur"))
    north_meeting = Conference.objects.order_by("held_on").last()
    south_meeting, south_item = _meeting(other)
    job = Job.objects.create(kind="test.failed", state=State.FAILED)
    return {
        "nothing": NOTHING,
        "north dossier": north,
        "south dossier": south,
        "north dossier with team": with_team,
        "north help request": _help(north, coordinator),
        "south help request": _help(south, other),
        "request to swalmdal": _placement(north, "Noodbed Swalmdal", coordinator),
        "request to peelrand": _placement(south, "Opvang Peelrand", other),
        "provider": Provider.objects.first(),
        "service": ProviderService.objects.first(),
        "north meeting": north_meeting,
        "south meeting": south_meeting,
        "open item": _item(north_meeting, Confidentiality.OPEN),
        "care item": _item(north_meeting, Confidentiality.CARE),
        "police item": _item(north_meeting, Confidentiality.POLICE),
        "south item": south_item,
        "action of the police": ActionItem.objects.get(owner_organisation=person("politie").organisation),
        "round": Round.objects.get(year=2020),
        "draft round": _draft(),
        "invoice of beesel": _invoice("GM0889"),
        "invoice of weert": _invoice("GM0988"),
        "import": _import(),
        "report": ReportRun.objects.first(),
        "account": coordinator,
        "ended account": _account("beëindigd", is_active=False),
        "invited account": _account("uitgenodigd"),
        "job": job,
    }


def arguments(row: Row, objects: dict[str, Any]) -> dict[str, Any]:
    """What the address needs; `for X` is the object that something new is made for."""
    if not row.on:
        return {}
    name = row.on.removeprefix("for ")
    found = objects[name]
    keyword = {"routing:create": "dossier", "routing:add_service": "provider"}.get(row.name, "pk")
    return {keyword: getattr(found, "pk", found)}


def _help(dossier: Dossier, by: Any) -> HelpRequest:
    shelter = Option.objects.get(vocabulary="help_request_type", code="SHELTER")
    return routing.ask_help(dossier, by=by, type=shelter, urgency=Urgency.NOW, security_needed=0)


def _placement(dossier: Dossier, name: str, by: Any) -> PlacementRequest:
    """Straight into the table: whether the provider suits is not what the matrix is about."""
    service = ProviderService.objects.get(provider__organisation__name=name)
    return PlacementRequest.objects.create(
        help_request=_help(dossier, by),
        service=service,
        reference=f"PV-{name[-6:]}",
        requested_by=by,
        shared_fields=["age_band"],
    )


def _meeting(by: Any) -> tuple[Conference, AgendaItem]:
    meeting = meetings.plan_conference(
        house=by.house,
        organisations=[],
        kind=ConferenceKind.KO18PLUS,
        held_on=timezone.localdate(),
        starts_at=time(9, 30),
        place="Maastricht",
        by=by,
    )
    audience = Audience(Confidentiality.CARE, [by.organisation])
    return meeting, meetings.add_item(meeting, title="Zuid", audience=audience, by=by)


def _item(meeting: Conference | None, confidentiality: str) -> AgendaItem:
    return AgendaItem.objects.get(conference=meeting, confidentiality=confidentiality)


def _draft() -> Round:
    scheme = Scheme.objects.get(slug="structureel")
    return contributions.make_round(scheme=scheme, year=2021, by=person("financien.een"))


def _invoice(gm_code: str) -> Invoice:
    return Invoice.objects.get(municipality__gm_code=gm_code, year=2020)


def _import() -> PopulationImport:
    return PopulationImport.objects.create(
        source="CBS",
        status="definitive",
        sha256="0" * 64,
        rows=[[2, "GM0889", "2024-01-01", 13394]],
        uploaded_by=person("financien.een"),
    )


def _account(name: str, **fields: Any) -> User:
    """An account without a password, such as nobody has used yet."""
    user = User(
        name=name,
        email=f"{slugify(name)}@voorbeeld.invalid",
        role=Role.POLICY_ADVISOR,
        organisation=person("beleid").organisation,
        ends_on=timezone.localdate(),
        **fields,
    )
    user.set_unusable_password()
    user.save()
    return user
