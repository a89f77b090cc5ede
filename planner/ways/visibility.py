"""What of the ways of nations a viewer may see."""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true

from planner.events.visibility import still_seen
from planner.partners.models import Nation
from planner.viewers import EVERYTHING, Viewer, restrict, within_ceiling
from planner.ways.models import Way


@restrict(Way)
def visible_ways(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Narrow to the nations in scope and our own, and to what is not marked too high."""
    if viewer is EVERYTHING:
        return true()
    if not viewer.sees_content:
        return false()
    return and_(within_ceiling(viewer, entity), of_nations_in_scope(viewer, entity))


def of_nations_in_scope(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Return the condition that a nation is in scope, or our own, which everybody works for."""
    if viewer.nations is None:
        return true()
    own = Nation.__table__.alias("own_nation_of_ways")
    is_own = exists(select(own.c.code).where(own.c.code == entity.nation_code, own.c.is_own))
    return or_(entity.nation_code.in_(sorted(viewer.nations)), is_own)


still_seen("nation_way", Way.__table__, visible_ways)
