import pytest

from funding.invoices import addresses


@pytest.mark.parametrize(("written", "code"), [("5953lp", "5953 LP"), (" 6211 AB ", "6211 AB")])
def test_a_postal_code_is_written_as_on_an_envelope(written, code):
    assert addresses.postal_code(written) == code


@pytest.mark.parametrize("code", ["5953", "0953 LP", "5953 L", "59531 LP", "BE 5953", "0000 AA"])
def test_what_is_no_dutch_postal_code_is_refused(code):
    with pytest.raises(addresses.WrongAddress, match="vier cijfers en twee letters"):
        addresses.postal_code(code)


@pytest.mark.parametrize(
    "number",
    ["043 123 45 67", "043-1234567", "(043) 123 45 67", "0612345678", "+31 43 123 45 67", "+31 (0)43 1234567",
     "0031431234567", "088 123 45 67", "0900-1234567"],
)  # fmt: skip
def test_a_telephone_number_in_the_usual_ways(number):
    assert addresses.phone(number) == number


@pytest.mark.parametrize(
    "number", ["12345", "043 123 45", "043 123 45 678", "geen", "000 000 00 00", "+32 43 1234567"]
)
def test_what_is_no_dutch_telephone_number_is_refused(number):
    with pytest.raises(addresses.WrongAddress, match="tien cijfers"):
        addresses.phone(number)


def test_a_party_that_is_made_up_may_have_what_exists_nowhere():
    assert addresses.postal_code("0000 AA", is_fictitious=True) == "0000 AA"
    assert addresses.phone("000 000 00 00", is_fictitious=True) == "000 000 00 00"


@pytest.mark.parametrize("street", ["Postbus 12", "postbus 12, Venlo", "P.O. Box 12", "Antwoordnummer 5"])
def test_a_post_office_box_is_no_house(street):
    with pytest.raises(addresses.WrongAddress, match="postbus"):
        addresses.street(street)


def test_a_street_may_be_named_after_the_post():
    assert addresses.street("Postbuslaan 3") == "Postbuslaan 3"
