"""The Dutch words beside the codes of figures.py, on screen and on paper alike."""

from reporting.counts import ADULT, ADULT_BANDS, MINOR, UNKNOWN

CLASSES = {ADULT: "meerderjarig", MINOR: "jonger dan 18", UNKNOWN: "leeftijd onbekend"}
AGES = CLASSES | {str(band): str(band.label) for band in ADULT_BANDS}
NATIONALITIES = {
    "other": "niet-Nederlands",
    "dutch": "Nederlands",
    UNKNOWN: "nationaliteit onbekend",
}
SHELTER_KINDS = {
    "comensha": "via CoMensha (COSM, OMM)",
    "wmo": "Wmo-opvang",
    "youth": "opvang voor minderjarigen",
    "other": "andere opvang",
}
