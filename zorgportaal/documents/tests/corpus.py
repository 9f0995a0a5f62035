"""Some forty files, made here: what partners send, and what must never come through (C066 to C068)."""

import base64
import io
import struct
import zipfile
import zlib
from email.message import EmailMessage

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream
from PIL import Image

from zorgportaal.documents.cleaning.reasons import Reason
from zorgportaal.documents.scanner import EICAR

CANARY = b"Kanarievogel"
# A photo of 64 by 48 points as a phone makes it, with a place and a comment in it.
HEIC = base64.b64decode(
    "AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAb5tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA"
    "ADRpbG9jAAAAAERAAAIAAQAAAAAB4gABAAAAAAAAABkAAgAAAAAB+wABAAAAAAAAAG4AAAA4aWluZgAAAAAAAgAAABVpbmZlAgAA"
    "AAABAABodmMxAAAAABVpbmZlAgAAAQACAABFeGlmAAAAAA5waXRtAAAAAAABAAAA/WlwcnAAAADdaXBjbwAAAHZodmNDAQNwAAAA"
    "kAAAAAAAHvAA/P34+AAADwNgAAEAGEABDAH//wNwAAADAJAAAAMAAAMAHroCQGEAAQAqQgEBA3AAAAMAkAAAAwAAAwAeoCCBBZbq"
    "5Ka5uAhoMCAAAAMDIAAAAwAhYgABAAZEAcFzwIkAAAATY29scm5jbHgAAQANAAaAAAAAFGlzcGUAAAAAAAAAQAAAAEAAAAAoY2xh"
    "cAAAAEAAAAABAAAAMAAAAAEAAAAAAAAAAv////AAAAACAAAAEHBpeGkAAAAAAwgICAAAABhpcG1hAAAAAAAAAAEAAQWBAgMFhAAA"
    "ABppcmVmAAAAAAAAAA5jZHNjAAIAAQABAAAAj21kYXQAAAAVKAGvC2D15YOvvBk9/RaINOjT/UOAAAAABkV4aWYAAE1NACoAAAAI"
    "AAIBDgACAAAACAAAACaIJQAEAAAAAQAAAC4AAAAAS2FuYXJpZQAAAgABAAIAAAACTgAAAAACAAUAAAADAAAATAAAAAAAAAAzAAAA"
    "AQAAABYAAAABAAAAAAAAAAE="
)


def pdf(**root) -> bytes:
    """One page with a line of text, and whatever is put in its root."""
    made = Pdf.new()
    page = made.add_blank_page(page_size=(200, 200))
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    page.Resources = Dictionary(Font=Dictionary(F1=font))
    page.Contents = made.make_stream(b"BT /F1 12 Tf 20 100 Td (Een regel) Tj ET")
    for key, value in root.items():
        made.Root[f"/{key}"] = value
    return saved(made)


def saved(made: Pdf, **options) -> bytes:
    target = io.BytesIO()
    made.save(target, **options)
    return target.getvalue()


def changed_pdf(change) -> bytes:
    with pikepdf.open(io.BytesIO(pdf())) as made:
        change(made)
        # As it was made: a library that tidies up would unpack the bombs.
        return saved(made, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)


def action(script: bytes = CANARY) -> Dictionary:
    return Dictionary(Type=Name.Action, S=Name.JavaScript, JS=pikepdf.String(script.decode()))


def with_everything(made: Pdf) -> None:
    """Each of the ways in which a PDF does more than being read."""
    page = made.pages[0]
    made.Root.OpenAction = action()
    made.Root.AA = Dictionary(WC=action())
    made.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([pikepdf.String("x"), action()])))
    made.attachments["kanarie.txt"] = CANARY
    made.docinfo["/Author"] = CANARY.decode()
    with made.open_metadata() as metadata:
        metadata["dc:creator"] = [CANARY.decode()]
    page.AA = Dictionary(O=action())
    page.obj.Metadata = made.make_stream(CANARY)
    link = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Link,
        Rect=[0, 0, 100, 100],
        A=Dictionary(S=Name.URI, URI=pikepdf.String("https://kanarie.invalid")),
    )
    launch = Dictionary(
        Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=Dictionary(S=Name.Launch, F=CANARY.decode())
    )
    page.Annots = Array([made.make_indirect(link), made.make_indirect(launch)])


def with_form(made: Pdf) -> None:
    """A field that was filled in, whose button sends it away."""
    look = Stream(made, b"BT /F1 10 Tf (Ingevuld) Tj ET")
    look.stream_dict.update(Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 100, 20]))
    send = Dictionary(S=Name.SubmitForm, F=pikepdf.String("https://kanarie.invalid"))
    field = made.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=pikepdf.String("naam"),
            V=pikepdf.String("Ingevuld"),
            Rect=[10, 10, 110, 30],
            AP=Dictionary(N=made.make_indirect(look)),
            A=send,
        )
    )
    made.pages[0].Annots = Array([field])
    made.Root.AcroForm = Dictionary(Fields=Array([field]), XFA=made.make_stream(CANARY))


def with_external_stream(made: Pdf) -> None:
    outside = made.make_stream(b"")
    outside.stream_dict[Name.F] = pikepdf.String("https://kanarie.invalid/x")
    made.pages[0].Resources.XObject = Dictionary(X1=outside)


def with_bomb(made: Pdf) -> None:
    packed = zlib.compress(b"\0" * (60 * 1024 * 1024), 9)
    made.pages[0].Resources.XObject = Dictionary(X1=raw(made, packed, Name.FlateDecode))


def with_bomb_in_a_bomb(made: Pdf) -> None:
    packed = zlib.compress(zlib.compress(b"\0" * (10 * 1024 * 1024), 9), 9)
    twice = Array([Name.FlateDecode, Name.FlateDecode])
    made.pages[0].Resources.XObject = Dictionary(X1=raw(made, packed, twice))


def with_huge_picture(made: Pdf) -> None:
    picture = raw(made, zlib.compress(b"\0" * 100), Name.FlateDecode)
    picture.stream_dict.update(Dictionary(Subtype=Name.Image, Width=100_000, Height=100_000))
    made.pages[0].Resources.XObject = Dictionary(X1=picture)


def raw(made: Pdf, packed: bytes, filters) -> Stream:
    stream = made.make_stream(b"")
    stream.write(packed, filter=Name.FlateDecode)
    stream[Name.Filter] = filters
    return stream


def many_pages() -> bytes:
    made = Pdf.new()
    for _ in range(501):
        made.add_blank_page(page_size=(20, 20))
    return saved(made)


def locked_pdf() -> bytes:
    with pikepdf.open(io.BytesIO(pdf())) as made:
        return saved(made, encryption=pikepdf.Encryption(owner="geheim", user="geheim"))


def picture(kind: str, size=(60, 40), mode="RGB", **options) -> bytes:
    target = io.BytesIO()
    Image.new(mode, size, "teal" if mode in ("RGB", "RGBA") else 0).save(target, kind, **options)
    return target.getvalue()


def photo_with_place() -> bytes:
    """Where it was made, with what, and by whom."""
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = CANARY.decode()
    exif.get_ifd(0x8825).update({1: "N", 2: (51.0, 22.0, 12.5), 3: "E", 4: (6.0, 10.0, 3.0)})
    return picture("JPEG", exif=exif, comment=CANARY)


def photo_on_its_side() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6
    return picture("JPEG", size=(60, 40), exif=exif)


def png_with_words() -> bytes:
    head, rest = picture("PNG")[:33], picture("PNG")[33:]
    return head + chunk(b"tEXt", b"Author\0" + CANARY) + rest


def png_of(width: int, height: int) -> bytes:
    """A header that promises an enormous image, and nothing after it."""
    header = struct.pack("!2I5B", width, height, 8, 2, 0, 0, 0)
    packed = chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + packed + chunk(b"IEND", b"")


def chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack("!I", len(content)) + name + content + struct.pack("!I", zlib.crc32(name + content))


def archive(name: str = "kanarie.txt", content: bytes = CANARY) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr(name, content)
    return target.getvalue()


def mail(*attachments: tuple[str, bytes], text: str = "Beste Noor,\n\nHierbij.", html: str = "") -> bytes:
    message = EmailMessage()
    message["From"], message["To"] = "afzender@voorbeeld.invalid", "noor@voorbeeld.invalid"
    message["Subject"], message["Date"] = "Stuk voor het dossier", "Mon, 02 Nov 2026 10:00:00 +0100"
    message.set_content(html, subtype="html") if html else message.set_content(text)
    for name, content in attachments:
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return bytes(message)


HTML = b"<!doctype html><script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
TRACKED = '<p>Hallo</p><img src="https://kanarie.invalid/pixel"><script>alert(1)</script><p>Tot ziens</p>'

# name, content
TAKEN = {
    "a pdf": ("scan.pdf", pdf),
    "a pdf with its extension in capitals": ("SCAN.PDF", pdf),
    "a pdf with two extensions": ("foto.jpg.pdf", pdf),
    "a pdf that does everything": ("formulier.pdf", lambda: changed_pdf(with_everything)),
    "a pdf with a form": ("formulier.pdf", lambda: changed_pdf(with_form)),
    "a pdf that reads from elsewhere": ("scan.pdf", lambda: changed_pdf(with_external_stream)),
    "a pdf with a dirty name": ("../../etc/Kanarievogel.pdf", pdf),
    "a jpeg": ("foto.jpg", lambda: picture("JPEG")),
    "a jpeg by its long extension": ("foto.jpeg", lambda: picture("JPEG")),
    "a jpeg in print colours": ("foto.jpg", lambda: picture("JPEG", mode="CMYK")),
    "a jpeg in grey": ("foto.jpg", lambda: picture("JPEG", mode="L")),
    "a photo with its place": ("foto.jpg", photo_with_place),
    "a photo on its side": ("foto.jpg", photo_on_its_side),
    "a png": ("plaatje.png", lambda: picture("PNG")),
    "a png with holes": ("plaatje.png", lambda: picture("PNG", mode="RGBA")),
    "a png with words": ("plaatje.png", png_with_words),
    "a heic": ("IMG_0001.HEIC", lambda: HEIC),
    "a mail": ("bericht.eml", mail),
    "a mail of html with a tracker": ("bericht.eml", lambda: mail(html=TRACKED)),
    "a mail with attachments": ("bericht.eml", lambda: mail(("scan.pdf", pdf()), ("brief.docx", archive()))),
}
REFUSED = {
    "an empty file": ("leeg.pdf", lambda: b"", Reason.EMPTY),
    "too large": ("scan.pdf", lambda: b"%PDF-" + b"0" * 11_000_000, Reason.TOO_LARGE),
    "a word file": ("brief.docx", archive, Reason.WORD),
    "an old word file": ("brief.doc", lambda: b"\xd0\xcf\x11\xe0", Reason.WORD),
    "an outlook mail": ("bericht.msg", lambda: b"\xd0\xcf\x11\xe0", Reason.OUTLOOK),
    "an svg": ("plaatje.svg", lambda: SVG, Reason.NOT_TAKEN),
    "a page": ("pagina.html", lambda: HTML, Reason.NOT_TAKEN),
    "a program": ("scan.pdf.exe", lambda: b"MZ\x90\0", Reason.NOT_TAKEN),
    "a spreadsheet": ("lijst.xlsx", archive, Reason.NOT_TAKEN),
    "a file without extension": ("scan", pdf, Reason.NOT_TAKEN),
    "html as jpg": ("foto.jpg", lambda: HTML, Reason.NOT_WHAT_IT_SAYS),
    "svg as png": ("foto.png", lambda: SVG, Reason.NOT_WHAT_IT_SAYS),
    "a pdf as jpg": ("foto.jpg", pdf, Reason.NOT_WHAT_IT_SAYS),
    "a program as pdf": ("scan.pdf", lambda: b"MZ\x90\0" + pdf(), Reason.NOT_WHAT_IT_SAYS),
    "a zip as heic": ("foto.heic", archive, Reason.NOT_WHAT_IT_SAYS),
    "html as mail": ("bericht.eml", lambda: HTML, Reason.NOT_WHAT_IT_SAYS),
    "pdf and zip in one": ("scan.pdf", lambda: pdf() + archive(), Reason.TWO_IN_ONE),
    "pdf and page in one": ("scan.pdf", lambda: b"%PDF-1.7\n%" + HTML + pdf(), Reason.TWO_IN_ONE),
    "jpeg and zip in one": ("foto.jpg", lambda: picture("JPEG") + archive(), Reason.TWO_IN_ONE),
    "jpeg and page in one": ("foto.jpg", lambda: picture("JPEG", comment=HTML), Reason.TWO_IN_ONE),
    "jpeg and pdf in one": ("foto.jpg", lambda: picture("JPEG", comment=b"%PDF-1.4"), Reason.TWO_IN_ONE),
    "png and php in one": ("foto.png", lambda: picture("PNG") + b"<?php system(1); ?>", Reason.TWO_IN_ONE),
    "half a jpeg": ("foto.jpg", lambda: picture("JPEG", size=(900, 900))[:2000], Reason.UNREADABLE),
    "a pdf of nonsense": ("scan.pdf", lambda: b"%PDF-1.7 " + b"nonsens " * 50, Reason.UNREADABLE),
    "a png of nonsense": ("foto.png", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 50, Reason.UNREADABLE),
    "a heic of nonsense": ("foto.heic", lambda: HEIC[:60] + b"\0" * 200, Reason.UNREADABLE),
    "a locked pdf": ("scan.pdf", locked_pdf, Reason.LOCKED),
    "a png of 100,000 by 100,000": ("foto.png", lambda: png_of(100_000, 100_000), Reason.TOO_MANY_PIXELS),
    "a pdf with such a picture": ("scan.pdf", lambda: changed_pdf(with_huge_picture), Reason.TOO_MANY_PIXELS),
    "501 pages": ("scan.pdf", many_pages, Reason.TOO_MANY_PAGES),
    "a packed bomb": ("scan.pdf", lambda: changed_pdf(with_bomb), Reason.TOO_HEAVY),
    "a bomb in a bomb": ("scan.pdf", lambda: changed_pdf(with_bomb_in_a_bomb), Reason.TOO_HEAVY),
    "a mail of nothing": ("bericht.eml", lambda: mail(text=""), Reason.EMPTY_MAIL),
    "a pdf with a virus": ("scan.pdf", lambda: pdf() + b"\n%" + EICAR, Reason.VIRUS),
    "a mail with a virus": ("bericht.eml", lambda: mail(text=EICAR.decode()), Reason.VIRUS),
}
