"""Who sees the copies that left: who works with the nation, up to the marking."""

from typing import Any

from sqlalchemy import ColumnElement, and_, false

from planner.released.models import ReleasedCopy
from planner.viewers import Viewer, restrict


@restrict(ReleasedCopy)
def visible_copies(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Narrow copies to the nations and the marking of whoever looks."""
    if not viewer.sees_content:
        return false()
    seen: ColumnElement[bool] = entity.marking <= viewer.ceiling
    if viewer.nations is None:
        return seen
    codes = sorted(viewer.nations)
    return and_(seen, entity.nation_code.in_(codes), entity.to_code.in_(codes))
