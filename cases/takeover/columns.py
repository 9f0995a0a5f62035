# ruff: noqa: E501 (one column a line)
"""The columns of the spreadsheet: their headings, what belongs in them, and the question of the intake."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Column:
    heading: str
    question: str  # the field of the intake
    explanation: str
    is_required: bool = False
    example: str = ""


COLUMNS = (
    Column("Registratie", "identity_mode", "Kies uit de lijst.", is_required=True, example="Zonder naam naar buiten"),
    Column("Aangemeld op", "reported_on", "De dag van aanmelding.", is_required=True, example="16-10-2026"),
    Column("Achternaam", "surname", "Leeg bij een anonieme registratie."),
    Column("Voornamen", "given_names", "Leeg bij een anonieme registratie."),
    Column("Geboortedatum", "birth_date", "Een datum, als u die weet.", example="01-03-2004"),
    Column("V-nummer", "v_number", "10 cijfers."),
    Column("Telefoonnummer", "phone", "8 tot en met 15 cijfers. Maak de cel op als tekst, anders valt de nul weg."),
    Column("Verblijfplaats", "whereabouts", "Waar iemand nu is. Dit wordt versleuteld."),
    Column("Leeftijd", "age", "In hele jaren, op de dag van aanmelding.", example="22"),
    Column("Hoe zeker is de leeftijd", "certainty", "Kies uit de lijst.", example="Zeker"),
    Column("Geslacht", "gender", "Kies uit de lijst.", is_required=True, example="Vrouw"),
    Column("Nationaliteit", "nationality", "Kies uit de lijst. Leeg als u het niet weet.", example="Poolse"),
    Column("Taal", "language", "Kies uit de lijst. Leeg als u het niet weet.", example="Pools"),
    Column("Tolk nodig", "interpreter_needed", "Ja of nee.", example="Ja"),
    Column("Kinderen mee", "children_along", "Een aantal. Leeg is 0.", example="0"),
    Column("Gezag over dit kind", "custody", "Alleen bij een kind. Kies uit de lijst."),
    Column("Gevaar", "safety_level", "Kies uit de lijst.", is_required=True, example="1 Verhoogd"),
    Column("Veilig contact via", "contact_via", "Via wie iemand veilig te bereiken is.", example="begeleider"),
    Column("Verblijfsstatus", "residence_status", "Kies uit de lijst.", is_required=True, example="Bedenktijd (art. 8k)"),
    Column("Bedenktijd vanaf", "reflection_started_on", "Alleen bij bedenktijd.", example="16-10-2026"),
    Column("Aangetroffen in", "found_municipality", "De gemeente. Kies uit de lijst.", is_required=True, example="Venlo"),
    Column("Aangemeld door", "reporter_category", "Kies uit de lijst.", is_required=True, example="Veilig Thuis"),
    Column("Vorm van uitbuiting", "exploitation_form", "Kies uit de lijst.", is_required=True, example="Onbekend"),
    Column("Grondslag", "legal_basis", "Kies uit de lijst.", is_required=True, example="Taak van algemeen belang (Wmo/Jeugdwet/WGS)"),
    Column("Notitie", "note", "Kort. Noem geen verdachte."),
)  # fmt: skip
BY_HEADING = {column.heading.casefold(): column for column in COLUMNS}
