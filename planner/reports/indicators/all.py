"""Every indicator of the default catalogue that is counted from rows registers itself here."""

from planner.reports.indicators import of_events as indicators_of_events
from planner.reports.indicators import of_partners as indicators_of_partners
from planner.reports.indicators import of_people as indicators_of_people
from planner.reports.indicators.registry import values

__all__ = ["indicators_of_events", "indicators_of_partners", "indicators_of_people", "values"]
