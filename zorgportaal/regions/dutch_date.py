"""Dates as people and offices write them in the Netherlands: the day goes before the month."""

import re
from datetime import date

MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip
YEAR_FIRST = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})", re.ASCII)
DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", re.ASCII)
IN_WORDS = re.compile(r"(\d{1,2}) ([a-z]+) (\d{4})", re.ASCII)


def parse(text: str) -> date | None:
    """The day in «2020-01-01», «20200101», «1-1-2020», «1/1/2020» or «1 januari 2020»."""
    words = " ".join(text.split()).casefold()
    if match := YEAR_FIRST.fullmatch(words):
        year, month, day = map(int, match.groups())
    elif match := DAY_FIRST.fullmatch(words):
        day, month, year = map(int, match.groups())
    elif (match := IN_WORDS.fullmatch(words)) and match[2] in MONTHS:
        day, month, year = int(match[1]), MONTHS.index(match[2]) + 1, int(match[3])
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def in_words(day: date) -> str:
    """1 januari 2020."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
