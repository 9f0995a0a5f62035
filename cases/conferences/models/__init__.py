"""The ketenoverleg: the meeting, its agenda, its minutes and its actions."""

from cases.conferences.models.agenda import ActionItem, AgendaItem, ItemSeat, MinuteLine, may_choose
from cases.conferences.models.former import FormerLine
from cases.conferences.models.meeting import Attendance, Conference

__all__ = [
    "ActionItem",
    "AgendaItem",
    "Attendance",
    "Conference",
    "FormerLine",
    "ItemSeat",
    "MinuteLine",
    "may_choose",
]
