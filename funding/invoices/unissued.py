"""Invoices as they would be by what is known now: without a number, and not kept."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.formats import number_format

from funding.contributions.contribution import euro
from funding.contributions.draft import CannotMakeRound, lines_of, named
from funding.contributions.models import Round, RoundLine
from funding.contributions.seen import fingerprint
from funding.invoices import einvoice, parties
from funding.invoices.choices import Kind
from funding.invoices.einvoice import CannotIssue
from funding.invoices.models import Correction, Invoice, IssuingParty
from funding.invoices.party_details import LABELS

OF_SELLER = {
    name: f"{label} van de factuurpartij"
    for name, label in LABELS.items()
    if name not in {"prefix", "is_fictitious"}
}
OF_BUYER = {
    "attention": "Ter attentie van",
    "street": "Straat en huisnummer",
    "postal_code": "Postcode",
    "city": "Plaats",
    "oin": "OIN",
    "kvk": "KvK-nummer",
    "order_number": "Inkoopnummer",
    "cost_centre": "Kostenplaats",
    "task_field": "Taakveld",
}


class CannotCorrect(Exception):
    """The invoice is credited already, is a credit note, or two people are needed."""


@dataclass(frozen=True)
class Change:
    """What a new invoice says otherwise, in words."""

    label: str
    was: str
    becomes: str


@dataclass(frozen=True)
class Replacement:
    """The invoice that would come in the place of another one."""

    old: Invoice
    new: Invoice

    @property
    def seen(self) -> str:
        """Of all that stands on the new one but its dates and its number."""
        names = ("line", "vat", "vat_treatment", "vat_ground", "seller", "buyer", "profile")
        return fingerprint(*(getattr(self.new, name) for name in names))

    @property
    def changes(self) -> list[Change]:
        old, new = self.old, self.new
        pairs = [
            ("Inwoners", _count(old.line.inhabitants), _count(new.line.inhabitants)),
            ("Woorden in de som", old.line.source_text, new.line.source_text),
            ("Stuk", old.line.paper, new.line.paper),
            ("Bedrag", euro(old.total), euro(new.total)),
            ("Soort e-factuur", old.get_profile_display(), new.get_profile_display()),
            *((label, old.buyer.get(name), new.buyer[name]) for name, label in OF_BUYER.items()),
            *((label, old.seller.get(name), new.seller[name]) for name, label in OF_SELLER.items()),
        ]
        return [
            Change(label, was or "niets", becomes or "niets")
            for label, was, becomes in pairs
            if (was or "") != (becomes or "")
        ]


def replacement_of(invoice: Invoice) -> Replacement:
    """What would come in the place of an invoice. Raises CannotCorrect and CannotIssue."""
    try:
        lines = lines_of(invoice.line.round, [invoice.municipality])
    except CannotMakeRound as problem:
        raise CannotCorrect(str(problem)) from problem
    if not lines:
        raise CannotCorrect(
            f"{invoice.municipality} betaalt in {invoice.year} niet per inwoner. Maak alleen een creditnota."
        )
    (line,) = lines
    line.revision = invoice.line.revision + 1
    (new,) = unnumbered(invoice.line.round, [line])
    return Replacement(invoice, new)


def seen_of(correction: Correction) -> str:
    """What whoever approves a correction has looked at; nothing where no new invoice follows."""
    return replacement_of(correction.invoice).seen if correction.is_reissued else ""


def unnumbered(round_: Round, lines: Iterable[RoundLine]) -> list[Invoice]:
    """The invoices that the lines would get. Raises CannotIssue where nobody is to invoice."""
    known = parties.Parties(round_.year)
    found = [(line, known.billing(line.municipality)) for line in lines]
    if left := [line.municipality.name for line, party in found if party is None]:
        raise CannotIssue(f"Er is geen factuurpartij voor {named(left)}. Kies die bij Factuurpartijen.")
    return [_invoice(line, round_, party, known) for line, party in found if party]


def credit_note(invoice: Invoice) -> Invoice:
    """All of it back: to the same parties, by the same sum."""
    same = (
        "party", "line", "municipality", "year", "amount", "vat_treatment", "vat_ground", "vat",
        "seller", "buyer", "profile",
    )  # fmt: skip
    frozen = {name: getattr(invoice, name) for name in same}
    return Invoice(kind=Kind.CREDIT_NOTE, corrects=invoice, **frozen, **_dates(invoice.days_to_pay))


def _invoice(line: RoundLine, round_: Round, party: IssuingParty, known: parties.Parties) -> Invoice:
    scheme = round_.scheme
    return Invoice(
        party=party,
        line=line,
        municipality=line.municipality,
        year=round_.year,
        **_dates(scheme.payment_days),
        amount=line.amount,
        vat_treatment=scheme.vat_treatment,
        vat_ground=scheme.vat_ground,
        vat=einvoice.vat_of(scheme.vat_treatment, scheme.vat_ground).over(line.amount),
        seller=parties.seller(party),
        buyer=known.buyer(line.municipality),
        profile=known.receiver(line.municipality).profile,
    )


def _dates(payment_days: int) -> dict[str, object]:
    today = timezone.localdate()
    return {"issued_on": today, "due_on": today + timedelta(days=payment_days)}


def _count(inhabitants: int) -> str:
    return number_format(inhabitants, use_l10n=True, force_grouping=True)
