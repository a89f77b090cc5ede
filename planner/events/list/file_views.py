"""Having a long list of events made into a file while one goes on working."""

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner.clock import now
from planner.errors import RuleBroken
from planner.events.blueprint import bp
from planner.events.list.asked_views import filter_to_leave
from planner.events.list.long_file import EVENT_FILE, wants_of
from planner.events.list.orders import DEFAULT_SORT, SORTS
from planner.jobs.actions import start_job
from planner.shapes.work import AskedWork
from planner.web.access import may, viewer
from planner.web.file_addresses import with_query
from planner.web.forms import ActionForm
from planner.web.tables import PRESENTERS


def asked_sort() -> str:
    """Return the order that the URL asks for; the usual one when it is unknown."""
    sort = request.args.get("sort", DEFAULT_SORT)
    return sort if sort in SORTS else DEFAULT_SORT


@bp.post("/prepare/<suffix>")
@may("see")
def prepare_file(suffix: str) -> ResponseReturnValue:
    """Have the events that the filter stands for made into a file, and show how far it is."""
    if suffix not in PRESENTERS:
        abort(404)
    wanted = filter_to_leave()
    if wanted.partner:
        raise RuleBroken(_("A file for a partner is made at once: download it from the list."))
    form, wants = ActionForm(), wants_of(wanted, asked_sort(), suffix)
    asked = AskedWork(kind=EVENT_FILE, wants=wants)
    if job := form.submit(start_job, asked, viewer=viewer(), now=now(), root=request.url_root):
        return redirect(url_for("jobs.show", job_id=job.id), 303)
    for sentence in form.form_errors:
        flash(sentence, "error")
    return redirect(with_query(url_for("events.index")), 303)
