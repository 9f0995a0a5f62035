from django.db import models

from zorgportaal.audit.choices import Kind as TrailKind


class Kind(models.TextChoices):
    INVOICE = "invoice", "factuur"
    CREDIT_NOTE = "credit_note", "creditnota"


class Profile(models.TextChoices):
    """The dialect of the e-invoice that a receiver takes in (domain.md 3.11)."""

    NLCIUS = "nlcius", "NLCIUS (SI-UBL 2.0)"
    PEPPOL = "peppol", "Peppol BIS 3"


class Direction(models.TextChoices):
    """Which way the money of a payment went, seen from whoever invoices."""

    RECEIVED = "received", "ontvangen"
    RETURNED = "returned", "teruggestort"


class PaymentState(models.TextChoices):
    """What came of an invoice, in the word of the screen. It follows from the books, nobody sets it."""

    OPEN = "open", "open"
    PARTLY_PAID = "partly_paid", "deels betaald"
    OVERDUE = "overdue", "te laat"
    PAID = "paid", "betaald"
    CREDITED = "credited", "gecrediteerd"


class RequestState(models.TextChoices):
    """What became of a municipality's request. Besides the rejection it follows from the correction."""

    WAITING = "waiting", "gevraagd"
    REJECTED = "rejected", "afgewezen"
    PROPOSED = "proposed", "in behandeling"
    CREDITED = "credited", "er is een creditnota"


class ChangeState(models.TextChoices):
    """What became of a proposed change of a party."""

    PROPOSED = "proposed", "voorgesteld"
    APPROVED = "approved", "goedgekeurd"
    REJECTED = "rejected", "afgewezen"


class Trail(TrailKind):
    PARTY_PROPOSED = "invoices.party_proposed", "factuurpartij voorgesteld"
    PARTY_APPROVED = "invoices.party_approved", "factuurpartij goedgekeurd"
    PARTY_REJECTED = "invoices.party_rejected", "voorstel voor een factuurpartij afgewezen"
    USUAL_PARTY_CHOSEN = "invoices.usual_party_chosen", "gewone factuurpartij gekozen"
    BILLING_CHOSEN = "invoices.billing_chosen", "factuurpartij voor een gemeente gekozen"
    BILLING_ENDED = "invoices.billing_ended", "eigen factuurpartij van een gemeente weggehaald"
    PROOF_PRINTED = "invoices.proof_printed", "proeffactuur opgehaald"
    ISSUED = "invoices.issued", "factuur genummerd"
    RENDERED = "invoices.rendered", "factuur als pdf bewaard"
    DOWNLOADED = "invoices.downloaded", "factuur opgehaald"
    CORRECTION_PROPOSED = "invoices.correction_proposed", "correctie van een factuur voorgesteld"
    CORRECTION_WITHDRAWN = "invoices.correction_withdrawn", "voorstel tot correctie teruggenomen"
    CREDITED = "invoices.credited", "factuur gecrediteerd"
    CORRECTION_ASKED = "invoices.correction_asked", "gemeente vroeg om een correctie"
    REQUEST_REJECTED = "invoices.request_rejected", "verzoek om een correctie afgewezen"
    PAYMENT_NOTED = "invoices.payment_noted", "betaling genoteerd"
    RETURN_NOTED = "invoices.return_noted", "terugbetaling genoteerd"
    SETTLED = "invoices.settled", "factuur verrekend met een andere"
    PAYMENT_WITHDRAWN = "invoices.payment_withdrawn", "betaling teruggenomen"
    ANNOUNCED = "invoices.announced", "bericht over een factuur gemaild"
    RECEIVER_KEPT = "invoices.receiver_kept", "factuuradres bewaard"
    ORDERS_ASKED = "invoices.orders_asked", "gemeenten om hun inkoopnummer gevraagd"
    ORDER_KEPT = "invoices.order_kept", "inkoopnummer bewaard"
    ORDER_REMOVED = "invoices.order_removed", "inkoopnummer weggehaald"
    PARAGRAPH_MADE = "invoices.paragraph_made", "paragraaf Financiële gevolgen opgehaald"
    STATEMENT_MADE = "invoices.statement_made", "jaaroverzicht opgehaald"
    BOOKS_EXPORTED = "invoices.books_exported", "boekhouding opgehaald"


class MapColour(models.TextChoices):
    """What the map of Limburg shows; the value stands in the address."""

    CONTRIBUTION = "bijdrage", "bijdrage"
    PAYMENT = "betaling", "betaling"
    ARRANGEMENT = "afspraak", "afspraak"

    @property
    def is_amount(self) -> bool:
        return self == MapColour.CONTRIBUTION
