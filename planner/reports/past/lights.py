"""The light of each objective at the ends of past months or quarters, as it was known then."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from flask_babel import gettext as _

from planner.objectives.lights import ObjectiveLight
from planner.objectives.models import Objective
from planner.objectives.queries import with_indicators
from planner.presenters.cell import Cell
from planner.presenters.table import Column, Table
from planner.reports.choice import matrix_rows
from planner.reports.measures.coverage import coverage, narrowed
from planner.reports.measures.lights import lights
from planner.reports.measures.scope import Scope
from planner.reports.past.days import PastDayUnknown, checked, notes_of
from planner.reports.past.office import read_as_of
from planner.reports.periods import month_of
from planner.web.day_words import day as day_words

MOST = 6
"""Going back further takes as long again for each day."""
MONTH = "month"
Lights = Mapping[int, ObjectiveLight]


def past_ends(scope: Scope, every: str) -> list[date]:
    """Return the last ends of months or quarters of a period that are over and can be told."""
    parts = [one.last for one in scope.period.quarters]
    if every == MONTH:
        parts, day = [], scope.period.first
        while day <= scope.period.last:
            parts.append(month_of(day, scope.period.style).last)
            day = date.fromordinal(parts[-1].toordinal() + 1)
    return [day for day in parts if day < scope.today and can_be_told(day)][-MOST:]


def can_be_told(day: date) -> bool:
    """Say whether the history goes back to a day."""
    try:
        checked(day)
    except PastDayUnknown:
        return False
    return True


def lights_in(scope: Scope, objectives: Sequence[Objective]) -> dict[int, ObjectiveLight]:
    """Return the light of each objective in the period, the same as on the page of coverage."""
    if not objectives:
        return {}
    inner = narrowed(scope, (one.id for one in objectives))
    found = coverage(inner, matrix_rows(objectives, "objective"), is_narrowed=True)
    told = lights(found, scope.today, objectives)
    return {one.id: told[one.id] for one in objectives}


def lights_before(
    scope: Scope, objectives: Sequence[Objective], every: str
) -> Mapping[date, Lights]:
    """Return the lights at past ends, by day, the first first; of the objectives there then."""
    ids = [one.id for one in objectives]
    return read_as_of(
        past_ends(scope, every),
        lambda day: lights_in(replace(scope, today=day), with_indicators(ids)),
    )


def history_table(objectives: Sequence[Objective], found: Mapping[date, Lights]) -> Table:
    """Return a line for each objective, with its light at each day."""
    columns = (Column(_("Objective")), *(Column(day_words(day)) for day in found))
    rows = [
        (f"{one.code} {one.name}", *(lit(told.get(one.id)) for told in found.values()))
        for one in objectives
    ]
    notes = notes_of(min(found)) if found else ()
    return Table(_("Light at the end of each day"), columns, rows if found else [], notes)


def lit(light: ObjectiveLight | None) -> Cell | None:
    """Return a light by its word, which pages draw with its shape; None for no objective then."""
    return Cell(light.label, css=f"light {light.kind}") if light else None
