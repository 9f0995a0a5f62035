"""Residence status over time, the bedenktijd and what follows it."""

from cases.residence.models.periods import ResidencePeriod
from cases.residence.models.procedure import Deviation, Permit, Procedure
from cases.residence.models.reflection import PoliceReport, Reflection

__all__ = ["Deviation", "Permit", "PoliceReport", "Procedure", "Reflection", "ResidencePeriod"]
