"""Events that are alike: the same objectives, partners and column, counted by the database.

A matrix asks for cells, totals of rows and columns, and several measures of the same events.
Each event's objectives and partners are gathered into two short texts and equal ones are
counted, so that the database reads every link once and the rest is adding up.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import (
    CTE,
    ColumnElement,
    RowMapping,
    Select,
    String,
    case,
    cast,
    func,
    null,
    or_,
    select,
    type_coerce,
)

from planner.choices import Marking
from planner.db import db
from planner.events.measures import event_nation, has_share, link, nation, total_weight
from planner.events.models import Event
from planner.outcomes.measures import backs, came_from, marking_told
from planner.outcomes.models import Outcome
from planner.reports.measures.scope import Scope

Across = Literal["nation", "quarter", "kind"]

DAY = {
    "executed": Event.actual_ends_on,
    "planned": Event.baseline_starts_on,
    "ahead": Event.ends_on,
    "unanswered": Event.ends_on,
    "unapproved": Event.ends_on,
}
"""The day by which a measure belongs to a period."""


@dataclass(frozen=True)
class EventsAlike:
    """A number of events of one measure that differ in nothing that a matrix shows."""

    measure: str
    column: Any
    is_linked: bool
    objectives: frozenset[int]
    nations: frozenset[str]
    backed: frozenset[int]
    number: int
    marking: int
    """The highest marking among them, and among the outcomes that make them count as backed."""


def alike(
    scope: Scope,
    measures: Iterable[str],
    *columns: Across,
    with_backing: bool = False,
    places: Sequence[date] = (),
) -> Iterator[EventsAlike]:
    """Give the events of measures in groups; one statement, whatever is asked for.

    Objectives are those with u(e,o) ≥ 0.1, nations the partners when a column is by nation.
    `places` are the last days of parts of the period, in order; a group's column then is the
    part in which its events lie.
    """
    names = list(measures)
    if "quarter" in columns:
        places = [quarter.last for quarter in scope.period.quarters]
    chosen = chosen_events(scope, names, columns, places)
    backing = backed_of(chosen) if with_backing else None
    # Materialised too: SQLite would gather the texts once to group and once more to tell.
    told = select(
        *(chosen.c[name] for at in range(len(names)) for name in (f"counts_{at}", f"place_{at}")),
        chosen.c.marking,
        (chosen.c.total > 0).label("is_linked"),
        objectives_of(scope, chosen).label("objectives"),
        (partners_of(scope, chosen) if "nation" in columns else null()).label("nations"),
        (backing.c.pairs if backing is not None else null()).label("backed"),
    )
    if backing is not None:
        told = told.outerjoin(backing, backing.c.event_id == chosen.c.event_id)
    events = told.cte("told").prefix_with("MATERIALIZED")
    rows = db.session.execute(select(*events.c, func.count().label("number")).group_by(*events.c))
    for row in rows.mappings():
        yield from groups_of(names, row, is_narrowed=bool(scope.objective_ids))


def groups_of(names: Iterable[str], row: RowMapping, *, is_narrowed: bool) -> Iterator[EventsAlike]:
    """Give the events of a row once for each measure that counts them."""
    objectives = frozenset(map(int, codes(row["objectives"])))
    nations = frozenset(codes(row["nations"]))
    backed = lowest(codes(row["backed"]), objectives)
    highest = backing_marking(backed, is_narrowed=is_narrowed)
    for at, name in enumerate(names):
        if row[f"counts_{at}"]:
            yield EventsAlike(
                name,
                row[f"place_{at}"],
                bool(row["is_linked"]),
                objectives,
                nations,
                frozenset(backed),
                row["number"],
                max(row["marking"], highest if name == "executed" else Marking.PUBLIC),
            )


def codes(text: str | None) -> list[str]:
    """Return the parts of a gathered text."""
    return text.split(",") if text else []


def lowest(pairs: Iterable[str], served: frozenset[int]) -> dict[int, int]:
    """Return the objectives served that outcomes back, each with the lowest of their markings."""
    found: dict[int, int] = {}
    for pair in pairs:
        key, _colon, marking = pair.partition(":")
        if int(key) in served:
            found[int(key)] = min(int(marking), found.get(int(key), int(marking)))
    return found


def backing_marking(backed: Mapping[int, int], *, is_narrowed: bool) -> int:
    """Return the marking under which an event counts as backed, as the rollup keeps it.

    Of objectives asked for each has a count of its own; of any, one outcome is enough.
    """
    pick = max if is_narrowed else min
    return pick(backed.values(), default=Marking.PUBLIC)


def chosen_events(
    scope: Scope, measures: Iterable[str], columns: tuple[Across, ...], places: Sequence[date]
) -> CTE:
    """Return the events of any measure: which count them, their places and total weight.

    Materialised, so that both databases choose the events once; an event of two measures is
    one row, so that its objectives and partners are gathered once.
    """
    conditions = {measure: scope.counts(measure) for measure in measures}
    told = [Event.id.label("event_id"), Event.marking, total_weight(Event.id).label("total")]
    for at, (measure, condition) in enumerate(conditions.items()):
        told.append(case((condition, 1), else_=0).label(f"counts_{at}"))
        told.append(place_of(measure, columns, places).label(f"place_{at}"))
    chosen = select(*told).where(or_(*conditions.values()))
    return chosen.cte("chosen").prefix_with("MATERIALIZED")


def place_of(
    measure: str, columns: tuple[Across, ...], places: Sequence[date]
) -> ColumnElement[Any]:
    """Return an event's kind, or the part of the period; nothing when there is neither."""
    if "kind" in columns:
        return type_coerce(Event.kind, String)
    if not places:
        return null()
    return case(*((DAY[measure] <= last, index) for index, last in enumerate(places)))


def gathered(column: Any) -> Any:
    """Return an aggregate that joins the values of a column into one text."""
    return func.aggregate_strings(cast(column, String), ",")


def objectives_of(scope: Scope, chosen: CTE) -> Any:
    """Return the objectives that an event serves, as one text."""
    statement: Select[Any] = select(gathered(link.c.objective_id)).where(
        link.c.event_id == chosen.c.event_id, has_share(total=chosen.c.total)
    )
    if scope.objective_ids:
        statement = statement.where(link.c.objective_id.in_(scope.objective_ids))
    return statement.correlate(chosen).scalar_subquery()


def partners_of(scope: Scope, chosen: CTE) -> Any:
    """Return the partner nations of an event, as one text; own nation never is one."""
    own = select(nation.c.code).where(nation.c.is_own)
    statement = select(gathered(event_nation.c.nation_code)).where(
        event_nation.c.event_id == chosen.c.event_id, event_nation.c.nation_code.not_in(own)
    )
    if scope.nation_codes:
        statement = statement.where(event_nation.c.nation_code.in_(scope.nation_codes))
    return statement.correlate(chosen).scalar_subquery()


def backed_of(chosen: CTE) -> CTE:
    """Return the objectives for which a verified outcome came, as one text for each event.

    Each with the marking of such an outcome: “7:1”. Gathered once for all events: asked for one
    by one, PostgreSQL looked through all outcomes each time.
    """
    pair = cast(Outcome.objective_id, String) + ":" + cast(marking_told(), String)
    statement = (
        select(came_from.c.event_id, gathered(pair).label("pairs"))
        .join(came_from, came_from.c.outcome_id == Outcome.id)
        .where(came_from.c.event_id.in_(select(chosen.c.event_id)), backs())
        .group_by(came_from.c.event_id)
    )
    return statement.cte("backing").prefix_with("MATERIALIZED")
