"""Which dossier a number is of: its own, a V-number, BSN, phone, or the number of another authority."""

import re

from django.db.models import Q

from cases.dossiers import case_number, lookup
from zorgportaal.vault import keyring


def reference_index(number: str) -> str:
    """Spaces, points and hyphens do not count, nor does case."""
    bare = re.sub(r"[\W_]", "", number)
    return keyring.blind_index("reference.number", bare) if bare else ""


def matches(number: str) -> Q:
    """The dossiers that have exactly this number; a part of a number finds nothing."""
    try:
        return Q(case_number=case_number.parse(number))
    except case_number.WrongNumber:
        found = Q(references__number_index=reference_index(number))
    for column, index in (
        ("v_number", lookup.v_number(number)),
        ("bsn", lookup.bsn(number)),
        ("phone", lookup.phone(number)),
    ):
        if index:
            found |= Q(**{f"person__{column}_index": index})
    return found
