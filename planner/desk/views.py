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

from planner.accounts.labels import owner_name
from planner.choices import TransitionReason
from planner.clock import now, today
from planner.desk import queries
from planner.desk.actions import mark_seen, unmark_seen
from planner.desk.holding_queries import HOLDINGS, Holding
from planner.desk.leaving_views import leaving, taking
from planner.desk.news_queries import News, seen_by
from planner.desk.queries import WaitingRows
from planner.events.approval.material import in_order, label_of
from planner.events.approval.models import ProposedChange
from planner.events.models import Event, Transition
from planner.events.states.move_views import answers_of
from planner.events.states.steps import ASKED
from planner.history.undo_actions import put_aside, take_back
from planner.objectives.models import IndicatorUpdate, Objective
from planner.outcomes.due import report_due
from planner.outcomes.models import FollowUp, Outcome
from planner.outcomes.queries import highest
from planner.text import reading
from planner.viewers import Viewer
from planner.web.access import may, viewer
from planner.web.filters import NONE, day, event_period, moment, nations, number
from planner.web.forms import ActionForm
from planner.web.markings import note_markings

bp = Blueprint("desk", __name__)
Line = dict[str, Any]


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
    line_of: Callable[[Any, Viewer, date], Line]
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


def line(text: str, href: str, detail: str, action: str, action_url: str, kind: str = "") -> Line:
    """Return one thing to do, with the link to its next step."""
    return {
        "text": text,
        "href": href,
        "detail": detail,
        "action": action,
        "action_url": action_url,
        "kind": kind,
    }


def follow_up_line(follow_up: FollowUp, _who: Viewer, present: date) -> Line:
    """Return a follow-up: overdue ones say so."""
    url = url_for("followups.show", follow_up_id=follow_up.id)
    when = day(follow_up.due_on)
    is_late = follow_up.is_overdue(present)
    words = _("overdue since %(day)s", day=when) if is_late else _("due %(day)s", day=when)
    words = f"{words} · {follow_up.event.title}"
    return line(follow_up.what, url, words, _("Settle"), url, "late" if is_late else "soon")


def asked_line(event: Event, who: Viewer, _present: date) -> Line:
    """Return an approved event whose last day has passed, with both answers."""
    words = f"{event_period(event)} · {event.state.label}"
    found = line(event.title, event_url(event), words, "", "", "soon")
    return found | {"answers": answers_of(event, who)}


def report_line(event: Event, _who: Viewer, present: date) -> Line:
    """Return an event that waits for its report: by when, and how late it is."""
    report = url_for("reports_after_action.edit", event_id=event.id)
    due = report_due(event, present)
    words = f"{event_period(event)} · {due.words}"
    kind = "late" if due.is_late else "soon"
    return line(event.title, event_url(event), words, _("Write the report"), report, kind)


def approval_line(event: Event, _who: Viewer, _present: date) -> Line:
    """Return an event that waits for approval."""
    url = event_url(event)
    move = url_for("events.move", event_id=event.id, state="approved")
    return line(event.title, url, event_period(event), _("Approve"), move)


def change_line(proposal: ProposedChange, _who: Viewer, _present: date) -> Line:
    """Return a change of an approved event that waits for an approver."""
    page = url_for("events.change", event_id=proposal.event_id, proposal_id=proposal.id)
    asked = [str(ASKED[proposal.wish])] if proposal.wish in ASKED else []
    names = ", ".join([*asked, *(label_of(name) for name in in_order(proposal.changes))])
    who = proposal.proposed_by.name if proposal.proposed_by else NONE
    words = _("%(names)s, proposed by %(who)s", names=names, who=who)
    return line(proposal.event.title, event_url(proposal.event), words, _("Look at it"), page)


def declined_line(proposal: ProposedChange, _who: Viewer, _present: date) -> Line:
    """Return a declined change, with the reason, to whoever proposed it."""
    url = event_url(proposal.event)
    edit = url_for("events.edit", event_id=proposal.event_id)
    return line(proposal.event.title, url, proposal.decision_note, _("Propose another"), edit)


def agreement_line(event: Event, _who: Viewer, _present: date) -> Line:
    """Return an event with a nation whose agreement is not on record."""
    log = url_for("events.coordination", event_id=event.id)
    return line(event.title, event_url(event), event_period(event), _("Note it"), log)


def news_line(found: News, _who: Viewer, _present: date) -> Line:
    """Return what somebody else did at an event of the viewer's."""
    note_markings([found.told])
    words = _("%(what)s: %(who)s, %(when)s", **told_by(found))
    said = said_in(found.told)
    detail = f"{words} · {said}" if said else words
    return line(found.event.title, event_url(found.event), detail, "", "")


def told_by(found: News) -> dict[str, str]:
    """Return what was done, by whom and when, in words."""
    told: Any = found.told
    if isinstance(told, Transition):
        what = told.to_state.label
        if told.reason_code:
            what = f"{what} ({TransitionReason.choices().get(told.reason_code, told.reason_code)})"
    elif isinstance(told, ProposedChange):
        what = _("Proposed change: %(state)s", state=str(told.state.label).lower())
    else:
        what = _("Comment")
    return {"what": str(what), "who": found.by or NONE, "when": moment(found.at)}


def said_in(told: Any) -> str:
    """Return what was said with it: the note of a move or decision, or the comment itself."""
    if isinstance(told, Transition):
        return told.note or ""
    if isinstance(told, ProposedChange):
        return told.decision_note or ""
    return str((told.changes.get("comment") or ["", ""])[1])


def value_line(update: IndicatorUpdate, _who: Viewer, _present: date) -> Line:
    """Return an indicator's value that waits for somebody to verify it."""
    url = url_for("indicators.show", indicator_id=update.indicator_id)
    name = f"{update.indicator.code} {update.indicator.name}"
    words = _("%(value)s, seen %(day)s", value=number(update.value, 4), day=day(update.seen_on))
    return line(name, url, words, _("Verify"), url)


def verification_line(outcome: Outcome, _who: Viewer, _present: date) -> Line:
    """Return an outcome that waits for somebody to verify it."""
    url = url_for("outcomes.show", outcome_id=outcome.id)
    seen = _("seen %(day)s", day=day(outcome.seen_on))
    return line(outcome.title, url, seen, _("Verify"), url)


def concept_line(event: Event, _who: Viewer, _present: date) -> Line:
    """Return a concept that has no days yet."""
    edit = url_for("events.edit", event_id=event.id)
    return line(event.title, event_url(event), str(event.kind.label), _("Set the dates"), edit)


def coming_line(event: Event) -> Line:
    """Return an event of the next two weeks."""
    codes = [partner.nation_code for partner in event.partners]
    words = " · ".join([event_period(event), nations(codes), str(event.state.label)])
    return line(event.title, event_url(event), words, "", "")


def unowned_line(holding: Holding, take_at: str) -> Callable[[Any, Viewer, date], Line]:
    """Return what makes a line of something that nobody owns, with the button that takes it."""

    def make(row: Any, _who: Viewer, _present: date) -> Line:
        left = owner_name(row.owner) or _("nobody owns it")
        parent = row.event.title if holding.event_key == "event_id" else ""
        words = " · ".join(part for part in (left, parent) if part)
        found = line(holding.title_of(row), holding.address_of(row), words, _("Take it"), "")
        number = {f"{take_at}_id": row.id}
        return found | {"take_url": url_for(f"taking.{take_at}", **number)}

    return make


def unowned(place: int, name: str, title: Any, take_at: str) -> Work:
    """Return the work of finding an owner for one kind of thing."""
    holding = HOLDINGS[place]
    find = partial(queries.nobodys_own, holding)
    return Work(name, title, find, unowned_line(holding, take_at))


WORK = (
    Work("follow-ups", _l("Follow-ups you owe"), queries.follow_ups_due, follow_up_line),
    Work("took-place", _l("Did it take place?"), queries.unanswered, asked_line),
    Work("news", _l("New on your events"), queries.news_of, news_line, "desk.seen"),
    Work("reports", _l("Reports to write"), queries.reports_due, report_line),
    Work("approvals", _l("Events to approve"), queries.approvals, approval_line),
    Work("changes", _l("Changes to agree to"), queries.changes_proposed, change_line),
    Work("declined", _l("Changes declined"), queries.changes_declined, declined_line),
    Work("outcomes", _l("Outcomes to verify"), queries.verifications, verification_line),
    Work("values", _l("Indicator values to verify"), queries.values_to_verify, value_line),
    Work("agreements", _l("Agreements to note"), queries.agreements_to_note, agreement_line),
    Work("concepts", _l("Concepts without dates"), queries.undated_concepts, concept_line),
    unowned(0, "unowned-events", _l("Events without an owner"), "event"),
    unowned(1, "unowned-follow-ups", _l("Follow-ups whose owner left"), "follow_up"),
    unowned(2, "unowned-lessons", _l("Lessons without an owner"), "lesson"),
    unowned(3, "unowned-objectives", _l("Objectives without an owner"), "objective"),
)
"""The kinds of work on the desk, the most urgent first."""


def event_url(event: Event) -> str:
    """Return the address of an event's page."""
    return url_for("events.show", event_id=event.id)


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
