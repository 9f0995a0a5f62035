"""Dossiers in the common language: the Human Trafficking Case Data Standard 2.0 of IOM, without who it is.

The words come from the options: each has the value of the standard in its attribute `htcds`. Where
the standard has none the portal has its own, with an x in front: `xForcedCriminality`.
"""

import secrets

from cases.dossiers.choices import Gender, Status
from cases.dossiers.models import Dossier, Option
from cases.exchange.deidentify import Outline, coarsened
from cases.exchange.makers import Sheet
from cases.exchange.models import Export

GENDERS = {
    Gender.FEMALE: "Feminine",
    Gender.MALE: "Masculine",
    Gender.OTHER: "NonConforming",
    Gender.UNKNOWN: "NonSpecifiedUnknown",
}
STATUSES = {Status.AFTERCARE: "FollowUp", Status.CLOSED: "Closed"}
COLUMNS = {
    "row": "Een willekeurig nummer van deze regel, in elke export anders.",
    "prs_Gender": "Geslacht. Leeg als te weinig mensen dezelfde gegevens hebben.",
    "x_AgeBand": "Leeftijdsgroep bij aanmelding, eigen kolom van het portaal.",
    "x_Nationality": "Nationaliteit (landelijke tabel 32), eigen kolom. Leeg als te weinig mensen die delen.",
    "vic_TraffickingStatus": "Altijd mogelijk slachtoffer: het portaal oordeelt niet.",
    "vic_TypeOfExploitation": "Vorm van uitbuiting. Een x ervoor: eigen waarde naast de standaard.",
    "cas_Status": "Stand van het dossier.",
    "x_IncomingReferralQuarter": "Kwartaal van aanmelding, in plaats van de dag.",
}


def sheet_of(export: Export) -> Sheet:
    """Every dossier that the requester may know of now. Free text and identity are not even read."""
    known = Dossier.objects.visible_to(export.requested_by).select_related("nationality", "exploitation_form")
    # Newest first would tell who is who.
    dossiers = sorted(known.order_by("pk"), key=lambda dossier: dossier.pk.int % 1_000_003)
    outlines = coarsened([_outline(dossier) for dossier in dossiers])
    rows = [_row(dossier, outline) for dossier, outline in zip(dossiers, outlines, strict=True)]
    return Sheet(list(COLUMNS), rows, list(COLUMNS.values()))


def _outline(dossier: Dossier) -> Outline:
    quarter = f"{dossier.reported_on.year}-Q{(dossier.reported_on.month + 2) // 3}"
    nationality = dossier.nationality.name if dossier.nationality else ""
    return Outline(GENDERS[Gender(dossier.gender)], str(dossier.age_band), nationality, quarter)


def _row(dossier: Dossier, outline: Outline) -> list[str]:
    return [
        secrets.token_hex(6),
        outline.gender,
        outline.age_band,
        outline.nationality,
        "PossibleVictimOfTrafficking",
        word(dossier.exploitation_form),
        STATUSES.get(Status(dossier.status), "Active"),
        outline.quarter,
    ]


def word(option: Option) -> str:
    """The standard's value for a word of ours."""
    return str(option.attributes.get("htcds", "Other"))
