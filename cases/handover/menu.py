"""What the menu counts of this room."""

from django.db.models import QuerySet

from cases.handover.models import Handover
from zorgportaal.accounts.models import User
from zorgportaal.navigation import counted


@counted("handover:list")
def handovers(user: User) -> QuerySet[Handover]:
    return Handover.objects.waiting_for(user)
