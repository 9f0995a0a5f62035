"""The statement of one municipality on paper: its share, and expressly no invoice."""

from datetime import datetime, time
from decimal import Decimal

from django.db.models import Sum
from django.utils import timezone

from funding.contributions.contribution import DUTCH_MARKS
from funding.pass_through.models import PassThroughShare
from zorgportaal.documents.choices import Variant
from zorgportaal.documents.pdf import render_pdf


def print_statement(share: PassThroughShare) -> bytes:
    """Of an approved share; from frozen rows, so that it says the same at any later time."""
    made = share.pass_through
    contributed = made.shares.aggregate(sum=Sum("contribution"))["sum"]
    context = {
        "share": share,
        "made": made,
        "contributed": contributed,
        "proportion": percentage(share.contribution, contributed),
    }
    return render_pdf(
        "funding/pass_through/paper.html",
        context,
        variant=Variant.ACCESSIBLE,
        title=f"Opgave doorschuif-btw {made.round.year}, gemeente {share.municipality}",
        made_at=timezone.make_aware(datetime.combine(made.stated_on, time.min)),
    )


def percentage(part: Decimal, whole: Decimal) -> str:
    """In two decimals, to read; the share itself follows the exact proportion."""
    return f"{part * 100 / whole:.2f}%".translate(DUTCH_MARKS)
