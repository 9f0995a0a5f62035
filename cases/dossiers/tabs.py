"""The pages of one dossier, in the order of their tabs. A room adds its page with one line here."""

from dataclasses import dataclass

from django.urls import reverse

from cases.dossiers.models import Dossier
from zorgportaal.accounts.models import User
from zorgportaal.accounts.roles import Permission

P = Permission


@dataclass(frozen=True)
class Tab:
    """A page about one dossier; its address takes the id of the dossier and nothing else."""

    label: str
    name: str
    permission: P


TABS = [
    Tab("Overzicht", "dossiers:detail", P.VIEW_DOSSIER),
    Tab("Tijdlijn", "notes:timeline", P.VIEW_DOSSIER),
    Tab("Persoon", "household:person", P.VIEW_DOSSIER),
    Tab("Veiligheid", "contact:safety", P.VIEW_DOSSIER),
    Tab("Uitbuiting", "exploitation:exploitation", P.VIEW_DOSSIER),
    Tab("Toestemming", "consents:list", P.VIEW_DOSSIER),
    Tab("Documenten", "papers:list", P.VIEW_DOSSIER),
    Tab("Verblijf", "residence:residence", P.VIEW_DOSSIER),
    Tab("Verwant", "finding:related", P.VIEW_DOSSIER),
    Tab("Nazorg", "closing:closing", P.VIEW_DOSSIER),
    Tab("CoMensha", "notification:notification", P.VIEW_DOSSIER),
]


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    is_current: bool


def links(dossier: Dossier, user: User, path: str) -> list[Link]:
    """The tabs that this person may open; the one that leads to `path`, or just above it, is current."""
    found = [(tab.label, reverse(tab.name, args=[dossier.pk])) for tab in TABS if user.may(tab.permission)]
    leading = [url for _, url in found if path.startswith(url)]
    current = max(leading, key=len, default="")
    return [Link(label, url, url == current) for label, url in found]
