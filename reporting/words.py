"""The Dutch words beside the codes of figures.py, on screen and on paper alike."""

from cases.dossiers.choices import AgeBand
from cases.routing.choices import HelpRequestState
from reporting.counts import ADULT, MINOR, UNKNOWN

AGES = {ADULT: "meerderjarig", MINOR: "jonger dan 18", UNKNOWN: "leeftijd onbekend"}
NATIONALITIES = {
    "other": "niet-Nederlands",
    "dutch": "Nederlands",
    UNKNOWN: "nationaliteit onbekend",
}
BANDS = {str(band): str(band.label) for band in AgeBand}
OUTCOMES = {
    HelpRequestState.PLACED: "gelukt",
    HelpRequestState.OPEN: "loopt nog",
    HelpRequestState.WITHDRAWN: "ingetrokken",
}
SHELTER_KINDS = {
    "comensha": "via CoMensha (COSM, OMM)",
    "wmo": "Wmo-opvang",
    "youth": "opvang voor minderjarigen",
    "other": "andere opvang",
}
