"""What the tests of the books look at, and what they let happen."""

from funding.contributions.models import PopulationDecision, Scheme
from funding.invoices.models import Invoice


def again(invoice: Invoice) -> Invoice:
    return Invoice.objects.to_show().with_payments().get(pk=invoice.pk)


def shift_inhabitants(invoice: Invoice) -> None:
    PopulationDecision.objects.update_or_create(
        scheme=Scheme.objects.get(slug="structureel"),
        municipality=invoice.municipality,
        defaults={"inhabitants": 10_001, "paper": "proef", "phrase": "proef", "note": "Proef."},
    )
