"""The objects that the matrix tries to reach: one of the own scope and one of the other, by name."""

import uuid
from datetime import time, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone
from django.utils.text import slugify

from cases.closing import actions as closing
from cases.conferences import actions as meetings
from cases.conferences.actions import Audience
from cases.conferences.choices import ConferenceKind, Confidentiality, LineKind
from cases.conferences.models import ActionItem, AgendaItem, Conference, MinuteLine
from cases.dossiers import actions as dossiers
from cases.dossiers.models import Dossier, Option
from cases.exchange import actions as exchange
from cases.exchange.choices import Format
from cases.exchange.models import Export
from cases.handover import actions as handover
from cases.handover.models import Handover
from cases.residence import actions as residence
from cases.residence.models import Permit
from cases.routing import actions as routing
from cases.routing.choices import Urgency
from cases.routing.models import HelpRequest, PlacementRequest, Provider, ProviderService
from cases.takeover import actions as takeover
from funding.contributions import actions as contributions
from funding.contributions.models import Round, Scheme
from funding.invoices import actions as invoices
from funding.invoices import payments
from funding.invoices.models import Correction, Invoice, Payment
from reporting.comensha.models import ReportRun
from zorgportaal.accounts.choices import Role
from zorgportaal.accounts.demo import person
from zorgportaal.accounts.models import Cover, User
from zorgportaal.covering import actions as covering
from zorgportaal.jobs.choices import State
from zorgportaal.jobs.models import Job
from zorgportaal.regions.models import PopulationImport
from zorgportaal.tests.access import agreed, dossier_papers, notes, on_worklist, searching, words
from zorgportaal.tests.access.expected import Row

MADE_FOR = {"routing:create": "dossier", "routing:ask_needed": "dossier", "routing:add_service": "provider"}
NOTHING = uuid.UUID("00000000-0000-4000-8000-000000000000")


def build() -> dict[str, Any]:
    """What the demo data lack, and every object under the name that `expected.py` gives it."""
    coordinator, other = person("coordinator.noord"), person("coordinator.heuvelland")
    # Of an anonymous dossier there is no name to show, and its id decides whether it is among the first.
    running = Dossier.objects.exclude(status="closed").filter(person__isnull=False)
    north, with_team = running.visible_to(coordinator).order_by("pk")[:2]
    south = running.visible_to(other).order_by("pk")[0]
    dossiers.add_to_team(with_team, by=coordinator, member=person("procesregisseur"))
    job = Job.objects.create(kind="test.failed", state=State.FAILED)
    return {
        "nothing": NOTHING,
        "north dossier": north,
        "south dossier": south,
        "north dossier with team": with_team,
        **_covers(coordinator, other),
        **_offers(with_team, coordinator, other),
        **_endings(north, south, coordinator),
        "north help request": _help(north, coordinator),
        "south help request": _help(south, other),
        "request to swalmdal": _placement(north, "Noodbed Swalmdal", coordinator),
        "request to peelrand": _placement(south, "Opvang Peelrand", other),
        "provider": Provider.objects.first(),
        "service": ProviderService.objects.first(),
        **_meetings(other),
        "action of the police": ActionItem.objects.get(owner_organisation=person("politie").organisation),
        **_money_and_reports(),
        **_permits(north, south),
        **_files(coordinator, other),
        **_accounts(coordinator),
        "job": job,
        **searching.build(north, south),
        **notes.build(north, south, with_team),
        **words.build(),
        **dossier_papers.build(north, south, with_team),
        **on_worklist.build(north, south, with_team),
        **agreed.build(Round.objects.get(year=2020)),
    }


def _meetings(other: User) -> dict[str, Any]:
    north_meeting = Conference.objects.order_by("held_on").last()
    south_meeting, south_item = _meeting(other)
    return {
        "north meeting": north_meeting,
        "south meeting": south_meeting,
        "open item": _item(north_meeting, Confidentiality.OPEN),
        "care item": _item(north_meeting, Confidentiality.CARE),
        "police item": _item(north_meeting, Confidentiality.POLICE),
        "south item": south_item,
        **_lines(north_meeting, south_item),
    }


def _files(coordinator: User, other: User) -> dict[str, Any]:
    """What leaves the portal for many dossiers, and what comes in."""
    return {
        "north takeover": takeover.keep([(2, {"age": "22"})], by=coordinator),
        "south takeover": takeover.keep([(2, {"age": "22"})], by=other),
        "north export": _export(coordinator),
        "south export": _export(other),
    }


def _accounts(coordinator: User) -> dict[str, Any]:
    return {
        "account": coordinator,
        "ended account": _account("beëindigd", is_active=False),
        "invited account": _account("uitgenodigd"),
    }


def _money_and_reports() -> dict[str, Any]:
    return {
        "round": Round.objects.get(year=2020),
        "draft round": _draft(),
        "invoice of beesel": _invoice("GM0889"),
        "invoice of weert": _invoice("GM0988"),
        "gemeente beesel": {"gm_code": "GM0889"},
        "gemeente weert": {"gm_code": "GM0988"},
        "beesel in 2020": {"gm_code": "GM0889", "year": 2020},
        "weert in 2020": {"gm_code": "GM0988", "year": 2020},
        "payment": _payment(),
        "correction": _correction(),
        "import": _import(),
        "report": ReportRun.objects.first(),
    }


def arguments(row: Row, objects: dict[str, Any]) -> dict[str, Any]:
    """What the address needs; `for X` is the object that something new is made for."""
    if not row.on:
        return {}
    name = row.on.removeprefix("for ")
    found = objects[name]
    if isinstance(found, dict):
        return found
    keyword = MADE_FOR.get(row.name, "pk")
    return {keyword: getattr(found, "pk", found)}


def _permits(north: Dossier, south: Dossier) -> dict[str, Any]:
    """An application that each house noted."""
    ground = Option.objects.get(vocabulary="permit_ground", code="A_COMPLAINANT")
    return {
        f"{name} permit": residence.keep_permit(
            dossier, by=dossier.registered_by, permit=Permit(ground=ground, applied_on=timezone.localdate())
        )
        for name, dossier in (("north", north), ("south", south))
    }


def _export(by: User) -> Export:
    purpose = "Voor een proef met de toegang."
    return exchange.ask(by=by, kind="htcds", choice={}, format=Format.ODS, purpose=purpose)


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


def _lines(north: Conference | None, south_item: AgendaItem) -> dict[str, MinuteLine]:
    items = {"south line": south_item} | {
        f"{secrecy} line": _item(north, secrecy)
        for secrecy in (Confidentiality.OPEN, Confidentiality.CARE, Confidentiality.POLICE)
    }
    return {
        name: meetings.add_line(item, kind=LineKind.SHARED, text="Gedeeld", by=item.created_by)
        for name, item in items.items()
    }


def _covers(coordinator: User, other: User) -> dict[str, Cover]:
    """A colleague stands in next week; the other house does by night, after that."""
    assert coordinator.house
    first = timezone.localdate() + timedelta(days=7)
    day = covering.cover_for(
        coordinator, by=coordinator, stand_in=person("collega.noord"), first=first, last=first
    )
    hours = {"starts_at": day.ends_at, "ends_at": day.ends_at + timedelta(hours=12)}
    night = covering.cover_house(coordinator.house, by=coordinator, stand_in=other, **hours)
    return {"north cover": day, "night cover": night}


def _endings(north: Dossier, south: Dossier, coordinator: User) -> dict[str, Any]:
    """A contact moment of the north, and a dossier that a colleague has to call a mistake or not."""
    check_in = Option.objects.get(vocabulary="aftercare_type", code="CHECK_IN")
    (moment,) = closing.plan_aftercare(
        north, by=coordinator, type=check_in, starts_on=timezone.localdate(), months=[1]
    )
    return {
        "aftercare of the north": moment,
        "mistake of the north": _mistake(person("collega.noord"), but=north),
        "mistake of the south": _mistake(person("collega.heuvelland"), but=south),
    }


def _mistake(by: User, *, but: Dossier) -> uuid.UUID:
    told = {"told_reporter": "no", "told_comensha": "no", "note": "Voorbeeld"}
    reason = Option.objects.get(vocabulary="closing_reason", code="BY_MISTAKE")
    free = Dossier.objects.visible_to(by).exclude(pk=but.pk).exclude(status="closed")
    quiet = free.exclude(handovers__state="proposed").exclude(
        help_requests__placement_requests__outcome="pending"
    )
    ending = closing.Ending(reason=reason, **told)
    return closing.close(quiet.latest("created_at"), by=by, ending=ending).dossier_id


def _offers(with_team: Dossier, coordinator: User, other: User) -> dict[str, Handover]:
    """A dossier of the north, offered to the south, and one of which the offer was taken back."""
    colleague = handover.Offer(receiver=person("collega.noord"), reason="Vrij")
    within = handover.propose(with_team, by=coordinator, offer=colleague)
    running = Dossier.objects.exclude(status="closed").filter(handovers=None)
    free = running.visible_to(coordinator).order_by("-pk")
    offer = handover.Offer(receiver=other, reason="Verhuisd")
    made, back = (handover.propose(dossier, by=coordinator, offer=offer) for dossier in free[:2])
    for offered in (within, made):
        handover.make_sheet(offered.pk, by=coordinator)
    handover.withdraw(back, by=coordinator)
    received = Handover.objects.get(from_house=other.house_id)
    return {
        "offer within the house": within,
        "offer to the south": made,
        "offer to the north": received,
        "offer taken back": back,
    }


def _draft() -> Round:
    scheme = Scheme.objects.get(slug="structureel")
    return contributions.make_round(scheme=scheme, year=2021, by=person("financien.een"))


def _invoice(gm_code: str) -> Invoice:
    return Invoice.objects.get(municipality__gm_code=gm_code, year=2020)


def _payment() -> Payment:
    invoice = _invoice("GM0983")
    by = person("financien.een")
    return payments.note_payment(invoice, amount=Decimal("1.00"), paid_on=invoice.issued_on, by=by)


def _correction() -> Correction:
    by = person("financien.een")
    return invoices.propose_correction(_invoice("GM0983"), reason="Voorbeeld", is_reissued=False, by=by)


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
