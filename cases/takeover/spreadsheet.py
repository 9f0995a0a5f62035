"""Read the spreadsheet as text, and make the empty one with its lists and explanation."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from zipfile import BadZipFile, ZipFile

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from cases.takeover.columns import BY_HEADING, COLUMNS
from cases.takeover.models import Rows
from zorgportaal.documents.spreadsheets import harmless

MOST_ROWS = 200
MOST_BYTES = 2 * 1024 * 1024
MOST_UNPACKED = 50 * 1024 * 1024
Raw = int | float | str | bool | time | date | datetime | timedelta


class Unusable(ValueError):
    """The file cannot be read as the template; says what to do."""


def read(content: bytes) -> Rows:
    """The lines that hold something, by the number a person sees at the left. Raises Unusable."""
    sheet = _first_sheet(content)
    if not sheet:
        raise Unusable("Het eerste blad is leeg. Gebruik het sjabloon en vul het blad “Dossiers” in.")
    columns = _columns(sheet[0])
    rows = [
        (number, {question: _text(line[place]) for question, place in columns.items() if place < len(line)})
        for number, line in enumerate(sheet[1:], start=2)
        if any(_text(cell) for cell in line)
    ]
    if not rows:
        raise Unusable("Er staat geen enkel dossier in het blad “Dossiers”.")
    if len(rows) > MOST_ROWS:
        raise Unusable(
            f"Het bestand heeft {len(rows)} dossiers. Neem er hoogstens {MOST_ROWS} tegelijk over."
        )
    return rows


def _first_sheet(content: bytes) -> Sequence[Sequence[Raw]]:
    if len(content) > MOST_BYTES:
        raise Unusable("Het bestand is groter dan 2 MB. Gebruik het sjabloon, zonder plaatjes.")
    try:
        with ZipFile(BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MOST_UNPACKED:
                raise Unusable("Het bestand is uitgepakt te groot.")
        book = CalamineWorkbook.from_filelike(BytesIO(content))
        return book.get_sheet_by_index(0).to_python()
    except (BadZipFile, CalamineError, ValueError, OSError) as problem:
        if isinstance(problem, Unusable):
            raise
        raise Unusable("Wij kunnen dit bestand niet lezen. Bewaar het als Excel (.xlsx) of ODS.") from problem


def _columns(headings: Sequence[Raw]) -> dict[str, int]:
    found = {
        BY_HEADING[heading].question: place
        for place, heading in enumerate(_text(cell).casefold().removesuffix(" *") for cell in headings)
        if heading in BY_HEADING
    }
    missing = [column.heading for column in COLUMNS if column.is_required and column.question not in found]
    if missing:
        raise Unusable(f"Deze kolommen ontbreken: {', '.join(missing)}. Gebruik de koppen van het sjabloon.")
    return found


def _text(cell: Raw) -> str:
    """A cell as somebody would type it."""
    match cell:
        case bool():
            return "ja" if cell else "nee"
        case float() if cell.is_integer():
            return str(int(cell))
        case datetime() | date():
            return f"{cell:%d-%m-%Y}"
        case _:
            return str(cell).strip()


def template(lists: Mapping[str, Sequence[str]]) -> bytes:
    """The empty spreadsheet. `lists` has for a question the words to choose from."""
    target = BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False}) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
        text = book.add_format({"num_format": "@"})
        sheet, words, explanation = map(book.add_worksheet, ("Dossiers", "Keuzes", "Uitleg"))
        sheet.freeze_panes(1, 0)
        for place, column in enumerate(COLUMNS):
            star = " *" if column.is_required else ""
            sheet.write_string(0, place, f"{column.heading}{star}", bold)
            sheet.set_column(place, place, 22, text)
            if choices := lists.get(column.question):
                words.write_column(0, place, [column.heading, *map(harmless, choices)])
                letter = xlsxwriter.utility.xl_col_to_name(place)
                source = f"=Keuzes!${letter}$2:${letter}${len(choices) + 1}"
                sheet.data_validation(1, place, MOST_ROWS, place, {"validate": "list", "source": source})
        _explain(explanation, bold)
    return target.getvalue()


def _explain(sheet: xlsxwriter.worksheet.Worksheet, bold: xlsxwriter.format.Format) -> None:
    lines = [
        ("Kolom", "Wat u invult", "Voorbeeld"),
        *((f"{c.heading}{' (moet)' if c.is_required else ''}", c.explanation, c.example) for c in COLUMNS),
        ("", "", ""),
        ("Zo werkt het", "Eén regel is één dossier. Eerst ziet u wat er met elke regel gebeurt.", ""),
        ("", "Pas als elke regel klopt, neemt u alles in één keer over.", ""),
        ("", "Gooi dit bestand daarna weg: het is niet versleuteld.", ""),
    ]
    sheet.set_column(0, 2, 40)
    for number, line in enumerate(lines):
        for place, words in enumerate(line):
            sheet.write_string(number, place, words, bold if number == 0 or place == 0 else None)
