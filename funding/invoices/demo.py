"""The two rounds of the council papers, made through the same actions as on screen."""

from funding.contributions import actions
from funding.contributions.models import Round, Scheme
from zorgportaal.accounts.models import User
from zorgportaal.audit import trail
from zorgportaal.audit.choices import Origin

ROUNDS = [("overbrugging-2019", 2019), ("structureel", 2020)]


def issue_demo_rounds(maker: User, approver: User) -> list[Round]:
    """Make and approve both rounds where they are not there yet; the worker does the rest."""
    return [_approved(slug, year, maker, approver) for slug, year in ROUNDS]


def _approved(slug: str, year: int, maker: User, approver: User) -> Round:
    with trail.recording(Origin.COMMAND):
        scheme = Scheme.objects.get(slug=slug)
        made_before = scheme.rounds.live().filter(year=year).first()
        round_ = made_before or actions.make_round(scheme=scheme, year=year, by=maker)
        return actions.approve_round(round_, by=approver) if round_.is_draft else round_
