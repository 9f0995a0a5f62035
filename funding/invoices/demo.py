"""The two rounds of the council papers, made through the same actions as on screen."""

from collections.abc import Iterator

from funding.contributions import actions
from funding.contributions.models import Round, Scheme
from funding.invoices.models import InvoiceFile
from zorgportaal.accounts.demo import person
from zorgportaal.accounts.models import User
from zorgportaal.documents.paper import Paper

ROUNDS = [("overbrugging-2019", 2019), ("structureel", 2020)]
BEESEL_AND_WEERT = ["GM0889", "GM0988"]


def make() -> None:
    """One finance administrator makes the rounds, the other approves them."""
    issue_demo_rounds(person("financien.een"), person("financien.twee"))


def issue_demo_rounds(maker: User, approver: User) -> list[Round]:
    """Make and approve both rounds where they are not there yet; the worker does the rest."""
    return [_approved(slug, year, maker, approver) for slug, year in ROUNDS]


def papers() -> Iterator[Paper]:
    """The four invoices whose amounts stand in the council papers, each as PDF and as e-invoice."""
    stored = InvoiceFile.objects.to_open().select_related(
        "invoice__municipality", "invoice__line__round__scheme"
    )
    wanted = stored.filter(invoice__municipality__gm_code__in=BEESEL_AND_WEERT)
    for one in wanted.order_by("invoice__year", "invoice__municipality__gm_code"):
        round_ = one.invoice.line.round
        name = f"factuur-{round_.scheme.slug}-{round_.year}-{one.invoice.municipality.gm_code}"
        yield Paper(f"{name}.pdf", one.file, one.invoice.amount)
        if one.ubl:
            yield Paper(f"{name}.xml", one.ubl, one.invoice.amount)


def _approved(slug: str, year: int, maker: User, approver: User) -> Round:
    scheme = Scheme.objects.get(slug=slug)
    made_before = Round.objects.live().filter(scheme=scheme, year=year).first()
    round_ = made_before or actions.make_round(scheme=scheme, year=year, by=maker)
    return actions.approve_round(round_, by=approver) if round_.is_draft else round_
