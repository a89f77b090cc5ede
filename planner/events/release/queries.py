"""What of the events may go to a partner: as a condition, and nation by nation."""

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import ColumnElement, String, cast, func, literal, or_, select

from planner.choices import Marking
from planner.db import db
from planner.events.models import Event
from planner.office.models import Office
from planner.office.queries import office
from planner.partners.models import Nation
from planner.viewers import OwnMarked

NATION, OFFICE = Nation.__table__, Office.__table__


def names(code: str) -> ColumnElement[bool]:
    """Return the condition that an event names a nation in “Releasable to”."""
    codes = literal(" ") + cast(Event.releasable_to, String) + literal(" ")
    return codes.contains(f" {code} ", autoescape=True)


def may_go_to(code: str) -> Iterator[ColumnElement[bool]]:
    """Give the conditions that an event may go to a partner: named, and not marked too high."""
    yield names(code)
    yield Event.marking <= ceiling_of(code)


def ceiling_of(code: str) -> ColumnElement[int]:
    """Return up to which marking a nation may be given anything: its own, or the office’s."""
    own = select(NATION.c.release_ceiling).where(NATION.c.code == code).scalar_subquery()
    usual = select(OFFICE.c.release_ceiling).limit(1).scalar_subquery()
    return func.coalesce(own, usual, int(Marking.OFFICIAL))


def is_marked_for(code: str, row: type[OwnMarked]) -> ColumnElement[bool]:
    """Return the condition that a row’s own marking, if it has one, lets it go to a nation."""
    return or_(row.marking.is_(None), row.marking <= ceiling_of(code))


def ceilings(
    codes: Iterable[str],
    known: Mapping[str, Marking | None] | None = None,
    usual: Marking | None = None,
) -> dict[str, Marking]:
    """Return up to which marking each nation may be given an event.

    `known` are the nations' own ceilings as far as they were read already, `usual` the office's
    ceiling if that was. A code that is no nation's has the office's usual one.
    """
    found = dict(known or {})
    if not (wanted := set(codes)):
        return {}
    if strange := wanted - found.keys():
        rows = select(Nation.code, Nation.release_ceiling).where(Nation.code.in_(strange))
        found |= {row.code: row.release_ceiling for row in db.session.execute(rows)}
    usual = office().release_ceiling if usual is None else usual
    set_here = {code: ceiling for code, ceiling in found.items() if ceiling is not None}
    return {code: set_here.get(code, usual) for code in wanted}
