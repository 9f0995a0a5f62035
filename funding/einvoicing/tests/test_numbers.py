import pytest

from funding.einvoicing import numbers

WRONG = [
    (numbers.check_kvk, "1234567"),
    (numbers.check_kvk, "1234567a"),
    (numbers.check_kvk, "١٢٣٤٥٦٧٨"),
    (numbers.check_rsin, "123456789"),
    (numbers.check_rsin, "12345678"),
    (numbers.check_oin, "0000000100149600000"),
    (numbers.check_oin, "00000001123456789000"),
    (numbers.check_oin, "00000001111222333001"),
    (numbers.check_oin, "00000003000000000000"),
    (numbers.check_oin, "00000003123456780001"),
    (numbers.check_oin, "00000010111222333000"),
    (numbers.check_vat_id, "NL111222333B1"),
    (numbers.check_vat_id, "111222333B01"),
    (numbers.check_vat_id, "BE0111222333"),
    (numbers.check_iban, "NL61VOOR0000000001"),
    (numbers.check_iban, "NL60VOOR000000001"),
    (numbers.check_iban, ""),
    (numbers.check_endpoint, "00000000"),
    (numbers.check_endpoint, "0106:1234"),
]
EXAMPLES = [
    (numbers.check_kvk, "00000000"),
    (numbers.check_rsin, "000000000"),
    (numbers.check_oin, "00000000000000000000"),
    (numbers.check_oin, "00000099000000001000"),
    (numbers.check_vat_id, "NL000000000B00"),
    (numbers.check_iban, "NL60VOOR0000000001"),
    (numbers.check_iban, "NL60 VOOR 0000 0000 01"),
    (numbers.check_endpoint, "0190:00000000000000000000"),
]
ACCOUNT = "NL91 ABNA 0417 1643 00"  # the example of the standard
# Made up, with the right digits: 111222333 keeps to the eleven test and belongs to nobody in particular.
RIGHT = [
    (numbers.check_kvk, "12345678"),
    (numbers.check_rsin, "111222333"),
    (numbers.check_oin, "00000001111222333000"),
    (numbers.check_oin, "00000003123456780000"),
    (numbers.check_oin, "00000004000000012000"),
    (numbers.check_vat_id, "NL111222333B01"),
    (numbers.check_endpoint, "0106:12345678"),
    (numbers.check_endpoint, "0088:1234567890123"),
]


@pytest.mark.parametrize("is_fictitious", [False, True])
@pytest.mark.parametrize(("check", "number"), WRONG)
def test_a_wrong_number_is_wrong_for_anybody(check, number, is_fictitious):
    with pytest.raises(numbers.WrongNumber):
        check(number, is_fictitious=is_fictitious)


@pytest.mark.parametrize(("check", "number"), EXAMPLES)
def test_an_example_is_refused_for_a_real_party(check, number):
    with pytest.raises(numbers.WrongNumber, match="alleen voor voorbeelden"):
        check(number)


@pytest.mark.parametrize("is_fictitious", [True])
@pytest.mark.parametrize(("check", "number"), EXAMPLES + RIGHT)
def test_a_fictitious_party_takes_an_example_and_any_right_number(check, number, is_fictitious):
    check(number, is_fictitious=is_fictitious)


def test_a_fictitious_party_takes_no_account_at_a_bank_that_exists():
    with pytest.raises(numbers.WrongNumber, match="van een bank die bestaat"):
        numbers.check_iban(ACCOUNT, is_fictitious=True)


@pytest.mark.parametrize(("check", "number"), [*RIGHT, (numbers.check_iban, ACCOUNT)])
def test_a_right_number_is_taken(check, number):
    check(number)
