"""What two functional administrators do to a list of words."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from cases.dossiers.choices import Vocabulary
from cases.dossiers.models import Option
from cases.vocabulary.choices import KNOWN_TO_RULES, NOT_YET, TAKES_NO_NEW, ChangeKind, State, Trail
from cases.vocabulary.models import WordChange
from zorgportaal.accounts.models import User
from zorgportaal.audit import trail

OWN = "LOCAL"
LONGEST_BASE = 25  # of a code of 30 characters, with room for a number
KEPT_BY_RULES = (
    "Regels van het portaal kennen dit woord. Het kan niet eindigen en krijgt geen andere naam. "
    "Vraag de leverancier om de regel en het woord samen te veranderen."
)
NO_NEW_WORD = (
    "Bij een woord in deze lijst horen regels. "
    "Vraag de leverancier om het woord met zijn regels toe te voegen."
)


class CannotChange(ValueError):
    """The list cannot change like this; the message says why, `field` what has to change."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True)
class Wish:
    """What somebody would like to see in a list, from a day on."""

    kind: ChangeKind
    vocabulary: Vocabulary
    takes_effect_on: date
    option: Option | None = None
    label: str = ""
    help_text: str = ""

    @classmethod
    def of(cls, change: WordChange) -> "Wish":
        return cls(
            ChangeKind(change.kind),
            Vocabulary(change.vocabulary),
            change.takes_effect_on,
            change.option,
            change.label,
            change.help_text,
        )


@transaction.atomic
def propose(wish: Wish, *, by: User) -> WordChange:
    """Ask for a change; somebody else decides. Raises CannotChange."""
    _lock(wish)
    _guard(wish)
    if wish.option and wish.option.changes.waiting().exists():
        raise CannotChange("Voor dit woord wacht al een voorstel.")
    change = WordChange.objects.create(**vars(wish), proposed_by=by)
    trail.act(Trail.PROPOSED, by=by, on=change, kind=wish.kind, vocabulary=wish.vocabulary)
    return change


@transaction.atomic
def approve(change: WordChange, *, by: User) -> WordChange:
    """Let the change take effect on its day. Raises CannotChange, also for whoever proposed it."""
    change = _open(change)
    if change.proposed_by_id == by.pk:
        raise CannotChange("U stelde dit zelf voor. Een andere functioneel beheerder keurt goed.")
    wish = Wish.of(change)
    _lock(wish)
    _guard(wish)
    CARRY_OUT[wish.kind](wish)
    return _decide(change, State.APPROVED, by=by)


@transaction.atomic
def reject(change: WordChange, *, by: User) -> WordChange:
    """Leave the list as it is; whoever proposed it takes it back like this. Raises CannotChange."""
    return _decide(_open(change), State.REJECTED, by=by)


def _open(change: WordChange) -> WordChange:
    """The lock makes the second of two who decide at once hear that it was decided."""
    change = WordChange.objects.select_for_update(of=("self",)).select_related("option").get(pk=change.pk)
    if change.state != State.PROPOSED:
        raise CannotChange("Over dit voorstel is al besloten.")
    return change


def _decide(change: WordChange, state: State, *, by: User) -> WordChange:
    change.state, change.decided_by, change.decided_at = state, by, timezone.now()
    change.save()
    kind = Trail.APPROVED if state == State.APPROVED else Trail.REJECTED
    trail.act(kind, by=by, on=change, kind=change.kind, vocabulary=change.vocabulary)
    return change


def _lock(wish: Wish) -> None:
    """Two changes to one list wait for each other: each has to know what the other made of it."""
    list(Option.objects.of(wish.vocabulary).select_for_update().order_by("pk"))


def _guard(wish: Wish) -> None:
    if wish.takes_effect_on <= timezone.localdate():
        raise CannotChange(
            "Kies een dag die nog komt: wat al is vastgelegd, verandert niet.", "takes_effect_on"
        )
    if wish.takes_effect_on >= NOT_YET:
        raise CannotChange("Kies een dag die ooit komt.", "takes_effect_on")
    GUARDS[wish.kind](wish)


def _guard_new(wish: Wish) -> None:
    if wish.vocabulary in TAKES_NO_NEW:
        raise CannotChange(NO_NEW_WORD)
    _guard_name(wish)


def _guard_start(wish: Wish) -> None:
    if _row(wish).valid_from != NOT_YET:
        raise CannotChange("Dit woord wacht niet op een begindatum.")


def _guard_relabel(wish: Wish) -> None:
    _guard_stays(wish)
    _guard_name(wish)


def _guard_end(wish: Wish) -> None:
    _guard_stays(wish)
    rest = Option.objects.of(wish.vocabulary).on(wish.takes_effect_on).exclude(pk=_row(wish).pk)
    if not rest.exists():
        raise CannotChange("Dit is het laatste woord. Een lijst houdt er minstens één.")


def _guard_stays(wish: Wish) -> None:
    row = _row(wish)
    if wish.vocabulary in KNOWN_TO_RULES:
        raise CannotChange(KEPT_BY_RULES)
    if not Option.objects.on(wish.takes_effect_on).filter(pk=row.pk).exists():
        raise CannotChange("Op die dag geldt dit woord niet.", "takes_effect_on")


def _guard_name(wish: Wish) -> None:
    """No two words of one name at once."""
    name = wish.label.strip().casefold()
    if not name:
        raise CannotChange("Vul de naam in.", "label")
    others = Option.objects.of(wish.vocabulary).on(wish.takes_effect_on)
    if any(option.label.casefold() == name for option in others):
        raise CannotChange("Er is al een woord met deze naam.", "label")


def _make_new(wish: Wish) -> None:
    last = Option.objects.of(wish.vocabulary).aggregate(last=Max("position"))["last"] or 0
    _insert(wish, base=OWN, position=last + 1, attributes={})


def _make_start(wish: Wish) -> None:
    row = _row(wish)
    row.valid_from, row.is_kept_here = wish.takes_effect_on, True
    row.save(update_fields=["valid_from", "is_kept_here"])


def _make_relabel(wish: Wish) -> None:
    row = _row(wish)
    _make_end(wish)
    attributes = {**row.attributes, "replaces": row.code}
    _insert(wish, base=row.code, position=row.position, attributes=attributes)


def _make_end(wish: Wish) -> None:
    row = _row(wish)
    row.valid_until, row.is_kept_here = wish.takes_effect_on, True
    row.save(update_fields=["valid_until", "is_kept_here"])


def _insert(wish: Wish, *, base: str, position: int, attributes: dict[str, object]) -> None:
    Option.objects.create(
        vocabulary=wish.vocabulary,
        code=_free_code(wish.vocabulary, base),
        label=wish.label.strip(),
        help_text=wish.help_text.strip(),
        position=position,
        attributes=attributes,
        valid_from=wish.takes_effect_on,
        is_kept_here=True,
    )


def _free_code(vocabulary: Vocabulary, base: str) -> str:
    taken = set(Option.objects.of(vocabulary).values_list("code", flat=True))
    codes = (f"{base[:LONGEST_BASE]}_{number}" for number in range(2, len(taken) + 3))
    return next(code for code in codes if code not in taken)


def _row(wish: Wish) -> Option:
    if wish.option is None:
        raise CannotChange("Kies een woord.")
    return wish.option


GUARDS = {
    ChangeKind.NEW: _guard_new,
    ChangeKind.START: _guard_start,
    ChangeKind.RELABEL: _guard_relabel,
    ChangeKind.END: _guard_end,
}
CARRY_OUT = {
    ChangeKind.NEW: _make_new,
    ChangeKind.START: _make_start,
    ChangeKind.RELABEL: _make_relabel,
    ChangeKind.END: _make_end,
}
