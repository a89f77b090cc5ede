"""A releasable copy, made as long work with the rights of the moment."""

from collections.abc import Generator

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import Marking
from planner.clock import now, today
from planner.jobs.registry import MadeLink, StepDone, Task, WorkEnd, job_kind
from planner.released.actions import COPY, make_copy, released_to
from planner.shapes.release_asked import ReleaseAsked
from planner.web.access import viewer
from planner.web.nationnames import nation_name


@job_kind(COPY, _l("Releasable copy"), "comment")
def releasable_copy(task: Task) -> Generator[StepDone, None, WorkEnd]:
    """Make the copy in one step, which keeps it and notes it, or does neither."""
    key = task.cursor.get("copy")
    if key is None:
        wants = task.wants
        marking = Marking(wants["marking"])
        asked = ReleaseAsked(to=wants["to"], marking=marking, parts=wants["parts"])
        found = released_to(wants["code"], asked, viewer(), today())
        key = make_copy(found, asked.parts, wants["seen"], viewer(), now()).id
        yield StepDone(1, 1, {"copy": key})
    link = MadeLink(_("The copy"), "released.show", {"copy_id": key})
    words = _("The copy for %(nation)s is kept as it left.", nation=nation_name(task.wants["to"]))
    return WorkEnd(words, link=link)
