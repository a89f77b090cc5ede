"""Reports by mail: asking for one, the list of those sent and received, one with its files."""

from typing import Any

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from planner.clock import now
from planner.errors import RuleBroken
from planner.jobs.registry import rights_of
from planner.mailings import job, letters
from planner.mailings.actions import check_can_mail, start_mailing
from planner.mailings.columns import MAILED_REPORTS
from planner.mailings.forms import MailingForm
from planner.mailings.making import forms_of
from planner.mailings.queries import colleagues_of, mailed_file, mailed_page, mailed_report
from planner.outbox.smtp import has_server
from planner.reports.report_files import FILED
from planner.web.access import may, viewer
from planner.web.file_addresses import with_query
from planner.web.file_notes import FileNote
from planner.web.markings import note_marking
from planner.web.paging import Page, asked_keys
from planner.web.panels import panel
from planner.web.tables import respond_file
from planner.web.targets import local_target

__all__ = ["job", "letters"]

bp = Blueprint("mailings", __name__, url_prefix="/mailed-reports")


@bp.get("/")
@may("see")
def index() -> ResponseReturnValue:
    """List the reports that one sent or received."""
    page = Page(mailed_page(**asked_keys()))
    return render_template("mailings/index.html", page=page, rows=MAILED_REPORTS.page(page.items))


@bp.route("/new/<report>", methods=["GET", "POST"])
@may("see")
def new(report: str) -> ResponseReturnValue:
    """Ask to whom a report goes, and have it mailed as long work."""
    if report not in FILED:
        abort(404)
    back = with_query(url_for(f"reports.{report}"))
    try:
        check_can_mail(report)
    except RuleBroken as broken:
        flash(str(broken), "error")
        return redirect(local_target(back), 303)
    form = MailingForm(offered=colleagues_of(viewer()), forms=forms_of(report))
    query, root = request.query_string.decode(), request.url_root
    if made := form.submit(start_mailing, report, query, viewer=viewer(), now=now(), root=root):
        return redirect(url_for("jobs.show", job_id=made.id), 303)
    page = render_template(
        "mailings/new.html", form=form, title=FILED[report].title, back=back, query=query
    )
    return page, 422 if form.is_submitted() else 200


@bp.get("/<id:mailed_id>")
@may("see")
def show(mailed_id: int) -> ResponseReturnValue:
    """Show a mailed report: to whom, when, what became of the mail, its files."""
    mailed = mailed_report(mailed_id)
    if mailed is None:
        abort(404)
    note_marking(mailed.marking)
    is_open = rights_of(viewer()) == mailed.rights
    now_at = url_for(f"reports.{mailed.report}") if mailed.report in FILED else ""
    page = {"mailed": mailed, "is_open": is_open, "now_at": now_at}
    return render_template("mailings/show.html", **page)


@bp.get("/<id:mailed_id>/<suffix>")
@may("see")
def file(mailed_id: int, suffix: str) -> Response:
    """Hand out a file as it was sent, to who may see today what its colleague saw then."""
    mailed, found = mailed_report(mailed_id), mailed_file(mailed_id, suffix)
    if mailed is None or found is None or rights_of(viewer()) != mailed.rights:
        abort(404)
    note = FileNote(f"mailed-{mailed.report}", found.form, mailed.query, found.rows)
    return respond_file(found.octets, found.mime, found.name, note)


@panel("report", order=30)
def offered(page: str) -> tuple[str, dict[str, Any]] | None:
    """Offer to mail a report where mail leaves."""
    if page not in FILED or not has_server(current_app.config):
        return None
    return "mailings/_offered.html", {"page": page}


def init_room(app: Flask) -> None:
    """Open the room."""
    app.register_blueprint(bp)
