"""Who consents at which age: the rule that registration and every consent share."""

import pytest

from cases.dossiers.consent_age import Signer, who_consents

SELF, GUARDIAN, BOTH = Signer.SELF, Signer.GUARDIAN, Signer.BOTH


@pytest.mark.parametrize(
    ("age", "may_be_minor", "to_register", "to_share"),
    [
        (11, False, {GUARDIAN}, {GUARDIAN}),
        (12, False, {GUARDIAN, BOTH}, {BOTH}),
        (15, False, {GUARDIAN, BOTH}, {BOTH}),
        (16, False, {SELF}, {SELF}),
        (40, False, {SELF}, {SELF}),
        (11, True, {GUARDIAN}, {GUARDIAN}),
        (19, True, {GUARDIAN, BOTH}, {BOTH}),
        (None, True, {GUARDIAN, BOTH}, {BOTH}),
        (None, False, {SELF, BOTH}, {SELF, BOTH}),
    ],
)
def test_the_age_says_whose_consent_is_enough_and_doubt_counts_as_a_child(
    age, may_be_minor, to_register, to_share
):
    registering = who_consents(age, may_be_minor=may_be_minor, to_register=True)
    sharing = who_consents(age, may_be_minor=may_be_minor, to_register=False)

    assert (set(registering.signers), set(sharing.signers)) == (to_register, to_share)


@pytest.mark.parametrize(
    ("age", "source"), [(11, "Jeugdwet art. 7.3.4"), (14, "Jeugdwet art. 7.3.4 lid 2"), (16, "Protocol")]
)
def test_each_rule_says_its_source(age, source):
    assert source in str(who_consents(age, may_be_minor=False, to_register=False))
