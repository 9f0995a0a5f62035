"""The main menu: one table of pages, and what of it the person who is signed in may open."""

from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from zorgportaal.accounts.choices import Role
from zorgportaal.accounts.models import User
from zorgportaal.accounts.roles import Permission

P = Permission
REPORTING = "Rapportage"
MANAGEMENT = "Beheer"


@dataclass(frozen=True)
class Page:
    """A first page of a room and the permission that its view names."""

    label: str
    name: str
    permission: P
    group: str = ""
    key: str = ""  # g and then this key lead there


PAGES = [
    Page("Werkvoorraad", "worklist:list", P.VIEW_DOSSIER, key="w"),
    Page("Dossiers", "dossiers:list", P.VIEW_DOSSIER, key="d"),
    Page("Hulpvragen", "routing:list", P.PLACE),
    Page("Overdrachten", "handover:list", P.CHANGE_DOSSIER),
    Page("Plaatsingsverzoeken", "routing:inbox", P.ANSWER_PLACEMENT),
    Page("Aanbieders", "routing:providers", P.VIEW_PROVIDERS),
    Page("Ketenoverleg", "conferences:list", P.VIEW_CONFERENCE, key="k"),
    Page("Rondes", "contributions:rounds", P.PREPARE_ROUND),
    Page("Inwoners", "regions:population", P.MANAGE_POPULATION),
    Page("Facturen", "invoices:municipality", P.VIEW_OWN_INVOICES),
    Page("CoMensha", "comensha:list", P.MAKE_COMENSHA_REPORT, REPORTING),
    Page("Cijfers", "dashboards:dashboard", P.VIEW_DASHBOARD, REPORTING),
    Page("Exports", "exchange:exports", P.EXPORT_DOSSIERS, REPORTING),
    Page("Accounts", "accounts:list", P.MANAGE_ACCOUNTS, MANAGEMENT),
    Page("Teksten", "papers:texts", P.MANAGE_TEXTS, MANAGEMENT),
    Page("Keuzelijsten", "vocabulary:lists", P.MANAGE_VOCABULARY, MANAGEMENT),
    Page("Taken", "jobs:list", P.MANAGE_JOBS, MANAGEMENT),
    Page("Logboek", "oversight:trail", P.VIEW_TRAIL, MANAGEMENT),
]


@dataclass
class Entry:
    label: str
    url: str
    key: str = ""
    is_current: bool = False


@dataclass
class Group:
    label: str
    entries: list[Entry] = field(default_factory=list)


def pages_of(user: User) -> list[Page]:
    """The pages this person may open, in the order of the menu."""
    return [page for page in PAGES if user.may(page.permission)]


def menu(user: User, path: str) -> list[Group]:
    """The menu in its groups, with the entry that leads to `path` marked as current."""
    if user.role == Role.FINANCE_OFFICER:  # Has one page: the invoices of the own municipality.
        return []
    groups: dict[str, Group] = {}
    for page in pages_of(user):
        group = groups.setdefault(page.group, Group(page.group))
        group.entries.append(Entry(page.label, reverse(page.name), page.key))
    _mark_current([entry for group in groups.values() for entry in group.entries], path)
    return list(groups.values())


def frame(request: HttpRequest) -> dict[str, Any]:
    """What base.html needs on every page; nobody signed in means a page without a menu."""
    user = getattr(request, "user", None)
    return {
        "navigation": menu(user, request.path) if isinstance(user, User) else [],
        "covers": user.covers if isinstance(user, User) else [],
        "fictitious": settings.FICTITIOUS,
        "now": timezone.localtime(),
        "idle_seconds": settings.SESSION_IDLE_SECONDS,
    }


def _mark_current(entries: list[Entry], path: str) -> None:
    """The longest address that starts the path: /hulpvragen/aanbieders/ is not /hulpvragen/."""
    leading = [entry for entry in entries if path.startswith(entry.url)]
    if leading:
        max(leading, key=lambda entry: len(entry.url)).is_current = True
