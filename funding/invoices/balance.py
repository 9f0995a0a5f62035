"""What is still to pay, for one invoice, a municipality or all of them. Plain Python, exact to the cent."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from funding.invoices.choices import PaymentState

NOTHING = Decimal("0.00")


@dataclass(frozen=True)
class Balance:
    """Euro, with VAT."""

    invoiced: Decimal = NOTHING
    credited: Decimal = NOTHING
    received: Decimal = NOTHING
    returned: Decimal = NOTHING

    @property
    def kept(self) -> Decimal:
        """What came in and did not go back."""
        return self.received - self.returned

    @property
    def open(self) -> Decimal:
        """Below zero is money that goes back."""
        return self.invoiced - self.credited - self.kept

    @property
    def to_return(self) -> Decimal:
        return max(-self.open, NOTHING)

    def __add__(self, other: "Balance") -> "Balance":
        return Balance(
            self.invoiced + other.invoiced,
            self.credited + other.credited,
            self.received + other.received,
            self.returned + other.returned,
        )

    def state(self, *, due_on: date | None, today: date) -> PaymentState:
        """In one word; `due_on` is None where nothing waits to be paid."""
        if self.credited and self.credited >= self.invoiced:
            return PaymentState.CREDITED
        if self.open <= 0:
            return PaymentState.PAID
        if due_on is not None and due_on < today:
            return PaymentState.OVERDUE
        return PaymentState.PARTLY_PAID if self.kept else PaymentState.OPEN
