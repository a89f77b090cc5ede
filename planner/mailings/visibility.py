"""Who sees a mailed report: whoever sent it and whoever it was for."""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_, select

from planner.mailings.models import MailedFile, MailedReport
from planner.viewers import Viewer, restrict

mailed_table: Any = MailedReport.__table__


@restrict(MailedReport)
def visible_mailed_reports(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Narrow mailed reports to one's own, sent or received, up to one's marking."""
    if not viewer.sees_content:
        return false()
    mine = or_(entity.by_id == viewer.user_id, entity.to_id == viewer.user_id)
    return and_(mine, entity.marking <= viewer.ceiling)


@restrict(MailedFile)
def visible_mailed_files(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Narrow files to those of mailed reports that are seen."""
    of = mailed_table.alias("mailed_seen")
    seen = visible_mailed_reports(viewer, of.c)
    return exists(select(of.c.id).where(of.c.id == entity.mailed_report_id, seen))
