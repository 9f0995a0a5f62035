"""What is registered of a possible victim, and what the law says of it."""

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from datetime import date

from django.utils import timezone
from django.utils.text import capfirst

from cases.dossiers.choices import (
    CONSENT_BOTH,
    CONSENT_GUARDIAN,
    CONSENT_SELF,
    DUTCH_NATIONAL,
    NONE_ANONYMOUS,
    REPORTERS_WITH_DUTY,
    STATUTORY_DUTY,
    YOUTH_CARE,
    Gender,
    IdentityMode,
    SafetyLevel,
)
from cases.dossiers.consent_age import Signer, who_consents
from cases.dossiers.models import Dossier, Option, Person
from cases.dossiers.models.rules import MOST_CHILDREN, OLDEST
from zorgportaal.regions.models import Municipality, Nationality

Problems = dict[str, str]
EARLIEST = date(2000, 1, 1)
ADULT = 18  # years

DUTY_IS_OF_INVESTIGATORS = (
    "Een wettelijke plicht om te melden hebben alleen de politie, de marechaussee en de "
    "Arbeidsinspectie. (Vc 2000 B8/3; Besluit politiegegevens art. 4:2)"
)
WITHOUT_BASIS_ANONYMOUS = "Zonder grondslag kan alleen een anonieme registratie. (AVG art. 6)"
SIGNER_OF_BASIS = {
    CONSENT_SELF: Signer.SELF,
    CONSENT_GUARDIAN: Signer.GUARDIAN,
    CONSENT_BOTH: Signer.BOTH,
}


@dataclass(frozen=True)
class Identity:
    """Who it is. Sealed when stored."""

    surname: str = ""
    given_names: str = ""
    birth_date: date | None = None
    v_number: str = ""
    bsn: str = ""
    phone: str = ""
    whereabouts: str = ""

    @classmethod
    def of(cls, person: Person | None) -> "Identity":
        if person is None:
            return cls()
        return cls(**{field.name: getattr(person, field.name) for field in fields(cls)})

    @property
    def is_empty(self) -> bool:
        return self == Identity()


@dataclass(frozen=True)
class Facts:
    """What is known of somebody, without saying who it is."""

    identity_mode: IdentityMode
    gender: Gender
    exploitation_form: Option
    residence_status: Option
    reporter_category: Option
    legal_basis: Option
    safety_level: SafetyLevel
    found_municipality: Municipality
    reported_on: date
    age: int | None = None
    age_is_estimated: bool = False
    may_be_minor: bool = False
    children_along: int = 0
    is_pregnant: bool = False
    is_hurt: bool = False
    nationality: Nationality | None = None
    language: Option | None = None
    interpreter_needed: bool = False
    custody: Option | None = None
    reflection_started_on: date | None = None
    contact_via: str = ""
    never_call: bool = True
    never_text: bool = True
    never_post: bool = True
    needs_now: tuple[str, ...] = ()
    note: str = ""

    @classmethod
    def of(cls, dossier: Dossier) -> "Facts":
        stored = {field.name: getattr(dossier, field.name) for field in fields(cls)}
        return cls(**{**stored, "needs_now": tuple(stored["needs_now"])})

    @property
    def is_minor(self) -> bool:
        return self.may_be_minor or (self.age is not None and self.age < ADULT)

    def with_age_from(self, birth_date: date | None) -> "Facts":
        """The age on the day of the report follows from a possible day of birth."""
        if self.age is not None or birth_date is None or not could_live(self.reported_on, birth_date):
            return self
        return replace(self, age=age_on(self.reported_on, birth_date), age_is_estimated=False)


def differences(before: Facts | Identity, after: Facts | Identity) -> list[str]:
    """The names of the fields that are not equal."""
    names = [field.name for field in fields(before)]
    return [name for name in names if getattr(before, name) != getattr(after, name)]


def age_on(day: date, birth_date: date) -> int:
    """Whole years."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def could_live(day: date, birth_date: date) -> bool:
    return 0 <= age_on(day, birth_date) <= OLDEST


def problems(facts: Facts, identity: Identity) -> Problems:
    """What may not be registered like this: the name of the field and a sentence to show there."""
    if counts := dict(_of_counts(facts)):
        return counts
    found = [_of_identity(facts, identity), _of_age(facts, identity), _of_residence(facts), _of_basis(facts)]
    return dict(problem for problems_ in found for problem in problems_)


def _of_identity(facts: Facts, identity: Identity) -> Iterator[tuple[str, str]]:
    if facts.identity_mode == IdentityMode.ANONYMOUS:
        for field in fields(Identity):
            if getattr(identity, field.name):
                yield field.name, f"Bij een anonieme registratie blijft “{_label(field.name)}” leeg."
        if facts.contact_via:
            yield "contact_via", "Bij een anonieme registratie blijft “Veilig contact via” leeg."
    if facts.identity_mode == IdentityMode.FULL and not identity.surname:
        yield "surname", "Vul een achternaam in, of kies “zonder naam naar buiten”."


def _label(name: str) -> str:
    stored = "birth_date_text" if name == "birth_date" else name
    labels = {field.name: str(field.verbose_name) for field in Person._meta.fields}
    return str(capfirst(labels[stored]))


def _of_counts(facts: Facts) -> Iterator[tuple[str, str]]:
    if not EARLIEST <= facts.reported_on <= timezone.localdate():
        yield "reported_on", "Kies een dag vanaf 1 januari 2000 en niet in de toekomst."
    if not 0 <= facts.children_along <= MOST_CHILDREN:
        yield "children_along", f"Vul een aantal kinderen van 0 tot en met {MOST_CHILDREN} in."
    if facts.age is not None and not 0 <= facts.age <= OLDEST:
        yield "age", f"Vul een leeftijd van 0 tot en met {OLDEST} jaar in."


def _of_age(facts: Facts, identity: Identity) -> Iterator[tuple[str, str]]:
    born = identity.birth_date
    if born and not could_live(facts.reported_on, born):
        yield "birth_date", f"Op de dag van de aanmelding moet iemand 0 tot en met {OLDEST} jaar zijn."
    elif born and facts.age is not None and not facts.age_is_estimated:
        age = age_on(facts.reported_on, born)
        if age != facts.age:
            yield "age", f"Bij deze geboortedatum hoort een leeftijd van {age} jaar."
    if facts.age is None and facts.age_is_estimated:
        yield "age", "Vul de geschatte leeftijd in."
    if facts.may_be_minor and facts.age is not None and not facts.age_is_estimated:
        yield "may_be_minor", "De leeftijd staat vast. Dan kan “misschien jonger dan 18” niet."


def _of_residence(facts: Facts) -> Iterator[tuple[str, str]]:
    started = facts.reflection_started_on
    if started and facts.residence_status.pk == DUTCH_NATIONAL:
        yield "reflection_started_on", "Een Nederlander krijgt geen bedenktijd. (Vc 2000 B8/3)"
    elif started and not EARLIEST <= started <= timezone.localdate():
        yield "reflection_started_on", "Kies een dag vanaf 1 januari 2000 en niet in de toekomst."
    if facts.custody and not facts.is_minor and facts.age is not None:
        yield "custody", "Gezag is er alleen over een kind. Laat dit leeg bij wie 18 of ouder is."


def _of_basis(facts: Facts) -> Iterator[tuple[str, str]]:
    """At most one sentence: the first that stands in the way."""
    basis = facts.legal_basis.pk
    if basis == STATUTORY_DUTY and facts.reporter_category.pk not in REPORTERS_WITH_DUTY:
        yield "legal_basis", DUTY_IS_OF_INVESTIGATORS
    elif basis == NONE_ANONYMOUS and facts.identity_mode != IdentityMode.ANONYMOUS:
        yield "legal_basis", WITHOUT_BASIS_ANONYMOUS
    elif sentence := _of_consent(facts):
        yield "legal_basis", sentence


def _of_consent(facts: Facts) -> str:
    """Whose consent the basis says, against whose it has to be."""
    signer = SIGNER_OF_BASIS.get(facts.legal_basis.pk)
    to_register = facts.reporter_category.pk != YOUTH_CARE
    rule = who_consents(facts.age, may_be_minor=facts.may_be_minor, to_register=to_register)
    return "" if signer is None or signer in rule.signers else str(rule)
