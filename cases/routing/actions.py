"""What people do with help requests, placement requests and providers."""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from cases.contact import guard
from cases.dossiers.models import Dossier, Option
from cases.routing import needed
from cases.routing.choices import (
    HelpRequestState,
    PlacementOutcome,
    ProviderState,
    SecurityLevel,
    SharedField,
    Trail,
    Urgency,
)
from cases.routing.matching import explain
from cases.routing.models import HelpRequest, PlacementRequest, Provider, ProviderService
from cases.routing.sharing import may_share_with
from zorgportaal.accounts.choices import OrganisationKind
from zorgportaal.accounts.models import Organisation, User
from zorgportaal.audit import trail
from zorgportaal.jobs import outbox

EXPIRE = "routing.expire"
# Crockford's alphabet: no letter that is misheard for a digit.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


class CannotPlace(Exception):
    """The request for a place is not possible; the message says why."""


class CannotAnswer(Exception):
    """There is nothing left to answer; the message says why."""


class CannotApprove(Exception):
    """The provider cannot become active like this; the message says why."""


@transaction.atomic
def ask_help(dossier: Dossier, *, by: User, **fields: Any) -> HelpRequest:
    """Add a help request to a dossier.

    Fields: type, urgency, security_needed and, where known, avoid_municipality and note.
    """
    asked = HelpRequest(dossier=dossier, created_by=by, **fields)
    asked.save(force_insert=True)
    trail.act(
        Trail.HELP_ASKED,
        by=by,
        on=asked,
        dossier=dossier.pk,
        type=asked.type.code,
        urgency=asked.urgency,
    )
    return asked


@transaction.atomic
def ask_needed(dossier: Dossier, code: str, *, by: User) -> HelpRequest | None:
    """Make of a need of the intake what it is: help, now. None when it was asked for already."""
    # The lock keeps two colleagues from asking for the same bed at once.
    dossier = Dossier.objects.select_for_update(of=["self"]).get(pk=dossier.pk)
    asked = set(dossier.help_requests.values_list("type", flat=True))
    need = next((need for need in needed.left(dossier, asked) if need.code == code), None)
    if need is None:
        return None
    type_ = Option.objects.get(pk=need.type)
    security = SecurityLevel(dossier.safety_level)
    return ask_help(dossier, by=by, type=type_, urgency=Urgency.NOW, security_needed=security)


@transaction.atomic
def withdraw_help(asked: HelpRequest, *, by: User) -> None:
    """The help is no longer needed: providers that have not answered are told so."""
    asked = _locked(asked)
    if not asked.is_open:
        raise CannotPlace("Deze hulpvraag is al afgehandeld.")
    asked.state = HelpRequestState.WITHDRAWN
    asked.save(update_fields=["state"])
    _withdraw_pending(asked, by=by)
    trail.act(Trail.HELP_WITHDRAWN, by=by, on=asked, dossier=asked.dossier_id)


@transaction.atomic
def request_place(
    asked: HelpRequest,
    service: ProviderService,
    *,
    shared_fields: Iterable[str],
    deviation_reason: str = "",
    by: User,
) -> PlacementRequest:
    """Ask one provider for a place, with what it may know. Raises CannotPlace."""
    asked, shared = _locked(asked), sorted(SharedField(name) for name in shared_fields)
    deviates = _guard_place(asked, service, shared, deviation_reason)
    placement = PlacementRequest.objects.create(
        help_request=asked,
        service=service,
        reference=_reference(),
        requested_by=by,
        shared_fields=shared,
        deviation_reason=deviation_reason if deviates else "",
    )
    trail.act(
        Trail.PLACE_REQUESTED,
        by=by,
        on=placement,
        dossier=asked.dossier_id,
        service=service.pk,
        shared=shared,
        basis=asked.dossier.legal_basis.code,
        deviates=deviates,
    )
    return placement


@transaction.atomic
def repeat_request(placement: PlacementRequest, *, by: User) -> PlacementRequest:
    """Put the same question to the same provider again, once it expired. Raises CannotPlace.

    The same goes along, so far as the legal basis of today allows it.
    """
    asked = _locked(placement.help_request)
    earlier = next(one for one in asked.placement_requests.all() if one.pk == placement.pk)
    if not earlier.is_expired:
        raise CannotPlace("Dit verzoek is niet verlopen.")
    service = ProviderService.objects.with_terms().get(pk=earlier.service_id)
    return request_place(
        asked, service, shared_fields=earlier.shared_fields, deviation_reason=earlier.deviation_reason, by=by
    )


def _guard_place(
    asked: HelpRequest, service: ProviderService, shared: list[SharedField], deviation_reason: str
) -> bool:
    """Whether this request deviates from the usual way. Raises CannotPlace."""
    if not asked.is_open:
        raise CannotPlace("Deze hulpvraag is al afgehandeld.")
    if service.provider.state != ProviderState.ACTIVE:
        raise CannotPlace("Deze aanbieder werkt niet (meer) mee.")
    if any(placement.service_id == service.pk for placement in asked.pending):
        raise CannotPlace("Deze aanbieder is al gevraagd.")
    if not may_share_with(asked, service.provider.organisation_id).issuperset(shared):
        raise CannotPlace(
            "Voor deze aanbieder is er geen grondslag of toestemming om dit allemaal te delen. "
            "Kies alleen wat naar niemand wijst, of leg eerst toestemming vast."
        )
    if SharedField.NOTE in shared and (unsafe := guard.check_text(asked.dossier, asked.note)):
        raise CannotPlace(unsafe.sentence)
    verdict = explain(asked.need(timezone.localdate()), service.offer())
    if not verdict.is_suitable and verdict.main_barrier:
        raise CannotPlace(f"Deze aanbieder past niet. {verdict.main_barrier.sentence}")
    if verdict.may_deviate and not deviation_reason.strip():
        raise CannotPlace("Vul in waarom u afwijkt van de gewone weg.")
    return verdict.may_deviate


@transaction.atomic
def record_answer(
    placement: PlacementRequest,
    *,
    outcome: str,
    refusal_reason: Option | None = None,
    note: str = "",
    by: User,
) -> PlacementRequest:
    """Record what the provider said. A place that was given is free no more, and closes the other requests.

    Raises CannotAnswer.
    """
    asked = _locked(placement.help_request)
    placement = PlacementRequest.objects.select_for_update(of=("self",)).get(pk=placement.pk)
    if placement.is_expired:
        raise CannotAnswer("Dit verzoek is verlopen. Vraag de plek opnieuw aan.")
    if not placement.is_pending:
        raise CannotAnswer("Op dit verzoek is al geantwoord.")
    if outcome == PlacementOutcome.DECLINED and refusal_reason is None:
        raise CannotAnswer("Kies de reden van de weigering.")
    placement.help_request, placement.answer_note = asked, note
    placement.refusal_reason = refusal_reason if outcome == PlacementOutcome.DECLINED else None
    taken = _take_place(placement) if outcome == PlacementOutcome.ACCEPTED else {}
    _decide(placement, PlacementOutcome(outcome), by=by, **taken)
    if placement.is_accepted:
        asked.state = HelpRequestState.PLACED
        asked.save(update_fields=["state"])
        _withdraw_pending(asked, by=by)
    return placement


@transaction.atomic
def withdraw_request(placement: PlacementRequest, *, by: User) -> None:
    """Take back a request that has no answer yet. Raises CannotAnswer."""
    asked = _locked(placement.help_request)
    waiting = asked.placement_requests.filter(pk=placement.pk, outcome=PlacementOutcome.PENDING).first()
    if waiting is None:
        raise CannotAnswer("Op dit verzoek is al geantwoord.")
    _decide(waiting, PlacementOutcome.WITHDRAWN, by=by)


def put_expiry() -> None:
    """Write down that requests expire today: once a day, however often the clock says so."""
    outbox.put(EXPIRE, by=None, key=f"{EXPIRE}:{timezone.localdate()}")


@transaction.atomic
def expire_requests() -> None:
    """End what no provider answered in time. What somebody is busy with waits for tomorrow."""
    overdue = PlacementRequest.objects.overdue().select_related("help_request").order_by("requested_at", "id")
    for placement in overdue.select_for_update(of=("self", "help_request"), skip_locked=True):
        placement.outcome, placement.decided_at = PlacementOutcome.EXPIRED, timezone.now()
        placement.save(update_fields=["outcome", "decided_at"])
        trail.act(
            Trail.REQUEST_EXPIRED, by=trail.SYSTEM, on=placement, dossier=placement.help_request.dossier_id
        )


def _withdraw_pending(asked: HelpRequest, *, by: User) -> None:
    for placement in asked.placement_requests.filter(outcome=PlacementOutcome.PENDING):
        _decide(placement, PlacementOutcome.WITHDRAWN, by=by)


def _take_place(placement: PlacementRequest) -> dict[str, int]:
    """One free place less where the number is known, so that nobody else is offered it; for the trail."""
    service = ProviderService.objects.select_for_update(of=("self",)).get(pk=placement.service_id)
    if not service.capacity_free:
        return {}
    service.capacity_free -= 1
    service.save(update_fields=["capacity_free"])
    return {"capacity_free": service.capacity_free}


def _decide(placement: PlacementRequest, outcome: PlacementOutcome, *, by: User, **more: int) -> None:
    placement.outcome, placement.decided_by, placement.decided_at = outcome, by, timezone.now()
    placement.save()
    withdrawn = outcome == PlacementOutcome.WITHDRAWN
    trail.act(
        Trail.REQUEST_WITHDRAWN if withdrawn else Trail.ANSWERED,
        by=by,
        on=placement,
        dossier=placement.help_request.dossier_id,
        outcome=outcome,
        refusal_reason=placement.refusal_reason.code if placement.refusal_reason else "",
        **more,
    )


def _locked(asked: HelpRequest) -> HelpRequest:
    """The help request, locked: every change to its placement requests goes through here."""
    found = HelpRequest.objects.with_case().with_placements()
    return found.select_for_update(of=("self",)).get(pk=asked.pk)


def _reference() -> str:
    """What a provider hears instead of the case number: random, speakable."""
    return "PV-" + "".join(secrets.choice(ALPHABET) for _ in range(6))


# --- providers ------------------------------------------------------------
@transaction.atomic
def propose_provider(*, organisation: Organisation, phone: str = "", by: User) -> Provider:
    """Propose a provider; somebody else must approve it before it can be asked (C009)."""
    if organisation.kind != OrganisationKind.PROVIDER:
        raise CannotApprove("Deze organisatie is geen aanbieder.")
    provider = Provider(organisation=organisation, phone=phone, proposed_by=by)
    provider.full_clean()
    provider.save(force_insert=True)
    trail.act(Trail.PROVIDER_PROPOSED, by=by, on=provider)
    return provider


@transaction.atomic
def approve_provider(provider: Provider, *, by: User) -> None:
    """Let a proposed provider work. Raises CannotApprove for whoever proposed it."""
    provider = Provider.objects.select_for_update(of=("self",)).get(pk=provider.pk)
    if provider.state != ProviderState.PROPOSED:
        raise CannotApprove("Deze aanbieder wacht niet op goedkeuring.")
    if provider.proposed_by_id == by.pk:
        raise CannotApprove("U stelde deze aanbieder zelf voor. Een andere beheerder keurt goed.")
    provider.state, provider.approved_by, provider.approved_at = ProviderState.ACTIVE, by, timezone.now()
    provider.save(update_fields=["state", "approved_by", "approved_at"])
    trail.act(Trail.PROVIDER_APPROVED, by=by, on=provider)


@transaction.atomic
def end_provider(provider: Provider, *, by: User) -> None:
    """Stop working with a provider: it gets no new request and sees no old one."""
    provider = Provider.objects.select_for_update(of=("self",)).get(pk=provider.pk)
    provider.state = ProviderState.ENDED
    provider.save(update_fields=["state"])
    trail.act(Trail.PROVIDER_ENDED, by=by, on=provider)


@transaction.atomic
def keep_service(service: ProviderService, *, lists: Mapping[str, Iterable[Option]], by: User) -> None:
    """Add a service or change it; `lists` holds the options of its many-valued terms."""
    is_new = service._state.adding
    service.full_clean()
    service.save()
    for name, options in lists.items():
        getattr(service, name).set(options)
    kind = Trail.SERVICE_ADDED if is_new else Trail.SERVICE_CHANGED
    trail.act(kind, by=by, on=service, provider=service.provider_id)
