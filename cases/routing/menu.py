"""What the menu counts of this room."""

from django.db.models import QuerySet

from cases.routing.models import HelpRequest
from cases.routing.turn import waiting_for
from zorgportaal.accounts.models import User
from zorgportaal.navigation import counted


@counted("routing:list")
def help_requests(user: User) -> QuerySet[HelpRequest]:
    return waiting_for(user)
