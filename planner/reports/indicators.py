"""Every indicator of the default catalogue that is counted from rows registers itself here."""

from planner.reports import indicators_of_events, indicators_of_partners, indicators_of_people
from planner.reports.formulas import values

__all__ = ["indicators_of_events", "indicators_of_partners", "indicators_of_people", "values"]
