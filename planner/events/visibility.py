"""What of events and the rows that hang on them a viewer may see (DOMAIN 3)."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Integer,
    and_,
    case,
    cast,
    exists,
    false,
    or_,
    select,
    true,
)

from planner.choices import Marking
from planner.db import Base, columns_of
from planner.events import moment_queries  # noqa: F401 - the history asks it for its moments
from planner.events.models import Event, EventNation, ObjectiveLink, SavedFilter
from planner.events.ownership import by_role, own
from planner.history.models import HistoryEntry
from planner.history.moments import OfItsMoment, seen_then
from planner.objectives.models import (
    Indicator,
    IndicatorTarget,
    IndicatorUpdate,
    LineOfEffort,
    Objective,
    Plan,
    Requirement,
)
from planner.objectives.visibility import (
    hidden_objectives,
    objective_seen,
    visible_indicators,
    visible_lines,
    visible_objectives,
    visible_plans,
    visible_targets,
    visible_updates,
)
from planner.participants.models import Person, TwoPeople
from planner.viewers import EVERYTHING, EventBound, OwnMarked, Viewer, restrict, within_ceiling

event_table = columns_of(Event.__table__, "id", "marking", "host_code", "discarded_at")
event_kept = columns_of(Event.__table__, "id", "author_id", "owner_id", "owner_keeps_names")
event_nation = columns_of(EventNation.__table__, "id", "event_id", "nation_code")


def visible(viewer: Viewer, event: Any) -> ColumnElement[bool]:
    """Return the condition on an event class, alias or table: ceiling, nations, not discarded."""
    if viewer is EVERYTHING:
        return true()
    if not viewer.sees_content:
        return false()
    return and_(event.discarded_at.is_(None), in_scope(viewer, event))


def in_scope(viewer: Viewer, event: Any, nations: Any = event_nation) -> ColumnElement[bool]:
    """Return the same condition for discarded events too, which calendars must withdraw.

    `nations` is the table of those that take part, where another stands in its place.
    """
    conditions: list[ColumnElement[bool]] = [event.marking <= viewer.ceiling]
    if viewer.nations is not None:
        codes = sorted(viewer.nations)
        part = nations.alias("part_seen")
        takes_part = exists(
            select(part.c.id).where(part.c.event_id == event.id, part.c.nation_code.in_(codes))
        )
        conditions.append(or_(event.host_code.in_(codes), takes_part))
    return and_(*conditions)


def on_visible_event(viewer: Viewer, event_id: Any) -> ColumnElement[bool]:
    """Return the condition on a column of event keys: the event is there and may be seen.

    Correlated, so that one row costs one look at its event; the aliases keep the inner
    tables apart from those of the statement around.
    """
    seen = event_table.alias("event_seen")
    return exists(select(seen.c.id).where(seen.c.id == event_id, visible(viewer, seen.c)))


@restrict(Event)
def visible_events(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Narrow events."""
    return visible(viewer, entity)


@restrict(EventBound)
def visible_with_its_event(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Narrow what hangs on an event: names to who keeps them, what stays to who was let in."""
    hangs = on_visible_event(viewer, entity.event_id)
    if entity.__name__ == "Attendance":
        return and_(hangs, may_see_names(viewer, entity))
    if entity.__name__ == "ObjectiveLink":
        return and_(hangs, objective_seen(viewer, entity.objective_id))
    if issubclass(entity, OfItsMoment):
        return and_(hangs, seen_then(viewer, entity))
    if issubclass(entity, OwnMarked):
        return and_(hangs, within_ceiling(viewer, entity))
    return hangs


def may_see_names(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Return who sees who took part: desk and approver in scope, planner on own events."""
    if not viewer.may("see_people"):
        return false()
    if by_role(viewer):
        return true()
    mine = event_kept.alias("event_mine")
    return exists(select(mine.c.id).where(mine.c.id == entity.event_id, own(viewer, mine.c)))


@restrict(Person)
def visible_people(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Narrow people to roles that work with them and to the nations in scope."""
    if not viewer.may("see_people"):
        return false()
    if viewer.nations is None:
        return true()
    condition: ColumnElement[bool] = entity.nation_code.in_(sorted(viewer.nations))
    return condition


@restrict(TwoPeople)
def visible_pairs(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Narrow what is known of two people to those who may see both."""
    if not viewer.may("see_people"):
        return false()
    if viewer.nations is None:
        return true()
    sides = []
    for number, key in enumerate((entity.first_id, entity.second_id)):
        seen = Person.__table__.alias(f"person_seen_{number}")
        sides.append(
            exists(select(seen.c.id).where(seen.c.id == key, visible_people(viewer, seen.c)))
        )
    return and_(*sides)


@restrict(Requirement)
def visible_requirements(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Narrow requirements to the nations in scope, and to plans that are seen."""
    if viewer.nations is None:
        return true()
    in_scope = entity.nation_code.in_(sorted(viewer.nations))
    return and_(in_scope, objective_seen(viewer, entity.objective_id))


@restrict(SavedFilter)
def own_filters(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Narrow saved filters to the viewer's own."""
    condition: ColumnElement[bool] = entity.user_id == viewer.user_id
    return condition


KEPT = (
    *("outcome", "attachment", "requirement", "person", "two_people", "saved_filter", "feed"),
    "nation_way",
    "commitment",
    *("media_item", "concern"),
)
"""Kinds of rows that hang on no one event and yet tell more than settings do."""

Still = Callable[[Viewer, Any], ColumnElement[bool]]
_still_seen: dict[str, tuple[Any, Still]] = {}


def still_seen(kind: str, table: Any, condition: Still) -> None:
    """Register what a viewer may see today of a kind of row, so that its history follows."""
    _still_seen[kind] = (table, condition)


still_seen("person", Person.__table__, visible_people)
still_seen("two_people", TwoPeople.__table__, visible_pairs)
still_seen("requirement", Requirement.__table__, visible_requirements)
OF_PLANS: dict[str, tuple[Any, Still]] = {
    "plan": (Plan.__table__, visible_plans),
    "line_of_effort": (LineOfEffort.__table__, visible_lines),
    "objective": (Objective.__table__, visible_objectives),
    "indicator": (Indicator.__table__, visible_indicators),
    "indicator_target": (IndicatorTarget.__table__, visible_targets),
    "indicator_update": (IndicatorUpdate.__table__, visible_updates),
}
"""Rows of plans: an administrator with some nations is told of those alone that are seen."""
for kind_of_row, (its_table, its_condition) in OF_PLANS.items():
    still_seen(kind_of_row, its_table, its_condition)


def kinds_kept_from(viewer: Viewer) -> list[str]:
    """Return the kinds whose history an administrator is not told."""
    sees_all = viewer.sees_content and viewer.nations is None and viewer.ceiling == max(Marking)
    if not sees_all:
        return list(KEPT)
    return [] if viewer.may("see_people") else ["person", "two_people", "attachment"]


@restrict(HistoryEntry)
def visible_history(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Narrow history to what is seen today and was seen then; see its decision.

    Of visible events to those who were let in at the history entry's moment, and names to who keeps
    them; the rest to administrators, and own history entries of rows that are still seen.
    """
    names = or_(entity.subject_kind != "attendance", may_see_names(viewer, entity))
    then = seen_then(viewer, entity)
    of_event = and_(
        on_visible_event(viewer, entity.event_id),
        then,
        names,
        *marked_today(viewer, entity),
        *of_seen_objectives(viewer, entity),
    )
    is_own = false() if viewer.user_id is None else entity.by_id == viewer.user_id
    mine = and_(is_own, *seen_today(viewer, entity))
    told = and_(
        entity.subject_kind.not_in(kinds_kept_from(viewer)),
        *([] if viewer.nations is None else seen_today(viewer, entity, OF_PLANS)),
    )
    apart = or_(told, mine) if viewer.may("administer") else mine
    of_none = and_(entity.event_id.is_(None), or_(entity.marking.is_(None), then), apart)
    return or_(of_event, of_none)


def marked_today(viewer: Viewer, entity: Any) -> Iterator[ColumnElement[bool]]:
    """Give the conditions that the row of a history entry is not marked too high today."""
    if viewer.ceiling == max(Marking):
        return
    for kind in own_marked_kinds():
        row = Base.metadata.tables[kind].alias(f"{kind}_marked")
        key = case((entity.subject_kind == kind, cast(entity.subject_id, Integer)))
        too_high = exists(select(row.c.id).where(row.c.id == key, row.c.marking > viewer.ceiling))
        yield or_(entity.subject_kind != kind, ~too_high)


@cache
def own_marked_kinds() -> tuple[str, ...]:
    """Return the tables whose rows hang on an event and may be marked higher than it."""
    return tuple(
        one.__tablename__
        for one in OwnMarked.__subclasses__()
        if issubclass(one, Base) and "event_id" in one.__table__.c
    )


def seen_today(
    viewer: Viewer, entity: Any, kinds: Mapping[str, tuple[Any, Still]] = _still_seen
) -> list[ColumnElement[bool]]:
    """Return the conditions that the row of a history entry is one that the viewer sees today."""
    return [
        or_(entity.subject_kind != kind, is_seen(viewer, entity, kind, table, condition))
        for kind, (table, condition) in kinds.items()
    ]


def of_seen_objectives(viewer: Viewer, entity: Any) -> Iterator[ColumnElement[bool]]:
    """Give the condition that a history entry of a link, or of an outcome, hides no objective.

    Where a plan is hidden from the viewer, history entries of links that are gone are not told:
    nobody knows any more what they led to.
    """
    if viewer.nations is None:
        return
    row = ObjectiveLink.__table__.alias("link_told_of")
    key = case((entity.subject_kind == "objective_link", cast(entity.subject_id, Integer)))
    found = exists(
        select(row.c.id).where(row.c.id == key, objective_seen(viewer, row.c.objective_id))
    )
    yield or_(entity.subject_kind != "objective_link", found, ~exists(hidden_objectives(viewer)))


def is_seen(
    viewer: Viewer, entity: Any, kind: str, table: Any, condition: Still
) -> ColumnElement[bool]:
    """Return the condition that a history entry's row of a kind is seen, or that it has none."""
    row = table.alias(f"{kind}_told_of")
    has_row = and_(entity.subject_kind == kind, entity.subject_id != "")
    key = case((has_row, cast(entity.subject_id, Integer)))
    found = exists(select(row.c.id).where(row.c.id == key, condition(viewer, row.c)))
    return or_(entity.subject_id == "", found)
