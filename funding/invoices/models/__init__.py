"""Who invoices whom, the number series, invoices and credit notes with their files, and the books."""

from funding.invoices.models.corrections import Correction, CorrectionRequest
from funding.invoices.models.invoices import Invoice, InvoiceFile, InvoiceQuerySet
from funding.invoices.models.parties import Billing, IssuingParty, NumberSeries
from funding.invoices.models.party_changes import PartyChange
from funding.invoices.models.payments import Payment, PaymentQuerySet
from funding.invoices.models.receivers import PurchaseOrder, Receiver

__all__ = [
    "Billing",
    "Correction",
    "CorrectionRequest",
    "Invoice",
    "InvoiceFile",
    "InvoiceQuerySet",
    "IssuingParty",
    "NumberSeries",
    "PartyChange",
    "Payment",
    "PaymentQuerySet",
    "PurchaseOrder",
    "Receiver",
]
