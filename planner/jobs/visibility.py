"""Who sees long work: its owner; administrators see that it is there, and never its file."""

from typing import Any

from sqlalchemy import ColumnElement, exists, select, true

from planner.jobs.models import Job, JobPart
from planner.viewers import Viewer, restrict

table = Job.metadata.tables["job"]


@restrict(Job)
def visible_jobs(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Narrow work to one's own; administrators see all."""
    if viewer.may("administer"):
        return true()
    condition: ColumnElement[bool] = entity.owner_id == viewer.user_id
    return condition


@restrict(JobPart)
def own_parts(viewer: Viewer, entity: Any) -> ColumnElement[bool]:
    """Narrow the parts of files to those of one's own work."""
    mine = table.alias("job_mine")
    wanted = (mine.c.id == entity.job_id, mine.c.owner_id == viewer.user_id)
    return exists(select(mine.c.id).where(*wanted))
