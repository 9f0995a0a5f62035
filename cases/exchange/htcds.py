"""Dossiers in the common language: the Human Trafficking Case Data Standard 2.0 of IOM, without who it is.

The words come from the options: `Option.htcds`. Where the standard has none the portal has its own,
with an x in front: `xForcedCriminality`. So are columns that the standard does not have.
"""

import secrets
from collections.abc import Iterator

from cases.dossiers.choices import Gender, Status, Vocabulary
from cases.dossiers.models import Dossier, Option
from cases.exchange.citizenship import country_of
from cases.exchange.deidentify import Outline, coarsened
from cases.exchange.makers import Sheet
from cases.exchange.models import Export
from cases.vocabulary.choices import HTCDS_FIELDS

V = Vocabulary
GENDERS = {
    Gender.FEMALE: "Feminine",
    Gender.MALE: "Masculine",
    Gender.OTHER: "NonConforming",
    Gender.UNKNOWN: "NonSpecifiedUnknown",
}
STATES = {Status.AFTERCARE: "FollowUp", Status.CLOSED: "Closed"}
POSSIBLE = "PossibleVictimOfTrafficking"
BETWEEN = ";"  # as the standard writes several values of one field
HIDDEN = "Leeg: niet bekend, of te weinig mensen delen dit."
SAME_FOR_ALL = {
    "row": "Een willekeurig nummer van deze regel, in elke export anders.",
    "vic_TraffickingStatus": "Altijd mogelijk slachtoffer: het portaal oordeelt niet.",
}
# About one person: only what enough people share stands below these headings.
OF_ONE = {
    "prs_Gender": "Geslacht.",
    "x_AgeBand": "Leeftijdsgroep bij aanmelding, eigen kolom van het portaal.",
    "prs_Citizenship": "Nationaliteit, als land van ISO 3166. Een x ervoor: eigen waarde.",
    HTCDS_FIELDS[V.EXPLOITATION_FORM]: "Vormen van uitbuiting. Een x ervoor: eigen waarde.",
    HTCDS_FIELDS[V.SECTOR_SEXUAL]: "Sectoren van seksuele uitbuiting.",
    HTCDS_FIELDS[V.SECTOR_LABOUR]: "Sectoren van arbeid of dienstverlening (ISIC).",
    HTCDS_FIELDS[V.SECTOR_CRIMINAL]: "Sectoren van criminele uitbuiting, eigen kolom van het portaal.",
    HTCDS_FIELDS[V.COERCION]: "Middelen van dwang en controle.",
    HTCDS_FIELDS[V.RECRUITMENT]: "Hoe iemand geworven werd.",
    "cas_Status": "Stand van het dossier.",
    "x_IncomingReferralQuarter": "Kwartaal van aanmelding, in plaats van de dag.",
}


def sheet_of(export: Export) -> Sheet:
    """Every dossier that the requester may know of now. Free text and identity are not even read."""
    known = Dossier.objects.visible_to(export.requested_by).select_related("nationality", "exploitation_form")
    told = known.prefetch_related(
        "further_forms__form", "sectors__form", "sectors__sector", "exploitation__marks"
    )
    # Newest first would tell who is who.
    dossiers = sorted(told.order_by("pk"), key=lambda dossier: dossier.pk.int % 1_000_003)
    outlines = coarsened([outline_of(dossier) for dossier in dossiers])
    meanings = [f"{meaning} {HIDDEN}" for meaning in OF_ONE.values()]
    return Sheet(
        [*SAME_FOR_ALL, *OF_ONE], [_row(outline) for outline in outlines], [*SAME_FOR_ALL.values(), *meanings]
    )


def outline_of(dossier: Dossier) -> Outline:
    """What there is to tell of somebody who is one of many. Opens what `sheet_of` loads."""
    day = dossier.reported_on
    told = {
        ("prs_Gender", GENDERS[Gender(dossier.gender)]),
        ("x_AgeBand", str(dossier.age_band)),
        ("prs_Citizenship", country_of(dossier.nationality)),
        ("cas_Status", STATES.get(Status(dossier.status), "Active")),
        ("x_IncomingReferralQuarter", f"{day.year}-Q{(day.month + 2) // 3}"),
    }
    words = {(HTCDS_FIELDS[V(option.vocabulary)], option.htcds) for option in _options(dossier)}
    return frozenset(word for word in told | words if word[0] in OF_ONE)


def _options(dossier: Dossier) -> Iterator[Option]:
    """The words of the exploitation. A sector whose form is gone no longer counts."""
    forms = {dossier.exploitation_form, *(row.form for row in dossier.further_forms.all())}
    yield from forms
    yield from (row.sector for row in dossier.sectors.all() if row.form in forms)
    if exploitation := getattr(dossier, "exploitation", None):
        yield from exploitation.marks.all()


def _row(outline: Outline) -> list[str]:
    told = [BETWEEN.join(sorted(value for name, value in outline if name == column)) for column in OF_ONE]
    return [secrets.token_hex(6), POSSIBLE, *told]
