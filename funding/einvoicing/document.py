"""Everything that one invoice or credit note says, before it becomes UBL. Exact to the cent.

A document that cannot be right is refused here (ValueError); what a rule of e-invoicing says of
it is for `validation`, which gives the reason in words.
"""

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from enum import Enum

CENT = Decimal("0.01")
PER_CENT = Decimal(100)
NOTHING = Decimal(0)


class Kind(Enum):
    """The code of a document in the list UNTDID 1001."""

    INVOICE = "380"
    CREDIT_NOTE = "381"


class VatCategory(Enum):
    """The code of a treatment of VAT in the list UNCL 5305."""

    OUT_OF_SCOPE = "O"
    EXEMPT = "E"
    STANDARD = "S"


class Unit(Enum):
    """What a line counts, in the codes of UN/ECE recommendation 20."""

    PERSON = "IE"
    PIECE = "C62"


class Scheme(Enum):
    """Which register a number of an organisation comes from (ISO 6523)."""

    KVK = "0106"
    OIN = "0190"


@dataclass(frozen=True)
class Party:
    """Who sends or who receives the document; what is not known stays empty.

    `contact` is a person or a department. `endpoint` is a Peppol address such as
    "0190:00000001003214345000"; without one the OIN is the address, and without that the KvK number.
    """

    name: str
    street: str
    postal_code: str
    city: str
    kvk: str = ""
    oin: str = ""
    vat_id: str = ""
    contact: str = ""
    email: str = ""
    phone: str = ""
    endpoint: str = ""
    country: str = "NL"

    @property
    def registrations(self) -> list[tuple[Scheme, str]]:
        """The first is the legal one, a second one goes beside it."""
        known = [(Scheme.KVK, self.kvk), (Scheme.OIN, self.oin)]
        return [(scheme, number) for scheme, number in known if number]

    @property
    def address(self) -> tuple[str, str] | None:
        """The scheme and the number under which Peppol finds the party."""
        if self.endpoint:
            scheme, _, number = self.endpoint.partition(":")
            return scheme, number
        if not self.registrations:
            return None
        register, number = self.registrations[-1]
        return register.value, number


@dataclass(frozen=True)
class Line:
    """One row: so many inhabitants times so much is the amount. Raises ValueError if it is not."""

    description: str
    quantity: Decimal
    unit_price: Decimal
    amount: Decimal
    unit: Unit = Unit.PERSON

    def __post_init__(self) -> None:
        if self.amount != cents(self.quantity * self.unit_price):
            raise ValueError("The amount of a line is its quantity times its price, in cents.")


@dataclass(frozen=True)
class Vat:
    """How VAT is treated, once for the whole document.

    A rate in per cent belongs to the standard category only, a reason in words to the two others.
    """

    category: VatCategory
    rate: Decimal = NOTHING
    reason: str = ""

    def __post_init__(self) -> None:
        is_standard = self.category is VatCategory.STANDARD
        if is_standard is not (self.rate > 0) or is_standard is bool(self.reason.strip()):
            raise ValueError("VAT has a rate, or it has a reason why there is none.")

    def over(self, amount: Decimal) -> Decimal:
        """The VAT in euro over an amount without VAT, half a cent up."""
        return cents(amount * self.rate / PER_CENT)


@dataclass(frozen=True)
class PayTo:
    """To which account, and what the payer has to say with it."""

    iban: str
    account_name: str
    reference: str


@dataclass(frozen=True)
class Period:
    """The first and the last day that the document is about."""

    starts_on: date
    ends_on: date


@dataclass(frozen=True)
class EarlierInvoice:
    """The invoice that a credit note takes back, or in whose place another one came."""

    number: str
    issued_on: date


@dataclass(frozen=True)
class Document:
    """An invoice, or the credit note that takes one back.

    The amounts of a credit note are positive: its kind says which way the money goes. `terms` says
    in words how it is settled; an invoice needs a last day, a credit note a last day or terms. An
    invoice may say which earlier one it `replaces`.
    """

    kind: Kind
    number: str
    issued_on: date
    due_on: date | None
    period: Period
    seller: Party
    buyer: Party
    lines: tuple[Line, ...]
    vat: Vat
    payment: PayTo
    buyer_reference: str = ""
    order_reference: str = ""
    cost_centre: str = ""
    note: str = ""
    terms: str = ""
    corrects: EarlierInvoice | None = None
    replaces: EarlierInvoice | None = None

    def __post_init__(self) -> None:
        if not self.lines:
            raise ValueError("A document has at least one line.")
        if self.is_credit_note is not (self.corrects is not None):
            raise ValueError("A credit note, and nothing else, names the invoice that it takes back.")
        if self.is_credit_note and self.replaces:
            raise ValueError("A credit note replaces nothing.")
        if self.due_on is None and not (self.is_credit_note and self.terms.strip()):
            raise ValueError("A document says when or how it is settled.")

    @property
    def is_credit_note(self) -> bool:
        return self.kind is Kind.CREDIT_NOTE

    @property
    def preceding(self) -> EarlierInvoice | None:
        """The invoice without which this document makes no sense."""
        return self.corrects or self.replaces

    @property
    def net(self) -> Decimal:
        """The sum of the lines in euro, without VAT."""
        return sum((line.amount for line in self.lines), NOTHING)

    @property
    def vat_amount(self) -> Decimal:
        return self.vat.over(self.net)

    @property
    def total(self) -> Decimal:
        """What there is to pay, or with a credit note to get back, in euro."""
        return self.net + self.vat_amount


def cents(amount: Decimal) -> Decimal:
    """In whole cents, half a cent up."""
    return amount.quantize(CENT, ROUND_HALF_UP)
