"""What the menu counts of this room."""

from django.db.models import QuerySet

from funding.invoices.models import CorrectionRequest
from zorgportaal.accounts.models import User
from zorgportaal.navigation import counted


@counted("invoices:books")
def requests(user: User) -> QuerySet[CorrectionRequest]:
    return CorrectionRequest.objects.visible_to(user).waiting()
