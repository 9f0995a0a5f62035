"""The main job of the cases, done by a visitor of the live portal, with a token in every sealed field."""

import random
import re
import string
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone

from cases.dossiers.models import Dossier, Option
from cases.routing.forms import REASON
from cases.routing.models import HelpRequest, ProviderService
from zorgportaal.accounts.demo import PASSWORD, person
from zorgportaal.regions.models import Municipality
from zorgportaal.tests.live import Page, Visitor


@dataclass
class Tokens:
    """Unique words, and numbers, that occur nowhere else."""

    made: list[str] = field(default_factory=list)

    def word(self) -> str:
        token = "Kanarie" + "".join(random.choices(string.ascii_letters, k=14))
        self.made.append(token)
        return token

    def digits(self, length: int, start: str = "") -> str:
        token = start + "".join(random.choices(string.digits[1:], k=length - len(start)))
        self.made.append(token)
        return token


class MainJob:
    """Step by step, each through a real form. `pages` keeps what was shown on request."""

    def __init__(self, base: str) -> None:
        self.coordinator, self.provider = Visitor(base), Visitor(base)
        self.tokens = Tokens()
        self.pages: dict[str, Page] = {}
        self.coordinator.sign_in(person("coordinator.noord").email, PASSWORD)
        self.provider.sign_in(person("aanbieder.swalmdal").email, PASSWORD)

    def run(self) -> None:
        self.register()
        self.search()
        self.ask_help()
        self.place_and_answer()
        self.meet()
        self.mistype()
        self.report()

    def register(self) -> None:
        new = self.tokens.word
        self.surname = new()
        page = self.coordinator.post(
            reverse("dossiers:register"),
            surname=self.surname,
            given_names=new(),
            birth_date="14-03-1987",
            v_number=self.tokens.digits(10),
            phone=self.tokens.digits(10, "06"),
            whereabouts=new(),
            note=new(),
            identity_mode="full",
            gender="F",
            age="",
            age_is_estimated="False",
            children_along="0",
            safety_level="2",
            residence_status=option("residence_status", "REFLECTION"),
            reporter_category=option("reporter_category", "POLICE"),
            legal_basis=option("legal_basis", "STATUTORY_DUTY"),
            exploitation_form=option("exploitation_form", "SEXUAL"),
            found_municipality=Municipality.objects.get(gm_code="GM0983").pk,
            reported_on=timezone.localdate().strftime("%d-%m-%Y"),
        )
        self.pages["after registering"] = page
        self.dossier = Dossier.objects.latest("created_at")
        address = reverse("dossiers:detail", args=[self.dossier.pk])
        self.pages["detail"] = self.coordinator.get(address)
        self.pages["identity"] = self.coordinator.post(
            reverse("dossiers:identity", args=[self.dossier.pk]), form_at=address
        )

    def search(self) -> None:
        find = reverse("dossiers:find")
        self.pages["found"] = self.coordinator.post(find, surname=self.surname, birth_year="1987")
        self.coordinator.post(find, surname=self.tokens.word(), birth_year="1990")
        self.coordinator.post(find, number=self.tokens.digits(10))

    def ask_help(self) -> None:
        self.coordinator.post(
            reverse("routing:create", args=[self.dossier.pk]),
            type=option("help_request_type", "SHELTER"),
            urgency="now",
            security_needed="2",
            note=self.tokens.word(),
        )
        self.help = HelpRequest.objects.get(dossier=self.dossier)

    def place_and_answer(self) -> None:
        service = ProviderService.objects.get(provider__organisation__name="Noodbed Swalmdal")
        self.coordinator.post(
            reverse("routing:detail", args=[self.help.pk]),
            service=service.pk,
            shared_fields=["age_band", "gender"],
            **{f"{REASON}{service.pk}": self.tokens.word()},
        )
        placement = self.help.placement_requests.get()
        self.pages["reply"] = self.provider.post(
            reverse("routing:reply", args=[placement.pk]), outcome="accepted", note=self.tokens.word()
        )

    def meet(self) -> None:
        house, police = person("coordinator.noord").house, person("politie").organisation
        self.coordinator.post(
            reverse("conferences:create"),
            kind="ko18plus",
            house=house.pk,
            held_on=timezone.localdate().strftime("%d-%m-%Y"),
            starts_at="09:30",
            place="Roermond",
            organisations=[police.pk],
        )
        meeting = house.conferences.latest("created_at")
        self.coordinator.post(
            reverse("conferences:add_item", args=[meeting.pk]),
            title=self.tokens.word(),
            organisations=[police.pk],
            confidentiality="case",
            dossier=self.dossier.case_number,
        )
        item = meeting.items.get()
        entry = reverse("conferences:add_entry", args=[item.pk])
        self.coordinator.post(entry, line=self.tokens.word(), source=self.tokens.word())
        self.coordinator.post(
            entry,
            line=self.tokens.word(),
            kind="action",
            owner_organisation=f"{police.pk}",
            due_on=timezone.localdate().strftime("%d-%m-%Y"),
        )
        action = item.actions.get()
        self.coordinator.post(
            reverse("conferences:action", args=[action.pk]), state="busy", result=self.tokens.word()
        )

    def mistype(self) -> None:
        """What goes wrong must leak no more than what goes right."""
        self.pages["too long"] = self.coordinator.post(
            reverse("dossiers:register"), surname=self.tokens.word() * 40, note=self.tokens.word()
        )
        self.coordinator.get(f"/{self.tokens.made[-1][:0]}bestaat-niet/")
        self.coordinator.post(
            reverse("account_login"), login=f"{self.tokens.word()}@voorbeeld.invalid", password="x" * 12
        )

    def report(self) -> None:
        year = timezone.localdate().year - 1
        self.pages["asked report"] = self.coordinator.post(
            reverse("comensha:list"), preset="anders", first_day=f"01-01-{year}", last_day=f"31-12-{year}"
        )


def option(vocabulary: str, code: str) -> str:
    return str(Option.objects.get(vocabulary=vocabulary, code=code).pk)


def errors_on(page: Page) -> list[str]:
    """The sentences at the fields: a step that was refused must say so in the test's report."""
    return re.findall(r'_error"><span[^>]*>Fout: </span>([^<]+)', page.text)
