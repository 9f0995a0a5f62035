"""Two people at the same moment, about one party and about one scheme."""

from functools import partial

import pytest

from funding.contributions import actions as rounds
from funding.contributions import agreements
from funding.contributions.models import Round, Scheme
from funding.invoices import party_changes
from funding.invoices.choices import ChangeState
from funding.invoices.models import IssuingParty, PartyChange

pytestmark = pytest.mark.servers


def test_a_change_is_decided_once(at_once, finance_administrator, second_finance_administrator):
    party = IssuingParty.objects.get()
    details = {"name": "Stichting Proef", "prefix": party.prefix, "iban": party.iban}
    change = PartyChange.objects.create(party=party, details=details, proposed_by=finance_administrator)

    outcomes = at_once(
        *[partial(party_changes.approve, change, by=second_finance_administrator)] * 3,
        *[partial(party_changes.reject, change, by=finance_administrator)] * 3,
    )

    assert sorted(outcomes) == ["", *["CannotChange"] * 5]
    state = PartyChange.objects.get().state
    assert (IssuingParty.objects.get().name == "Stichting Proef") == (state == ChangeState.APPROVED)


def test_a_scheme_is_changed_before_its_first_round_or_not_at_all(
    at_once, structural, finance_administrator, second_finance_administrator
):
    changed = Scheme.objects.get(pk=structural.pk)
    changed.basis = "Ander besluit"

    outcomes = at_once(
        partial(agreements.change_scheme, changed, by=second_finance_administrator),
        partial(rounds.make_round, scheme=structural, year=2020, by=finance_administrator),
    )

    # What was changed is a proposal again, of which no round is made.
    assert outcomes in (["", "CannotMakeRound"], ["CannotChange", ""])
    assert (Scheme.objects.get(pk=structural.pk).basis == "Ander besluit") == (outcomes[0] == "")
    assert Round.objects.exists() == (outcomes[1] == "")
