"""What of the events may go to a partner: as a condition, and nation by nation."""

from collections.abc import Iterable, Iterator

from sqlalchemy import ColumnElement, String, cast, func, literal, select

from planner.choices import Marking
from planner.db import db
from planner.events.models import Event
from planner.office.models import Office
from planner.office.queries import office
from planner.partners.models import Nation

NATION, OFFICE = Nation.__table__, Office.__table__


def names(code: str) -> ColumnElement[bool]:
    """Return the condition that an event names a nation in “Releasable to”."""
    codes = literal(" ") + cast(Event.releasable_to, String) + literal(" ")
    return codes.contains(f" {code} ", autoescape=True)


def may_go_to(code: str) -> Iterator[ColumnElement[bool]]:
    """Give the conditions that an event may go to a partner: named, and not marked too high."""
    own = select(NATION.c.release_ceiling).where(NATION.c.code == code).scalar_subquery()
    usual = select(OFFICE.c.release_ceiling).limit(1).scalar_subquery()
    yield names(code)
    yield Event.marking <= func.coalesce(own, usual, int(Marking.OFFICIAL))


def ceilings(codes: Iterable[str]) -> dict[str, Marking]:
    """Return up to which marking each nation may be given an event."""
    wanted = set(codes)
    if not wanted:
        return {}
    rows = select(Nation.code, Nation.release_ceiling).where(Nation.code.in_(wanted))
    set_here = {code: found for code, found in db.session.execute(rows) if found is not None}
    usual = office().release_ceiling
    return {code: set_here.get(code, usual) for code in wanted}
