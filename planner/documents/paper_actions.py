"""Having a document made: names are noted with their reason before they leave."""

from datetime import datetime

from flask_babel import gettext as _

from planner.documents.paper_job import PAPER, wants_of
from planner.documents.papers import PaperKind
from planner.history.actions import record
from planner.jobs.actions import start_job
from planner.jobs.models import Job
from planner.shapes.paper_asked import PaperAsked
from planner.shapes.work import AskedWork
from planner.viewers import Viewer


def start_paper(
    kind: PaperKind,
    key: str,
    asked: PaperAsked,
    *,
    viewer: Viewer,
    now: datetime,
    root: str,
    query: str = "",
    count: int = 0,
    called: str = "",
) -> Job:
    """Start the work; `count` people are named, which RuleBroken refuses to all but the desk."""
    if asked.has_names:
        viewer.require("export_names", _("Only the country desk takes names out."))
        changes = {"reason": [None, asked.reason], "rows": [None, count]}
        changes["filter"] = [None, f"{kind.name}={key}"]
        record("exported", "list", "pdf", _("Names of people"), changes=changes)
    work = AskedWork(
        kind=PAPER,
        title=f"{kind.label}: {called}"[:200],
        wants=wants_of(kind, key, query, asked.has_names),
    )
    return start_job(work, viewer=viewer, now=now, root=root)
