"""A dossier, and what it takes to register one."""

from dataclasses import replace
from datetime import date

import pytest

from cases.dossiers import actions
from cases.dossiers.choices import Gender, IdentityMode, SafetyLevel, Vocabulary
from cases.dossiers.models import Dossier, Option
from cases.dossiers.registration import Facts, Identity
from zorgportaal.regions.models import Municipality


def word(vocabulary: Vocabulary, code: str) -> Option:
    return Option.objects.get(vocabulary=vocabulary, code=code)


@pytest.fixture
def venlo(database) -> Municipality:
    return Municipality.objects.get(gm_code="GM0983")


@pytest.fixture
def facts(venlo) -> Facts:
    """A grown woman, found in Venlo, reported by the police, registered without name to others."""
    return Facts(
        identity_mode=IdentityMode.PSEUDONYM,
        gender=Gender.FEMALE,
        age=22,
        exploitation_form=word(Vocabulary.EXPLOITATION_FORM, "SEXUAL"),
        residence_status=word(Vocabulary.RESIDENCE_STATUS, "REFLECTION"),
        reporter_category=word(Vocabulary.REPORTER_CATEGORY, "POLICE"),
        legal_basis=word(Vocabulary.LEGAL_BASIS, "PUBLIC_TASK"),
        safety_level=SafetyLevel.RAISED,
        found_municipality=venlo,
        reported_on=date(2026, 11, 2),
    )


@pytest.fixture
def identity() -> Identity:
    return Identity(
        surname="Voorbeeld-Zandkasteel",
        given_names="Verzonnen Maja",
        birth_date=date(2004, 3, 1),
        v_number="1234567890",
        bsn=f"{12:09}",  # passes the eleven-test, and nobody has it
        phone="06 00 00 00 01",
        whereabouts="Verzonnenstraat 7, Proefdal",
    )


@pytest.fixture
def register(coordinator, facts):
    """`register(by=…, identity=…, age=15, …)` makes a dossier; other names change the facts."""

    def make(by=None, identity=None, **changes) -> Dossier:
        by = by or coordinator
        return actions.register_dossier(
            by=by, house=by.house, facts=replace(facts, **changes), identity=identity
        )

    return make


@pytest.fixture
def dossier(register, identity) -> Dossier:
    return register(identity=identity)
