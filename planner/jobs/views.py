"""Pages of long work: one's own, that of the office for administrators, and one piece of it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from werkzeug.routing import BuildError

from planner.choices import JobState
from planner.clock import now
from planner.db import db
from planner.history.columns import HISTORY
from planner.jobs.actions import cancel_job, start_again, start_job
from planner.jobs.columns import JOBS, title_for
from planner.jobs.forms import StartJobForm
from planner.jobs.history_file import HISTORY_FILE, wants_of
from planner.jobs.models import Job
from planner.jobs.queries import job_page, jobs_on_desk, octets_of
from planner.jobs.registry import kind_of_job, kinds_by_hand, rights_of
from planner.shapes.work import AskedWork
from planner.web.access import SIGNED_IN, may, may_open, viewer
from planner.web.file_notes import FileNote, asked_filter
from planner.web.forms import ActionForm
from planner.web.lists.file_filters import filter_of_file
from planner.web.lists.shown import shown_filter
from planner.web.paging import Page, asked_keys
from planner.web.panels import panel
from planner.web.tables import respond_file

bp = Blueprint("jobs", __name__, url_prefix="/jobs")
NEWS_FOR = timedelta(days=1)
"""How long work that has ended stands on its owner's desk."""


@bp.get("/")
@may(SIGNED_IN)
def index() -> ResponseReturnValue:
    """Show one's own work; administrators may ask for everybody's."""
    who = viewer()
    shown = shown_filter(JOBS)
    is_all = shown.wanted.is_for_all(who)
    page = Page(job_page(shown.wanted.conditions(who), **asked_keys()))
    columns = [one for one in JOBS.page_columns if is_all or one.name != "owner"]
    return render_template(
        "jobs/index.html",
        shown=shown,
        page=page,
        columns=columns,
        is_all=is_all,
        by_hand=kinds_by_hand(who),
    )


@bp.route("/new", methods=["GET", "POST"])
@may("administer")
def new() -> ResponseReturnValue:
    """Start work that is started by hand."""
    who = viewer()
    kinds = kinds_by_hand(who)
    form = StartJobForm(kinds={kind.name: str(kind.label) for kind in kinds})
    if job := form.submit(start_job, viewer=who, now=now(), root=request.url_root):
        return redirect(url_for(".show", job_id=job.id), 303)
    hints = [(kind.label, kind.hint) for kind in kinds]
    page = render_template("jobs/new.html", form=form, hints=hints)
    return page, 422 if form.errors or form.form_errors else 200


@bp.post("/history")
@may("administer")
def prepare_history() -> ResponseReturnValue:
    """Have the history that the filter lets through made into a workbook."""
    wanted, form = filter_of_file(HISTORY), ActionForm()
    asked = AskedWork(kind=HISTORY_FILE, wants=wants_of(wanted, asked_filter()))
    if job := form.submit(start_job, asked, viewer=viewer(), now=now(), root=request.url_root):
        return redirect(url_for(".show", job_id=job.id), 303)
    for sentence in form.form_errors:
        flash(sentence, "error")
    return redirect(url_for("history.index"), 303)


@bp.get("/<id:job_id>")
@may(SIGNED_IN)
def show(job_id: int) -> ResponseReturnValue:
    """Show how far a piece of work is; the page renews itself until it has ended."""
    job = db.get_or_404(Job, job_id)
    made = {"has_file": has_file(job), "link": link_of(job)}
    return render_template("jobs/show.html", job=job, **made, **ways_on(job))


def ways_on(job: Job) -> dict[str, bool]:
    """Return what may be done with a piece of work."""
    is_mine = job.owner_id == viewer().user_id
    can_go_on = job.state in {JobState.FAILED, JobState.CANCELLED}
    return {
        "is_mine": is_mine,
        "may_cancel": job.is_open and not job.is_cancel_asked,
        "may_start": is_mine and can_go_on and kind_of_job(job.kind) is not None,
    }


def has_file(job: Job) -> bool:
    """Say whether there is a file of it that its owner may still take."""
    is_kept = job.kept_until is not None and job.kept_until > now()
    return bool(job.state is JobState.DONE and job.file_name and is_kept)


def link_of(job: Job) -> tuple[str, str] | None:
    """Return what the page that came of it is called, and its address.

    None where there is none, or where its owner may not open it any more.
    """
    found = job.link
    if job.state is not JobState.DONE or not found or not may_open(found["endpoint"]):
        return None
    try:
        return found["label"], url_for(found["endpoint"], **found["values"])
    except BuildError:
        return None


@bp.get("/<id:job_id>/file")
@may(SIGNED_IN)
def file(job_id: int) -> Response:
    """Hand the file to its owner, as long as they may see what they might see then."""
    job, who = db.get_or_404(Job, job_id), viewer()
    if job.owner_id != who.user_id or not has_file(job) or job.made_for != rights_of(who):
        abort(404)
    name, _dot, suffix = job.file_name.rpartition(".")
    note = FileNote(name, suffix, job.file_filter, job.file_rows)
    return respond_file(octets_of(job), job.file_mime, job.file_name, note)


def pressed(job_id: int, action: Callable[..., Job]) -> ResponseReturnValue:
    """Take one step with a piece of work, and show it."""
    form, job = ActionForm(), db.get_or_404(Job, job_id)
    form.submit(action, job, viewer=viewer(), now=now())
    for sentence in form.form_errors:
        flash(sentence, "error")
    return redirect(url_for(".show", job_id=job_id), 303)


@bp.post("/<id:job_id>/cancel")
@may(SIGNED_IN)
def cancel(job_id: int) -> ResponseReturnValue:
    """Stop a piece of work."""
    return pressed(job_id, cancel_job)


@bp.post("/<id:job_id>/start")
@may(SIGNED_IN)
def start(job_id: int) -> ResponseReturnValue:
    """Let a piece of work go on where it stopped."""
    return pressed(job_id, start_again)


@panel("desk_top", order=80)
def desk_panel(_subject: object) -> tuple[str, dict[str, Any]] | None:
    """Show the viewer's work that is under way, and what has just ended."""
    found = jobs_on_desk(viewer().user_id, now() - NEWS_FOR)
    return ("jobs/_desk.html", {"jobs": found}) if found else None


def title_for_viewer(job: Job) -> str:
    """Return its title for who looks."""
    return title_for(job, viewer())


def init_room(app: Flask) -> None:
    """Open the room."""
    app.register_blueprint(bp)
    app.jinja_env.filters["job_title"] = title_for_viewer
