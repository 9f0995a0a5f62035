"""Record that somebody agreed, and that somebody takes it back. Nothing is rewritten."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from cases.consents.choices import GivenBy, How, Interpreter, Relation, Scope, SpokenLanguage, Trail
from cases.consents.models import Consent
from cases.dossiers.choices import YOUTH_CARE
from cases.dossiers.consent_age import PROTOCOL, ConsentRule, Signer, who_consents
from cases.dossiers.models import Dossier
from cases.dossiers.registration import age_on
from cases.papers.models import Paper
from zorgportaal.accounts.models import Organisation, User
from zorgportaal.audit import trail

Problems = dict[str, str]


class NotAllowed(ValueError):
    """The law does not let it be recorded like this; says which field and why."""

    def __init__(self, found: Problems) -> None:
        super().__init__(" ".join(found.values()))
        self.problems = found


@dataclass(frozen=True)
class Terms:
    """What somebody agreed to, and how it was asked."""

    scope: Scope
    given_by: GivenBy
    how: How
    language: SpokenLanguage
    interpreter: Interpreter
    given_on: date
    organisation: Organisation | None = None
    relation: Relation | str = ""
    guardian: str = ""
    deviation: str = ""
    witness: str = ""
    other_language: str = ""
    valid_until: date | None = None


def rule_for(dossier: Dossier, scope: str, day: date) -> ConsentRule:
    """Whose consent is enough on that day. Needs the dossier with its person."""
    return who_consents(
        age_at(dossier, day),
        may_be_minor=dossier.may_be_minor and not _birth_date(dossier),
        to_register=scope == Scope.COMENSHA and dossier.reporter_category_id != YOUTH_CARE,
    )


def rules_for(dossier: Dossier, day: date) -> list[ConsentRule]:
    """Whose consent is enough on that day, for whatever it is about; each rule once."""
    return list(dict.fromkeys(rule_for(dossier, scope, day) for scope in Scope))


def age_at(dossier: Dossier, day: date) -> int | None:
    """From the day of birth where it is known; otherwise the least it can be."""
    if born := _birth_date(dossier):
        return age_on(day, born)
    if dossier.age is None:
        return None
    return dossier.age + max(0, age_on(day, dossier.reported_on))


def _birth_date(dossier: Dossier) -> date | None:
    return dossier.person.birth_date if dossier.person else None


@transaction.atomic
def record_consent(dossier: Dossier, terms: Terms, *, scan: Paper | None = None, by: User) -> Consent:
    """Raises NotAllowed."""
    if found := dict(problems(dossier, terms)):
        raise NotAllowed(found)
    consent = Consent.objects.create(dossier=dossier, recorded_by=by, scan=scan, **vars(terms))
    trail.act(
        Trail.RECORDED,
        by=by,
        on=consent,
        dossier=dossier.pk,
        scope=terms.scope,
        given_by=terms.given_by,
        organisation=consent.organisation_id,
    )
    return consent


def problems(dossier: Dossier, terms: Terms) -> Iterator[tuple[str, str]]:
    """The name of the field and a sentence to show there."""
    if terms.given_on > timezone.localdate():
        yield "given_on", "Deze dag is nog niet geweest."
        return
    yield from _of_age(dossier, terms)
    if terms.given_by != GivenBy.SELF and not (terms.relation and terms.guardian):
        yield "guardian", "Vul in wie er voor het kind tekent, en wat die persoon is."
    if terms.how == How.ORAL and not terms.witness:
        yield "witness", "Vul in wie erbij was. Mondeling kan alleen met een getuige."
    if terms.language == SpokenLanguage.OTHER and not terms.other_language:
        yield "other_language", "Vul in welke taal het was."
    if terms.scope == Scope.PROVIDER and terms.organisation is None:
        yield "organisation", "Kies voor welke aanbieder dit geldt."
    if terms.valid_until and terms.valid_until < terms.given_on:
        yield "valid_until", "De einddatum ligt voor de dag waarop de toestemming is gegeven."


def _of_age(dossier: Dossier, terms: Terms) -> Iterator[tuple[str, str]]:
    rule = rule_for(dossier, terms.scope, terms.given_on)
    # Where a parent would do serious harm, the Youth Act lets the young person ask for help alone.
    may_be_alone = terms.scope == Scope.PROVIDER and rule.signers == (Signer.BOTH,)
    is_alone = may_be_alone and terms.given_by == GivenBy.SELF and terms.deviation
    # One signature more than the law asks for does no harm.
    is_enough = terms.given_by == GivenBy.BOTH or Signer(terms.given_by) in rule.signers
    if not is_enough and not is_alone:
        room = " Alleen de jongere kan hier ook, met een reden." if may_be_alone else ""
        yield "given_by", f"{rule}{room}"
    if terms.scope == Scope.COMENSHA and Signer.SELF not in rule.signers and terms.how == How.ORAL:
        yield "how", f"Voor een kind moet dit op papier. ({PROTOCOL})"


@transaction.atomic
def withdraw_consent(consent: Consent, *, withdrawn_on: date, note: str = "", by: User) -> None:
    """From now on nothing new is shared; what was shared stays as it is. Raises NotAllowed."""
    consent = Consent.objects.select_related("dossier__key").select_for_update(of=["self"]).get(pk=consent.pk)
    if consent.is_withdrawn:
        raise NotAllowed({"withdrawn_on": "Deze toestemming is al ingetrokken."})
    if not consent.given_on <= withdrawn_on <= timezone.localdate():
        sentence = "Kies een dag vanaf de dag van toestemming, en niet in de toekomst."
        raise NotAllowed({"withdrawn_on": sentence})
    consent.withdrawn_on, consent.withdrawn_at = withdrawn_on, timezone.now()
    consent.withdrawn_by, consent.withdrawal_note = by, note
    consent.save()
    trail.act(
        Trail.WITHDRAWN,
        by=by,
        on=consent,
        dossier=consent.dossier_id,
        scope=consent.scope,
        organisation=consent.organisation_id,
    )
