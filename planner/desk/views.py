"""My desk: what needs the viewer, the next two weeks, and the way on from each line."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from flask import (
    Blueprint,
    Flask,
    abort,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from planner.clock import now, today
from planner.desk import queries, work_queries
from planner.desk.actions import mark_seen, unmark_seen
from planner.desk.holding_queries import HOLDINGS
from planner.desk.leaving_views import leaving, taking
from planner.desk.lines import (
    DeskLine,
    agreement_line,
    approval_line,
    asked_line,
    change_line,
    coming_line,
    concept_line,
    declined_line,
    follow_up_line,
    news_line,
    report_line,
    unowned_line,
    value_line,
    verification_line,
)
from planner.desk.news_queries import seen_by
from planner.desk.queries import WaitingRows
from planner.events.models import Event
from planner.history.undo_actions import put_aside, take_back
from planner.objectives.models import IndicatorUpdate, Objective
from planner.outcomes.models import Outcome
from planner.outcomes.queries import highest
from planner.text import reading
from planner.viewers import Viewer
from planner.web.access import may, viewer
from planner.web.forms import ActionForm

bp = Blueprint("desk", __name__)


def init_room(app: Flask) -> None:
    """Open the room."""
    app.register_blueprint(bp)
    app.register_blueprint(leaving)
    app.register_blueprint(taking)


@dataclass(frozen=True)
class Work:
    """One kind of work on the desk: its name in the address, its words, its rows, a line."""

    name: str
    title: Any
    find: Callable[[Viewer, date], WaitingRows]
    line_of: Callable[[Any, Viewer, date], DeskLine]
    clears: str = ""
    """Where its button is pressed that takes all of it off the desk, if it has one."""


@bp.route("/")
@may("see")
def index() -> ResponseReturnValue:
    """Show what needs the viewer, and what is coming up."""
    who, present = viewer(), today()
    work = [part for one in WORK if (part := section(one, who, present))["lines"]]
    events = queries.coming_up(present)
    return render_template(
        "desk/index.html",
        work=work,
        coming=[coming_line(event) for event in events],
        today=present,
        until=now().isoformat(),
        settings=settings_links(who),
        sees_content=who.sees_content,
        page_marking=highest([*events, *(e for part in work for e in part["events"])]),
        quick_url=url_or_none("events.quick") if who.may("report") else None,
    )


@bp.route("/desk/<name>")
@may("see")
def work(name: str) -> ResponseReturnValue:
    """Show all of one kind of work, which the desk shows the first lines of."""
    one = next((one for one in WORK if one.name == name), None)
    if one is None:
        abort(404)
    who, present = viewer(), today()
    rows = one.find(who, present).every()
    return render_template(
        "desk/work.html",
        title=one.title,
        lines=[one.line_of(row, who, present) for row in rows],
        today=present,
        clears=url_for(one.clears) if one.clears else "",
        until=now().isoformat(),
        page_marking=highest([event for row in rows for event in events_behind(row)]),
    )


@bp.route("/desk/news/seen", methods=["POST"])
@may("comment")
def seen() -> ResponseReturnValue:
    """Take the news off the desk, up to the moment at which they were shown."""
    form, who = ActionForm(), viewer()
    until = reading.or_none(reading.moment, request.form.get("until", "")) or now()
    row = seen_by(who)
    before = {"before": row.seen_at.isoformat() if row else ""}
    key = put_aside("desk news", before, viewer=who, now=now())
    if form.submit(mark_seen, until=until, viewer=who, now=now()):
        undo = url_for(".unseen", kept=key)
        notice: Any = {"text": _("What is new was taken off your desk"), "undo_url": undo}
        flash(notice, "undo")
    return redirect(url_for(".index"), 303)


@bp.route("/desk/news/unseen", methods=["POST"])
@may("comment")
def unseen() -> ResponseReturnValue:
    """Put the news back that were taken off last."""
    kept = take_back("desk news", request.args.get("kept", ""), viewer=viewer(), now=now())
    before = reading.or_none(reading.moment, kept["before"])
    if ActionForm().submit(unmark_seen, before=before, viewer=viewer()):
        flash(_("It is on your desk again."), "success")
    return redirect(url_for(".index"), 303)


def section(one: Work, who: Viewer, present: date) -> dict[str, Any]:
    """Return one kind of work: its first lines, and how many more there are."""
    found = one.find(who, present)
    more = found.more
    return {
        "title": one.title,
        "href": url_for("desk.work", name=one.name),
        "lines": [one.line_of(row, who, present) for row in found.rows],
        "events": [event for row in found.rows for event in events_behind(row)],
        "clears": url_for(one.clears) if one.clears else "",
        "more": ngettext("and %(num)d more", "and %(num)d more", more) if more else "",
    }


def events_behind(row: Any) -> list[Event]:
    """Return the events that a row of the desk tells of."""
    if isinstance(row, Event):
        return [row]
    if isinstance(row, IndicatorUpdate | Objective):
        return []
    return list(row.events) if isinstance(row, Outcome) else [row.event]


def unowned(place: int, name: str, title: Any, take_at: str) -> Work:
    """Return the work of finding an owner for one kind of thing."""
    holding = HOLDINGS[place]
    find = partial(work_queries.nobodys_own, holding)
    return Work(name, title, find, unowned_line(holding, take_at))


WORK = (
    Work("follow-ups", _l("Follow-ups you owe"), work_queries.follow_ups_due, follow_up_line),
    Work("took-place", _l("Did it take place?"), work_queries.unanswered, asked_line),
    Work("news", _l("New on your events"), work_queries.news_of, news_line, "desk.seen"),
    Work("reports", _l("Reports to write"), work_queries.reports_due, report_line),
    Work("approvals", _l("Events to approve"), work_queries.approvals, approval_line),
    Work("changes", _l("Changes to agree to"), work_queries.changes_proposed, change_line),
    Work("declined", _l("Changes declined"), work_queries.changes_declined, declined_line),
    Work("outcomes", _l("Outcomes to verify"), work_queries.verifications, verification_line),
    Work("values", _l("Indicator values to verify"), work_queries.values_to_verify, value_line),
    Work("agreements", _l("Agreements to note"), work_queries.agreements_to_note, agreement_line),
    Work("concepts", _l("Concepts without dates"), work_queries.undated_concepts, concept_line),
    unowned(0, "unowned-events", _l("Events without an owner"), "event"),
    unowned(1, "unowned-follow-ups", _l("Follow-ups whose owner left"), "follow_up"),
    unowned(2, "unowned-lessons", _l("Lessons without an owner"), "lesson"),
    unowned(3, "unowned-objectives", _l("Objectives without an owner"), "objective"),
)
"""The kinds of work on the desk, the most urgent first."""


def settings_links(who: Viewer) -> list[tuple[str, str]]:
    """Return where an administrator sets the product up."""
    if not who.may("administer"):
        return []
    pages = {
        "start.index": _("First steps"),
        "users.index": _("Users, their roles and nations"),
        "nations.index": _("Nations, names and tiers"),
        "objectives.index": _("Plan and objectives"),
        "history.index": _("History of changes"),
        "jobs.index": _("Long work and rebuilding"),
        "outbox.index": _("Outbox of mails"),
    }
    found = [(label, url_or_none(endpoint)) for endpoint, label in pages.items()]
    return [(label, url) for label, url in found if url]


def url_or_none(endpoint: str) -> str | None:
    """Return the address of a page; None when it is not there."""
    return url_for(endpoint) if endpoint in current_app.view_functions else None
