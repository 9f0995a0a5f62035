"""The two parties of an invoice, as they are at the moment it is issued."""

from typing import Any
from uuid import UUID

from funding.invoices.models import Billing, IssuingParty, PurchaseOrder, Receiver
from zorgportaal.regions.models import Municipality

# What is not known of a real municipality is never invented: these values exist nowhere.
RESERVED_ADDRESS = {"street": "Voorbeeldplein 1", "postal_code": "0000 AA", "city": "Voorbeeldplaats"}
RESERVED_OIN = "0" * 20
USUAL_DEPARTMENT = "Afdeling Financiën"
SELLER_FIELDS = (
    "name", "subtitle", "street", "postal_code", "city", "kvk", "rsin", "oin", "vat_id", "iban",
    "email", "phone", "is_fictitious",
)  # fmt: skip


class Parties:
    """Reads everything once, for one invoice or for all of a round."""

    def __init__(self, year: int) -> None:
        self.usual = IssuingParty.objects.filter(is_default=True).first()
        billings = Billing.objects.select_related("party")
        self.chosen: dict[UUID, IssuingParty] = {row.municipality_id: row.party for row in billings}
        self.receivers: dict[UUID, Receiver] = {row.municipality_id: row for row in Receiver.objects.all()}
        orders = PurchaseOrder.objects.filter(year=year)
        self.orders: dict[UUID, str] = dict(orders.values_list("municipality_id", "number"))

    def billing(self, municipality: Municipality) -> IssuingParty | None:
        """None where nobody has been appointed to invoice."""
        return self.chosen.get(municipality.pk, self.usual)

    def receiver(self, municipality: Municipality) -> Receiver:
        """Empty where the municipality has told nothing yet."""
        return self.receivers.get(municipality.pk, Receiver(municipality=municipality))

    def buyer(self, municipality: Municipality) -> dict[str, Any]:
        known = self.receiver(municipality)
        address = {name: getattr(known, name) for name in RESERVED_ADDRESS}
        return {
            "name": f"Gemeente {municipality}",
            "gm_code": municipality.gm_code,
            "attention": known.attention or USUAL_DEPARTMENT,
            **(address if known.street else RESERVED_ADDRESS),
            "oin": known.oin or ("" if known.kvk else RESERVED_OIN),
            "kvk": known.kvk,
            "email": known.email,
            "order_number": self.orders.get(municipality.pk, ""),
            "cost_centre": known.cost_centre,
            "task_field": known.task_field,
            "is_fictitious": not (known.street and (known.oin or known.kvk)),
        }


def seller(party: IssuingParty) -> dict[str, Any]:
    return {name: getattr(party, name) for name in SELLER_FIELDS}
