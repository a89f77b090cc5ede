"""The codes of an event's nations and objectives, gathered in the statement of the list itself."""

from typing import Any

from sqlalchemy import Dialect, String, Text, TypeDecorator, func, select, type_coerce

from planner.events.models import Event, EventNation, ObjectiveLink
from planner.objectives.models import Objective

# Tables, not classes: the event in the same statement is narrowed to what the viewer may see.
event_nation = EventNation.__table__
link = ObjectiveLink.__table__
BETWEEN = "\n"
"""Stands between codes: no code has more than one line."""


class Codes(TypeDecorator[list[str]]):
    """Codes that the database joined into one text, read as a list in their order."""

    impl = Text
    cache_ok = True

    def process_result_value(self, value: str | None, _dialect: Dialect) -> list[str]:
        """Return the codes; none for an event that has none."""
        return sorted(value.split(BETWEEN)) if value else []


def gathered(code: Any) -> Any:
    """Return the codes of a column as one text."""
    return func.aggregate_strings(type_coerce(code, String), BETWEEN)


def nation_codes() -> Any:
    """Return the nations that take part in the event of the statement around."""
    codes = select(gathered(event_nation.c.nation_code))
    of_event = codes.where(event_nation.c.event_id == Event.id).correlate(Event)
    return type_coerce(of_event.scalar_subquery(), Codes)


def objective_codes() -> Any:
    """Return the objectives that the event of the statement around serves.

    By the class, not the table: an objective of a plan that the viewer may not see has a
    criterion of its own.
    """
    codes = select(gathered(Objective.code)).join_from(
        link, Objective, Objective.id == link.c.objective_id
    )
    of_event = codes.where(link.c.event_id == Event.id).correlate(Event)
    return type_coerce(of_event.scalar_subquery(), Codes)
