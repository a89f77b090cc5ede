"""Closed periods: the list, closing, one period then and now, its files, reopening."""

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
from flask_babel import gettext as _

from planner.clock import now, today
from planner.db import db
from planner.errors import RuleBroken
from planner.officetime import office_day
from planner.reports.kept_shape import tables_of
from planner.reports.period_notes import period_words
from planner.reports.report_files import FILED
from planner.snapshots import for_ever
from planner.snapshots.actions import check_may_be_closed, close_period, reopen_period
from planner.snapshots.choosing import (
    closed_words,
    period_asked,
    period_form,
    period_of_closed,
)
from planner.snapshots.columns import CLOSED_PERIODS
from planner.snapshots.differences import MovedFigure, differences
from planner.snapshots.forms import ReopeningForm
from planner.snapshots.models import ClosedPeriod, Snapshot
from planner.snapshots.queries import (
    MOST,
    changes_since,
    closed_periods,
    file_of,
    readable_ceiling,
    snapshot_of,
    snapshots_of,
)
from planner.snapshots.taking import TakenReports, shape_now, take_reports
from planner.web.access import may, viewer
from planner.web.file_addresses import beside_the_list
from planner.web.file_notes import FileNote
from planner.web.forms import ActionForm
from planner.web.lists.files import respond_list
from planner.web.tables import PRESENTERS, respond_file

__all__ = ["for_ever"]

bp = Blueprint("snapshots", __name__, url_prefix="/closed-periods")
SHOWN = "figures"
"""The report whose figures stand on the page of a closed period."""


@bp.get("/")
@may("see")
def index() -> ResponseReturnValue:
    """List the closed periods; an approver chooses here what to close."""
    return render_template(
        "snapshots/index.html",
        periods=CLOSED_PERIODS.page(closed_periods()),
        form=period_form(request.args, today()),
    )


@may("see")
def export(suffix: str) -> Response:
    """Download the list of closed periods."""
    return respond_list(CLOSED_PERIODS, closed_periods(), suffix, as_of=now())


beside_the_list(bp, "/closed-periods", export)


@bp.route("/close", methods=["GET", "POST"])
@may("approve")
def close() -> ResponseReturnValue:
    """Say what is kept, ask once, and close the period."""
    choice, form = period_form(request.args, today()), ActionForm()
    try:
        period = period_asked(choice, today())
        check_may_be_closed(period, today())
    except RuleBroken as broken:
        page = render_template(
            "snapshots/index.html",
            periods=CLOSED_PERIODS.page(closed_periods()),
            form=choice,
            problem=broken,
        )
        return page, 422
    taken = take_reports(period, today()) if form.validate_on_submit() else TakenReports((), 0)
    if closed := form.submit(close_period, period, taken, viewer=viewer(), now=now()):
        flash(_("The period is closed. What its reports held is kept."), "success")
        return redirect(url_for(".show", closed_id=closed.id), 303)
    page = render_template(
        "snapshots/close.html",
        form=form,
        period=period,
        words=period_words(period),
        reports=FILED.values(),
        forms=[suffix.upper() for suffix in PRESENTERS],
    )
    return page, 422 if form.form_errors else 200


def differences_of(closed: ClosedPeriod, kept: Snapshot) -> list[MovedFigure]:
    """Return what differs between a report that was kept and the records of today."""
    if kept.report not in FILED or "tables" not in kept.shape:
        return []
    on = office_day(closed.closed_at)
    later = shape_now(kept.report, period_of_closed(closed), on, kept.ceiling)
    return differences(kept.shape, later)


@bp.get("/<id:closed_id>")
@may("see")
def show(closed_id: int) -> ResponseReturnValue:
    """Show what was kept of a period, its figures then and now, and what was changed since."""
    closed = db.get_or_404(ClosedPeriod, closed_id)
    ceiling = readable_ceiling(closed, viewer())
    figures = snapshot_of(closed, SHOWN, ceiling) if ceiling is not None else None
    moved = differences_of(closed, figures) if figures else []
    return render_template(
        "snapshots/show.html",
        closed=closed,
        period=period_of_closed(closed),
        words=closed_words(closed),
        ceiling=ceiling,
        kept=snapshots_of(closed, ceiling) if ceiling is not None else [],
        moved=moved,
        entries=changes_since(closed),
        most=MOST,
        page_marking=ceiling,
    )


def kept_report(closed: ClosedPeriod, report: str) -> Snapshot:
    """Return what was kept of a report for whoever is looking; 404 where there is nothing."""
    ceiling = readable_ceiling(closed, viewer())
    found = snapshot_of(closed, report, ceiling) if ceiling is not None else None
    if found is None:
        abort(404)
    return found


@bp.get("/<id:closed_id>/<report>")
@may("see")
def report(closed_id: int, report: str) -> ResponseReturnValue:
    """Show one report as it was when the period was closed, and what differs now."""
    closed = db.get_or_404(ClosedPeriod, closed_id)
    kept = kept_report(closed, report)
    tables, ceiling = tables_of(kept.shape), kept.ceiling
    moved = differences_of(closed, kept)
    return render_template(
        "snapshots/report.html",
        closed=closed,
        kept=kept,
        tables=tables,
        words=closed_words(closed),
        moved=moved,
        page_marking=ceiling,
    )


@bp.get("/<id:closed_id>/<report>.<suffix>")
@may("see")
def file(closed_id: int, report: str, suffix: str) -> ResponseReturnValue:
    """Send a file as it was made when the period was closed, octet by octet."""
    closed = db.get_or_404(ClosedPeriod, closed_id)
    ceiling = readable_ceiling(closed, viewer())
    found = file_of(closed, report, suffix, ceiling) if ceiling is not None else None
    if found is None:
        abort(404)
    note = FileNote(found.name, suffix, f"closed_period={closed.id}", found.rows)
    return respond_file(found.octets, media_type(suffix), found.name, note)


def media_type(suffix: str) -> str:
    """Return what a kept file is sent as, also where no presenter makes such files any more."""
    return PRESENTERS[suffix][1] if suffix in PRESENTERS else "application/octet-stream"


@bp.route("/<id:closed_id>/reopen", methods=["GET", "POST"])
@may("approve")
def reopen(closed_id: int) -> ResponseReturnValue:
    """Reopen a period, with the reason; what was kept stays."""
    closed, form = db.get_or_404(ClosedPeriod, closed_id), ReopeningForm()
    if form.submit(reopen_period, closed, viewer=viewer(), now=now()):
        flash(_("The period is open again. What was kept of it stays."), "success")
        return redirect(url_for(".show", closed_id=closed_id), 303)
    page = render_template(
        "snapshots/reopen.html",
        form=form,
        closed=closed,
        words=closed_words(closed),
    )
    return page, 422 if form.errors or form.form_errors else 200


def init_room(app: Flask) -> None:
    """Open the room."""
    app.jinja_env.filters["closed_words"] = closed_words
    app.register_blueprint(bp)
