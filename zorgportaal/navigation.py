"""The main menu: one table of pages, what of it somebody may open, and what waits there.

    @counted("handover:list")                  # in a room's menu.py, loaded when the portal starts
    def handovers(user: User) -> QuerySet[Handover]: ...

What waits on all those pages is asked in one query, and only what this person may see counts. It is asked on
the pages of the menu and kept for the others: a tab of a dossier asks after that dossier only.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db.models import QuerySet, Value
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from zorgportaal.accounts.choices import Role
from zorgportaal.accounts.models import User
from zorgportaal.accounts.roles import Permission

P = Permission
REPORTING = "Rapportage"
MANAGEMENT = "Beheer"
CONTRIBUTIONS = "Bijdragen"
MOST = 99  # counting stops here
WAITING = "waiting"  # in the session: numbers only

Count = Callable[[User], QuerySet[Any]]
counts: dict[str, Count] = {}


def counted(name: str) -> Callable[[Count], Count]:
    """Register what waits for somebody on the page of that name."""

    def register(count: Count) -> Count:
        counts[name] = count
        return count

    return register


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
    Page("Rondes", "contributions:rounds", P.PREPARE_ROUND, CONTRIBUTIONS),
    Page("Regelingen", "contributions:schemes", P.PREPARE_ROUND, CONTRIBUTIONS),
    Page("Afspraken", "contributions:arrangements", P.PREPARE_ROUND, CONTRIBUTIONS),
    Page("Factuurpartijen", "invoices:parties", P.PREPARE_ROUND, CONTRIBUTIONS),
    Page("Boekhouding", "invoices:books", P.PREPARE_ROUND, CONTRIBUTIONS),
    Page("Kaart", "invoices:map", P.PREPARE_ROUND, CONTRIBUTIONS),
    Page("Inwoners", "regions:population", P.MANAGE_POPULATION, CONTRIBUTIONS),
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
    waiting: int = 0


@dataclass
class Group:
    label: str
    entries: list[Entry] = field(default_factory=list)


def pages_of(user: User) -> list[Page]:
    """The pages this person may open, in the order of the menu."""
    return [page for page in PAGES if user.may(page.permission)]


def menu(user: User, path: str, waiting: Mapping[str, int]) -> list[Group]:
    """The menu in its groups, with the entry that leads to `path` marked as current."""
    if user.role == Role.FINANCE_OFFICER:  # Has one page: the invoices of the own municipality.
        return []
    groups: dict[str, Group] = {}
    for page in pages_of(user):
        group = groups.setdefault(page.group, Group(page.group))
        entry = Entry(page.label, reverse(page.name), page.key, waiting=waiting.get(page.name, 0))
        group.entries.append(entry)
    _mark_current([entry for group in groups.values() for entry in group.entries], path)
    return list(groups.values())


def _menu_on(request: HttpRequest) -> list[Group]:
    user: Any = request.user
    pages = pages_of(user)
    if request.path in {reverse(page.name) for page in pages}:
        request.session[WAITING] = what_waits(user, pages)
    return menu(user, request.path, request.session.get(WAITING, {}))


def what_waits(user: User, pages: list[Page]) -> Counter[str]:
    """How much waits for this person on each of these pages, at most MOST. One query, or none."""
    asked = [
        counts[page.name](user).order_by().annotate(page=Value(page.name)).values_list("page", "pk")[:MOST]
        for page in pages
        if page.name in counts
    ]
    if not asked:
        return Counter()
    first, *rest = asked
    return Counter(name for name, _ in first.union(*rest, all=True))


def frame(request: HttpRequest) -> dict[str, Any]:
    """What base.html needs on every page; nobody signed in means a page without a menu."""
    user = getattr(request, "user", None)
    # Lazy: an answer that is a part of a page has no menu, and asks nothing for it.
    navigation: Any = SimpleLazyObject(lambda: _menu_on(request)) if isinstance(user, User) else []
    return {
        "navigation": navigation,
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
