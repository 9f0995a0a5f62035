"""Tables as XLSX and ODS in which nothing that somebody typed becomes a formula (C075).

    content = xlsx(["Gemeente", "Bedrag"], [["Beesel", Decimal("1078.24")]], title="Bijdragen")

Numbers stay numbers, dates stay dates, Decimal is money in euro. A text that a spreadsheet might
take for a formula gets an apostrophe in front, also behind spaces, controls and wide signs.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

Cell = str | int | Decimal | date | None
# The last one is the real minus sign, which LibreOffice reads as a hyphen.
FORMULA_STARTS = frozenset("=+-@\t\r\0\N{MINUS SIGN}")
INVISIBLE = frozenset({"Cc", "Cf", "Co", "Cn", "Cs", "Mn", "Me", "Zs", "Zl", "Zp"})
FILLERS = frozenset("\u115f\u1160\u2800\u3164\uffa0")
LONGEST_TEXT = 32_767
# One moment for every file, so that equal tables give equal bytes.
LONG_AGO = datetime(1980, 1, 1)  # noqa: DTZ001 (a zip knows no time zone)


def harmless(text: str) -> str:
    """The text as a cell may hold it: no controls, and an apostrophe before a would-be formula."""
    printable = "".join(filter(_is_printable, text))[: LONGEST_TEXT - 1]
    return f"'{printable}" if _may_start_a_formula(text) else printable


def _may_start_a_formula(text: str) -> bool:
    for character in text:
        if unicodedata.normalize("NFKC", character)[:1] in FORMULA_STARTS:
            return True
        if unicodedata.category(character) not in INVISIBLE and character not in FILLERS:
            return False
    return False


def _is_printable(character: str) -> bool:
    return character in "\n\t" or unicodedata.category(character) not in ("Cc", "Cs", "Cn")


def xlsx(headers: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str) -> bytes:
    """An Excel workbook of one sheet, with its heading row in sight."""
    target = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(target, options) as book:
        book.set_properties({"title": harmless(title), "created": LONG_AGO})
        sheet = book.add_worksheet()
        sheet.freeze_panes(1, 0)
        money = book.add_format({"num_format": "€ #,##0.00"})
        day = book.add_format({"num_format": "d mmmm yyyy"})
        bold = book.add_format({"bold": True})
        for column, header in enumerate(headers):
            sheet.write_string(0, column, harmless(header), bold)
        for line, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                _write(sheet, line, column, value, money, day)
        sheet.autofit()
    return target.getvalue()


def _write(sheet: Worksheet, line: int, column: int, value: Cell, money: Format, day: Format) -> None:
    match value:
        case None:
            pass
        case str():
            sheet.write_string(line, column, harmless(value))
        case Decimal():
            sheet.write_number(line, column, value, money)
        case date():
            sheet.write_datetime(line, column, value, day)
        case _:
            sheet.write_number(line, column, value)


def ods(headers: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str) -> bytes:
    """The same table as an OpenDocument spreadsheet, the format of Dutch government."""
    lines = "".join(
        f"<table:table-row>{''.join(map(_cell, row))}</table:table-row>" for row in [headers, *rows]
    )
    content = CONTENT.format(name=quoteattr(_sheet_name(title)), rows=lines)
    target = BytesIO()
    with ZipFile(target, "w") as archive:
        _add(archive, "mimetype", MIMETYPE, ZIP_STORED)
        _add(archive, "META-INF/manifest.xml", MANIFEST, ZIP_DEFLATED)
        _add(archive, "content.xml", content, ZIP_DEFLATED)
    return target.getvalue()


def _cell(value: Cell) -> str:
    match value:
        case None:
            return "<table:table-cell/>"
        case str():
            paragraphs = "".join(f"<text:p>{escape(part)}</text:p>" for part in harmless(value).split("\n"))
            return f'<table:table-cell office:value-type="string">{paragraphs}</table:table-cell>'
        case Decimal():
            kind = f'currency" office:currency="EUR" table:style-name="money" office:value="{value}'
        case date():
            kind = f'date" table:style-name="day" office:date-value="{value.isoformat()}'
        case _:
            kind = f'float" office:value="{value}'
    return f'<table:table-cell office:value-type="{kind}"/>'


def _sheet_name(title: str) -> str:
    return "".join(sign for sign in title if sign.isalnum() or sign == " ")[:31] or "Blad1"


def _add(archive: ZipFile, name: str, text: str, compression: int) -> None:
    entry = ZipInfo(name, LONG_AGO.timetuple()[:6])
    entry.compress_type = compression
    archive.writestr(entry, text)


MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = "urn:oasis:names:tc:opendocument:xmlns"
MANIFEST = f"""<?xml version="1.0" encoding="UTF-8"?>
<manifest:manifest xmlns:manifest="{NAMES}:manifest:1.0" manifest:version="1.3">
<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{MIMETYPE}"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
</manifest:manifest>"""
CONTENT = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content office:version="1.3" xmlns:office="{NAMES}:office:1.0"
 xmlns:table="{NAMES}:table:1.0" xmlns:text="{NAMES}:text:1.0" xmlns:style="{NAMES}:style:1.0"
 xmlns:number="{NAMES}:datastyle:1.0">
<office:automatic-styles>
<number:date-style style:name="d">
<number:day/><number:text> </number:text>
<number:month number:style="long" number:textual="true"/><number:text> </number:text>
<number:year number:style="long"/>
</number:date-style>
<number:currency-style style:name="m">
<number:currency-symbol>€</number:currency-symbol><number:text> </number:text>
<number:number number:decimal-places="2" number:min-integer-digits="1" number:grouping="true"/>
</number:currency-style>
<style:style style:name="day" style:family="table-cell" style:data-style-name="d"/>
<style:style style:name="money" style:family="table-cell" style:data-style-name="m"/>
</office:automatic-styles>
<office:body><office:spreadsheet>
<table:table table:name={{name}}>{{rows}}</table:table>
</office:spreadsheet></office:body>
</office:document-content>"""
