"""Documents as partners might send them, brought in through the same action as on screen. Nobody exists."""

from io import BytesIO

from PIL import Image, ImageDraw

from cases.dossiers.models import Dossier
from cases.papers import actions, letters
from cases.papers.choices import PaperKind
from cases.papers.models import Paper, Text
from zorgportaal.accounts.choices import OrganisationKind
from zorgportaal.accounts.demo import person
from zorgportaal.accounts.models import Organisation

MAIL = """From: advocaat@voorbeeld.invalid
To: zorgcoordinatie@voorbeeld.invalid
Subject: Afspraak bij de rechtbank (verzonnen)
Date: Mon, 02 Nov 2026 10:00:00 +0100
Content-Type: text/plain; charset=utf-8

Beste collega,

De zitting is verplaatst. De nieuwe datum volgt.

Met vriendelijke groet,
Mr. Voorbeeld
"""


def make() -> None:
    """Bring in the examples, once; the worker checks them."""
    if Paper.objects.exists():
        return
    for who in ("coordinator.noord", "coordinator.heuvelland"):
        coordinator = person(who)
        dossiers = Dossier.objects.filter(house=coordinator.house, person__isnull=False)
        dossier = dossiers.select_related("house", "person__key", "key").order_by("-reported_on")[0]
        for name, content, kind, title in EXAMPLES:
            actions.add_paper(
                dossier,
                kind=kind,
                title=title,
                dated_on=dossier.reported_on,
                file=(name, content),
                by=coordinator,
            )
        letters.write_letter(
            dossier,
            Text.objects.current().get(code="brief-aanbieder-plaatsing"),
            letters.Wish(
                address="Voorbeeldaanbieder\nVoorbeeldplein 1\n0000 AA Voorbeeldplaats",
                own_text="De intake is afgesproken. De begeleider belt bij aankomst.",
                provider=Organisation.objects.filter(kind=OrganisationKind.PROVIDER).earliest("name"),
            ),
            by=coordinator,
        )


def _picture(words: str) -> bytes:
    """A photo of a paper with one line on it."""
    image = Image.new("RGB", (600, 400), "white")
    ImageDraw.Draw(image).text((40, 180), f"VOORBEELD: {words}", fill="black")
    target = BytesIO()
    image.save(target, "JPEG")
    return target.getvalue()


EXAMPLES = [
    ("mail.eml", MAIL.encode(), PaperKind.MAIL, "Mail van de advocaat over de zitting"),
    ("foto.jpg", _picture("verklaring van de opvang"), PaperKind.CARE, "Verklaring van de opvang"),
    ("besluit.jpg", _picture("besluit"), PaperKind.IDENTITY, "Besluit op de aanvraag"),
    # As a scanner that broke off makes it: the page shows what the portal says then.
    ("scan.pdf", b"%PDF-1.7 afgebroken", PaperKind.POLICE, "Bewijs van aangifte"),
]
