"""The list of long work, declared once; what work has made is a file of its own."""

from dataclasses import dataclass
from typing import ClassVar

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.jobs.models import Job
from planner.jobs.registry import kind_of_job
from planner.viewers import Viewer
from planner.web.lists.asking import tab_of
from planner.web.lists.columns import ListColumn, RowList
from planner.web.lists.filters import Conditions, FilterPart, ListFilter


def of_whom(wanted: "JobFilter", viewer: Viewer) -> Conditions:
    """Give the condition of one's own work; none where an administrator asks for everybody's."""
    return () if wanted.is_for_all(viewer) else (Job.owner_id == viewer.user_id,)


@dataclass(frozen=True)
class JobFilter(ListFilter):
    """Whose work is wanted; it is asked about the viewer."""

    parts: ClassVar = (
        FilterPart(
            "of", _l("Whose work"), of_whom, tab_of({"all": _l("Everybody’s")}), has_chip=False
        ),
    )

    of: str = ""

    def is_for_all(self, viewer: Viewer) -> bool:
        """Say whether everybody's work is wanted by somebody who may see that it is there."""
        return self.of == "all" and viewer.may("administer")


def kind_label(job: Job) -> str:
    """Return what kind of work it is, in words."""
    kind = kind_of_job(job.kind)
    return str(kind.label) if kind else _("Work of an earlier version")


def title_for(job: Job, viewer: Viewer) -> str:
    """Return its title; to others than its owner only its kind, for a title may tell a filter."""
    return job.title if job.owner_id == viewer.user_id else kind_label(job)


JOBS = RowList(
    "jobs",
    _l("Long work"),
    (
        ListColumn("title", _l("What"), title_for, where="page"),
        ListColumn("owner", _l("Owner"), "owner.name", where="page"),
        ListColumn("asked", _l("Asked for"), "asked_at", "moment", where="page"),
        ListColumn("ended", _l("Ended"), "ended_at", "moment", where="page"),
        ListColumn("state", _l("State"), lambda job, _viewer: job.state.label, where="page"),
    ),
    address=lambda job: url_for("jobs.show", job_id=job.id),
    endpoint="jobs.index",
    narrowed_by=JobFilter,
)
"""It is told about the viewer. The page leaves the owner out of one's own work, and shows how far
work is that runs."""
