"""The rules of domain.md section 7, items 2 to 4."""

from datetime import date

import pytest

from cases.residence import rules


@pytest.mark.parametrize(
    ("start", "is_dublin", "end"),
    [
        (date(2026, 10, 16), False, date(2027, 1, 16)),
        (date(2026, 11, 30), False, date(2027, 2, 28)),
        (date(2027, 11, 30), False, date(2028, 2, 29)),
        (date(2026, 10, 16), True, date(2026, 11, 15)),
        (date(2023, 5, 18), True, date(2023, 6, 17)),
        (date(2023, 5, 17), True, date(2023, 8, 17)),
    ],
)
def test_a_bedenktijd_is_three_calendar_months_or_thirty_days_for_dublin_since_18_may_2023(
    start, is_dublin, end
):
    assert rules.reflection_end(start, is_dublin=is_dublin) == end


def test_an_office_may_read_the_last_day_one_day_earlier():
    assert rules.reflection_end(date(2026, 10, 16), is_dublin=False, days_earlier=1) == date(2027, 1, 15)


def test_somebody_reports_to_the_police_each_month_within_the_bedenktijd():
    days = rules.report_days(date(2026, 10, 16), date(2027, 1, 16))

    assert days == [date(2026, 11, 16), date(2026, 12, 16)]


def test_a_dutch_national_gets_no_bedenktijd_whatever_the_reason():
    (ruling,) = rules.against_reflection("NL", was_had=False)

    assert not ruling.may_deviate
    assert "Nederlander" in str(ruling)
    assert ruling.source


def test_somebody_who_stays_lawfully_gets_one_only_with_a_written_reason():
    (ruling,) = rules.against_reflection("EU_EEA", was_had=False)

    assert ruling.may_deviate


@pytest.mark.parametrize("status", ["UNDOCUMENTED", "DUBLIN", "UNKNOWN", "REFLECTION"])
def test_somebody_without_lawful_stay_may_have_one(status):
    assert list(rules.against_reflection(status, was_had=False)) == []


def test_a_second_bedenktijd_is_never_possible():
    (ruling,) = rules.against_reflection("UNDOCUMENTED", was_had=True)

    assert not ruling.may_deviate
    assert ruling.sentence == "Deze bedenktijd is al gebruikt. Een tweede keer kan niet."


def test_a_permit_on_ground_d_is_not_extended_and_asks_for_b9_after_a_year():
    assert [ruling.code for ruling in rules.against_permit("D_CANNOT", ["D_CANNOT"])] == ["permit.d_once"]
    assert [mark.day for mark in rules.permit_marks("D_CANNOT", date(2026, 2, 28))] == [date(2027, 2, 28)]


def test_a_permit_of_who_complains_has_a_mark_after_three_years():
    assert [mark.day for mark in rules.permit_marks("A_COMPLAINANT", date(2024, 2, 29))] == [
        date(2027, 2, 28)
    ]
