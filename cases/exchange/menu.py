"""What the menu counts of this room."""

from django.db.models import QuerySet

from cases.exchange.choices import State
from cases.exchange.models import Export
from zorgportaal.accounts.models import User
from zorgportaal.navigation import counted


@counted("exchange:exports")
def exports(user: User) -> QuerySet[Export]:
    """Those of colleagues: the own ones wait for somebody else."""
    return Export.objects.visible_to(user).filter(state=State.ASKED).exclude(requested_by=user)
