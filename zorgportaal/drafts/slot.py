"""The place of a draft, as a view and a page see it. How to use it: see the room's docstring."""

from dataclasses import dataclass
from functools import cached_property
from uuid import UUID, uuid4

from django.core import signing
from django.forms import BaseForm
from django.http import HttpRequest
from django.utils.datastructures import MultiValueDict

from zorgportaal.accounts.access import PortalRequest
from zorgportaal.accounts.models import User
from zorgportaal.audit import trail
from zorgportaal.drafts import actions
from zorgportaal.drafts.actions import Place
from zorgportaal.drafts.choices import Trail
from zorgportaal.drafts.models import Draft

SALT = "drafts.place"
TOKEN = "draft"  # noqa: S105 (the name of the hidden field)
ASKED = "concept"  # in the address of a page where something new is made
NOT_KEPT = {TOKEN, "csrfmiddlewaretoken", "later", "password", "password1", "password2", "oldpassword"}
VALID_FOR = 24 * 3600  # seconds; a session lasts eight hours at most


@dataclass(frozen=True)
class Ticket:
    """Whose draft goes where, as a page says it: signed, so that nobody writes in another's place."""

    user: UUID
    place: Place

    def sign(self) -> str:
        place = self.place
        content = [str(self.user), place.form, str(place.subject), place.label, place.page]
        return signing.dumps(content, salt=SALT, compress=True)

    @classmethod
    def read(cls, token: str) -> "Ticket | None":
        try:
            user, form, subject, label, page = signing.loads(token, salt=SALT, max_age=VALID_FOR)
        except signing.BadSignature:
            return None
        return cls(UUID(user), Place(form, UUID(subject), label, page))


@dataclass(frozen=True)
class Slot:
    """Where one person's draft of one form about one thing is kept."""

    user: User
    place: Place
    is_new: bool

    @classmethod
    def of(cls, request: PortalRequest, form: str, *, label: str, subject: UUID | None = None) -> "Slot":
        """Without a subject something new is made: it gets an id of its own, which stands in the address."""
        if subject is not None:
            return cls(request.user, Place(form, subject, label, request.path), is_new=False)
        fresh = _subject_of(request, form)
        place = Place(form, fresh, label, f"{request.path}?{ASKED}={fresh}")
        return cls(request.user, place, is_new=True)

    @property
    def token(self) -> str:
        return Ticket(self.user.pk, self.place).sign()

    @cached_property
    def _drafts(self) -> list[Draft]:
        drafts = Draft.objects.visible_to(self.user).filter(form=self.place.form)
        if not self.is_new:
            drafts = drafts.filter(subject=self.place.subject)
        return list(drafts.select_related("key"))

    @property
    def draft(self) -> Draft | None:
        """What was typed here before and not saved."""
        return next((draft for draft in self._drafts if draft.subject == self.place.subject), None)

    @property
    def others(self) -> list[Draft]:
        """What was begun on such a page earlier."""
        return [draft for draft in self._drafts if draft.subject != self.place.subject]

    def fill(self, form: BaseForm) -> None:
        """Put back what was typed; a form that was just sent holds newer words and stays as it is."""
        if form.is_bound or self.draft is None:
            return
        typed = self.draft.typed
        for name, field in form.fields.items():
            value = field.widget.value_from_datadict(typed, MultiValueDict(), form.add_prefix(name))
            if value is not None:
                form.initial[name] = value
        trail.look(Trail.RESUMED, by=self.user, on=self.draft, form=self.place.form)

    def clear(self) -> None:
        """The form was saved."""
        actions.clear_draft(self.place, by=self.user)


def typed_into(request: HttpRequest) -> MultiValueDict[str, str]:
    """What of a request a draft keeps: no secrets, no files."""
    kept = {name: texts for name, texts in request.POST.lists() if name not in NOT_KEPT}
    return MultiValueDict(kept)  # type: ignore[arg-type]


def _subject_of(request: HttpRequest, form: str) -> UUID:
    """Of the form that was sent, or of the draft that the address asks for; otherwise a new one."""
    ticket = Ticket.read(request.POST.get(TOKEN, ""))
    if ticket and ticket.place.form == form:
        return ticket.place.subject
    try:
        return UUID(request.GET.get(ASKED, ""))
    except ValueError:
        return uuid4()
