"""The main job of the cases, done by a visitor of the live portal, with a token in every sealed field."""

import random
import re
import string
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO

import xlsxwriter
from django.urls import reverse
from django.utils import timezone

from cases.dossiers.lookup import is_bsn
from cases.dossiers.models import Dossier, Option
from cases.finding.models import SearchQuery
from cases.routing.forms import REASON
from cases.routing.models import HelpRequest, ProviderService
from cases.takeover.columns import COLUMNS
from zorgportaal.accounts.demo import PASSWORD, person
from zorgportaal.regions.models import Municipality, Nationality
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

    def bsn(self) -> str:
        """Nine digits that pass the eleven-test, of the range in which nobody has one."""
        while not is_bsn(token := "9999" + "".join(random.choices(string.digits[1:], k=5))):
            pass
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
        self.keep_draft()
        self.search()
        self.keep_safe()
        self.keep_background()
        self.relate()
        self.stay()
        self.export()
        self.keep_view()
        self.bring_along()
        self.ask_help()
        self.place_and_answer()
        self.meet()
        self.meet_about_a_young_adult()
        self.mistype()
        self.report()

    def register(self) -> None:
        self.surname, self.given_names = self.tokens.word(), self.tokens.word()
        self.dossier = self._register()
        address = reverse("dossiers:detail", args=[self.dossier.pk])
        self.pages["detail"] = self.coordinator.get(address)
        self.pages["identity"] = self.coordinator.post(
            reverse("dossiers:identity", args=[self.dossier.pk]), form_at=address
        )

    def _register(self) -> Dossier:
        new = self.tokens.word
        page = self.coordinator.post(
            reverse("dossiers:register"),
            surname=self.surname,
            given_names=self.given_names,
            birth_date="14-03-1987",
            v_number=self.tokens.digits(10),
            bsn=self.tokens.bsn(),
            phone=self.tokens.digits(10, "06"),
            whereabouts=new(),
            note=new(),
            contact_via=new(),
            never=["never_call", "never_post"],
            needs_now=["DOCTOR"],
            identity_mode="full",
            gender="F",
            age="",
            certainty="certain",
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
        return Dossier.objects.latest("created_at")

    def keep_draft(self) -> None:
        """An intake that somebody began and left."""
        intake, new = reverse("dossiers:register"), self.tokens.word
        place = re.search(r'name="draft" value="([^"]+)"', self.coordinator.get(intake).text)
        self.coordinator.post(
            reverse("drafts:keep"),
            form_at=intake,
            draft=place[1] if place else "",
            surname=new(),
            note=new(),
            later="ja",
        )

    def search(self) -> None:
        """Somebody is found by name and number; one of the tokens belongs to nobody."""
        find, new = reverse("finding:search"), self.tokens.word
        asked = {"surname": self.surname, "given_names": self.given_names, "born": "14-03-1987"}
        nation = Nationality.objects.get(brp_code="0342").pk
        self.pages["found"] = self.coordinator.post(find, **asked, nationality=nation)
        query = SearchQuery.objects.latest("asked_at")
        result = query.get_absolute_url()
        self.coordinator.post(reverse("finding:ask_known", args=[query.pk]), form_at=result)
        self.coordinator.post(find, surname=new(), given_names=new(), born="1990")
        self.coordinator.post(find, number=self.tokens.digits(10))

    def relate(self) -> None:
        """Another dossier of the same name: hinted at, linked, taken apart; and a number of the police."""
        again = self._register()
        related = reverse("finding:related", args=[again.pk])
        self.coordinator.post(
            reverse("finding:link", args=[again.pk]),
            form_at=related,
            kind="same_person",
            number=self.dossier.case_number,
            reason=self.tokens.word(),
        )
        link = again.links_as_one.first() or again.links_as_other.get()
        self.coordinator.post(reverse("finding:undo", args=[link.pk]), reason=self.tokens.word())
        self.coordinator.post(
            reverse("finding:add_reference", args=[again.pk]),
            form_at=related,
            kind="police",
            reference=self.tokens.digits(12),
        )
        self.pages["related"] = self.coordinator.get(related)

    def stay(self) -> None:
        """The intake noted a start that was wrong: put right with a reason."""
        started = timezone.localdate() - timedelta(days=2)
        self.coordinator.post(
            reverse("residence:reflection", args=[self.dossier.pk]),
            starts_on=started.strftime("%d-%m-%Y"),
        )
        self.coordinator.post(
            reverse("residence:reflection", args=[self.dossier.pk]),
            starts_on=(started - timedelta(days=1)).strftime("%d-%m-%Y"),
            reason=f"Verkeerd doorgegeven: {self.tokens.word()}",
        )
        self.coordinator.post(
            reverse("residence:procedure", args=[self.dossier.pk]), lawyer=self.tokens.word()
        )

    def keep_background(self) -> None:
        """A guardian of a child, and why somebody is not reported."""
        known = Dossier.objects.filter(house=self.dossier.house).exclude(pk=self.dossier.pk)
        dossier = known.filter(age__lt=18, person__isnull=False)[0]
        self.coordinator.post(
            reverse("household:change", args=[dossier.pk]),
            version=dossier.version,
            guardian=self.tokens.word(),
        )
        self.pages["person"] = self.coordinator.get(reverse("household:person", args=[dossier.pk]))
        shelter = known.filter(reporter_category__code="COORDINATOR")[0]
        self.coordinator.post(
            reverse("notification:decide", args=[shelter.pk]),
            version=getattr(getattr(shelter, "notification", None), "version", 0),
            decision="not",
            reason=self.tokens.word(),
        )

    def keep_safe(self) -> None:
        page, version = [self.dossier.pk], Dossier.objects.get(pk=self.dossier.pk).version
        self.pages["safety"] = self.coordinator.post(
            reverse("contact:change", args=page),
            version=version,
            safety_level="2",
            never=["never_mail", "never_visit"],
            contact_via=self.tokens.word(),
        )
        self.coordinator.post(
            reverse("contact:change_cover", args=page),
            form_at=reverse("contact:change", args=page),
            version=version + 1,
            cover_text=self.tokens.word(),
        )
        self.pages["cover"] = self.coordinator.post(
            reverse("contact:cover", args=page), form_at=reverse("contact:change", args=page)
        )

    def export(self) -> None:
        self.coordinator.post(
            reverse("exchange:exports"),
            kind="htcds",
            format="xlsx",
            purpose=f"Voor de jaarcijfers van {self.tokens.word()}",
        )

    def keep_view(self) -> None:
        """Some call a way to look after whom they look for."""
        self.coordinator.post(
            reverse("worklist:save_view"),
            form_at=reverse("worklist:list"),
            name=self.tokens.word(),
        )

    def bring_along(self) -> None:
        """A spreadsheet that waits until she has looked at each line."""
        target = BytesIO()
        with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
            sheet = book.add_worksheet("Dossiers")
            sheet.write_row(0, 0, [column.heading for column in COLUMNS])
            sheet.write_row(1, 0, [self.tokens.word() for _ in COLUMNS])
        self.pages["rehearsal"] = self.coordinator.send(
            reverse("takeover:upload"), "lijst.xlsx", target.getvalue()
        )

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
        self.pages["corrected"] = self.coordinator.post(
            reverse("conferences:change_line", args=[item.lines.get().pk]),
            version="1",
            kind="shared",
            text=self.tokens.word(),
            source=self.tokens.word(),
        )
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

    def meet_about_a_young_adult(self) -> None:
        """Somebody of 22 at a meeting for children: with a reason."""
        house = person("coordinator.noord").house
        self.coordinator.post(
            reverse("conferences:create"),
            kind="ko18min",
            held_on=timezone.localdate().strftime("%d-%m-%Y"),
            starts_at="11:00",
            place="Roermond",
        )
        self.coordinator.post(
            reverse("conferences:add_item", args=[house.conferences.latest("created_at").pk]),
            title=self.tokens.word(),
            confidentiality="case",
            dossier=Dossier.objects.filter(house=house, age=22, may_be_minor=False)[0].case_number,
            deviation_reason=self.tokens.word(),
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
