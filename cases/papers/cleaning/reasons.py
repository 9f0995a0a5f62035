from enum import StrEnum


class Reason(StrEnum):
    """Why a file is not taken; the sentences stand in `choices.py`."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    NOT_TAKEN = "not_taken"
    WORD = "word"
    OUTLOOK = "outlook"
    NOT_WHAT_IT_SAYS = "not_what_it_says"
    TWO_IN_ONE = "two_in_one"
    UNREADABLE = "unreadable"
    LOCKED = "locked"
    TOO_MANY_PIXELS = "too_many_pixels"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_HEAVY = "too_heavy"
    EMPTY_MAIL = "empty_mail"
    VIRUS = "virus"


class Refused(Exception):
    """This file is not taken; says why."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason
