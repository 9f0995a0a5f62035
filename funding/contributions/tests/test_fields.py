"""Amounts as they are typed and pasted: what cannot be read for certain is refused."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from funding.contributions.fields import EuroField


@pytest.fixture
def field() -> EuroField:
    return EuroField(max_digits=12, decimal_places=2, error_messages={"invalid": "Dit is geen bedrag."})


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("1.078,24", "1078.24"),
        ("1078,24", "1078.24"),
        ("1078.24", "1078.24"),
        ("€ 5", "5"),
        ("€\u00a01.078,24", "1078.24"),
        ("1 000,00", "1000"),
        ("5,-", "5"),
        ("0,08", "0.08"),
        ("1.078", "1078"),
        ("-5", "-5"),
    ],
)
def test_an_amount_is_read_as_the_dutch_write_it(field, told, read):
    assert field.clean(told) == Decimal(read)


@pytest.mark.parametrize("told", ["1e2", "1.078.24", "1,078.24", "10.78,24", "NaN", "vijf", "١٢", "5,", "€"])
def test_what_may_be_another_amount_is_refused(field, told):
    with pytest.raises(ValidationError):
        field.clean(told)


def test_cents_are_not_cut_off(field):
    with pytest.raises(ValidationError):
        field.clean("0,085")
