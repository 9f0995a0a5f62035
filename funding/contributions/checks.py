"""What other rooms have against a draft, told before it is approved.

    checks(obstacles)     # in the tasks.py of a room, which is loaded at the start

This room knows nothing of invoices: whoever makes them says whether they can be made.
"""

from collections.abc import Callable

from funding.contributions.models import Round

Check = Callable[[Round], list[str]]
registered: list[Check] = []


def checks(check: Check) -> None:
    """Ask `check` for its reasons, in sentences for people, whenever a draft is shown or approved."""
    registered.append(check)


def obstacles(round_: Round) -> list[str]:
    """Every reason why the round could not be carried out; empty when there is none."""
    return [reason for check in registered for reason in check(round_)]
