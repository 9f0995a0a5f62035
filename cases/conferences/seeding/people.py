"""One fictitious person and dossier at a time; the law of dossiers/models/rules.py holds for each."""

import secrets
from datetime import date, timedelta
from random import Random
from uuid import UUID

from cases.conferences.seeding import chances
from cases.conferences.seeding.chances import Chances
from cases.conferences.seeding.ground import Ground
from cases.dossiers import case_number, lookup
from cases.dossiers.choices import Gender, IdentityMode, SafetyLevel, Status, Vocabulary
from cases.dossiers.consent_age import Signer, who_consents
from cases.dossiers.models import Dossier, Person
from zorgportaal.regions.models import SafetyHouse
from zorgportaal.vault.choices import Family
from zorgportaal.vault.models import DataKey

YEARS = 5  # whole ones, and what there is of this one
YOUNGEST, OLDEST = 11, 68


class People:
    """Draws dossiers; the same random numbers give the same ones, besides their keys."""

    def __init__(self, ground: Ground, random: Random, today: date, taken: set[str]) -> None:
        self.ground, self.random, self.today, self.taken = ground, random, today, taken
        self.days = (today - date(today.year - YEARS, 1, 1)).days

    def dossier(self) -> Dossier:
        random = self.random
        days_ago = int(self.days * random.random())
        house = self.ground.houses[chances.HOUSES.draw(random)]
        form = self._form(days_ago)
        dossier = Dossier(
            id=self.id(),
            key=self.key(Family.DOSSIER, house),
            case_number=self._number(house),
            house=house,
            identity_mode=chances.MODES.draw(random),
            gender=chances.GENDERS.get(form, chances.OTHER_GENDERS).draw(random),
            children_along=chances.CHILDREN.draw(random),
            exploitation_form=self.ground.word(Vocabulary.EXPLOITATION_FORM, form),
            safety_level=chances.SAFETY.draw(random),
            found_municipality=self.ground.municipalities[house.slug].draw(random),
            note=random.choice(chances.NOTES),
            reported_on=self.today - timedelta(days=days_ago),
            registered_by=self.ground.accounts[house.slug],
            status=self._status(days_ago),
        )
        self._age(dossier, form)
        self._origin(dossier, form)
        self._circumstances(dossier)
        self._basis(dossier)
        if dossier.identity_mode != IdentityMode.ANONYMOUS:
            dossier.person = self._person(dossier)
        return dossier

    def id(self) -> UUID:
        return UUID(int=self.random.getrandbits(128), version=4)

    def key(self, family: Family, house: SafetyHouse) -> DataKey:
        """A key of its own, wrapped like any other; its secret is the one thing no seed decides."""
        key = DataKey(id=self.id(), family=family, region=house.vault_region)
        key.wrap(secrets.token_bytes(32))
        key.is_new = True  # and stored together with all that it seals
        return key

    def _form(self, days_ago: int) -> str:
        """Over the years labour takes over from sexual exploitation."""
        is_recent = self.random.random() > days_ago / self.days
        return (chances.FORMS_NOW if is_recent else chances.FORMS_BEFORE).draw(self.random)

    def _number(self, house: SafetyHouse) -> str:
        while True:
            number = case_number.make(house.care_region.code, self.random.choice)
            if number not in self.taken:
                self.taken.add(number)
                return number

    def _status(self, days_ago: int) -> Status:
        by_age: Chances[Status] = chances.OLD
        if days_ago <= 365:
            by_age = chances.FRESH if days_ago <= 30 else chances.RUNNING
        return by_age.draw(self.random)

    def _age(self, dossier: Dossier, form: str) -> None:
        random = self.random
        mean, spread = chances.AGES.get(form, chances.OTHER_AGES)
        age = min(max(round(random.gauss(mean, spread)), YOUNGEST), OLDEST)
        if random.random() < 0.04:
            dossier.may_be_minor = random.random() < 0.2
            return
        dossier.age = age
        dossier.age_is_estimated = random.random() < 0.12
        dossier.may_be_minor = dossier.age_is_estimated and 16 <= age <= 20 and random.random() < 0.5

    def _origin(self, dossier: Dossier, form: str) -> None:
        random, status = self.random, "NL"
        if random.random() < 0.03:
            status = "UNKNOWN"
        elif random.random() < chances.DUTCH_SHARE.get(form, 0.2):
            dossier.nationality = self.ground.nationalities["0001"]
        else:
            code = chances.NATIONALITIES.draw(random)
            dossier.nationality = self.ground.nationalities[code]
            european = code in chances.EUROPEAN
            status = "EU_EEA" if european else chances.STATUSES_ELSEWHERE.draw(random)
        dossier.residence_status = self.ground.word(Vocabulary.RESIDENCE_STATUS, status)

    def _circumstances(self, dossier: Dossier) -> None:
        """Language, health, who may be reached how, and what was needed on the first night."""
        random = self.random
        code = dossier.nationality.brp_code if dossier.nationality else ""
        language = "nl" if code == "0001" else chances.LANGUAGES.draw(random)
        dossier.language = self.ground.word(Vocabulary.LANGUAGE, language)
        dossier.interpreter_needed = language not in ("nl", "en")
        dossier.is_pregnant = dossier.gender == Gender.FEMALE and random.random() < 0.04
        dossier.is_hurt = random.random() < 0.1
        dossier.never_call, dossier.never_text, dossier.never_post = chances.NEVER.draw(random)
        dossier.needs_now = [need for need, share in chances.NEEDS.items() if random.random() < share]
        if dossier.is_minor:
            dossier.custody = self.ground.word(Vocabulary.CUSTODY, chances.CUSTODY.draw(random))
        if dossier.residence_status.code == "REFLECTION":
            dossier.reflection_started_on = dossier.reported_on
        if dossier.identity_mode != IdentityMode.ANONYMOUS and random.random() < 0.3:
            dossier.contact_via = random.choice(chances.CONTACTS)

    def _basis(self, dossier: Dossier) -> None:
        """Who reported, and on which basis that may be kept."""
        random = self.random
        reporters = chances.REPORTERS_OF_CHILDREN if dossier.is_minor else chances.REPORTERS
        reporter = reporters.draw(random)
        dossier.reporter_category = self.ground.word(Vocabulary.REPORTER_CATEGORY, reporter)
        dossier.legal_basis = self.ground.word(Vocabulary.LEGAL_BASIS, self._basis_code(dossier, reporter))

    def _basis_code(self, dossier: Dossier, reporter: str) -> str:
        if dossier.identity_mode == IdentityMode.ANONYMOUS:
            return "NONE_ANONYMOUS" if self.random.random() < 0.6 else "PUBLIC_TASK"
        if reporter in chances.WITH_DUTY and self.random.random() < 0.8:
            return "STATUTORY_DUTY"
        return self._consent(dossier, reporter)

    def _consent(self, dossier: Dossier, reporter: str) -> str:
        """Until 16, and of who may be a child, somebody else consents."""
        to_register = reporter != "YOUTH_CARE"
        rule = who_consents(dossier.age, may_be_minor=dossier.may_be_minor, to_register=to_register)
        if Signer.SELF in rule.signers:
            return chances.BASES.draw(self.random)
        return f"CONSENT_{rule.signers[0].name}"

    def _person(self, dossier: Dossier) -> Person:
        random = self.random
        surname = random.choice(chances.SURNAME_STARTS) + random.choice(chances.SURNAME_ENDS)
        count = random.randrange(10_000)
        person = Person(
            id=self.id(),
            key=self.key(Family.PERSON, dossier.house),
            surname=surname,
            given_names=random.choice(chances.GIVEN_NAMES),
            v_number=f"000000{count:04}" if random.random() < 0.5 else "",
            phone=f"06-0000 {count:04}" if random.random() < 0.7 else "",
            whereabouts=f"{random.choice(chances.STREETS)} {count % 200 + 1}, Proefdal",
        )
        if dossier.age is not None and not dossier.age_is_estimated:
            person.birth_date = _born(dossier.reported_on, dossier.age, random.randrange(360))
        if dossier.safety_level >= SafetyLevel.HIGH:
            person.whereabouts = "Verzonnen geheim adres"
        nationality = dossier.nationality.brp_code if dossier.nationality else ""
        for column, value in lookup.indexes(person, nationality).items():
            setattr(person, column, value)
        return person


def _born(reported_on: date, age: int, days: int) -> date:
    """A day of birth that makes somebody this old on the day of the report."""
    birthday = reported_on.replace(year=reported_on.year - age, day=min(reported_on.day, 28))
    return birthday - timedelta(days=days)
