"""The history, for administrators; and what the sign-in tells it."""

from collections.abc import Iterable
from typing import Any

from flask import Blueprint, Flask, abort, current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from planner import clock
from planner.accounts.models import User
from planner.accounts.signals import sign_in_failed, signed_in, signed_out
from planner.choices import Marking
from planner.history.actions import LONGEST_LABEL, record
from planner.history.columns import HISTORY, is_about_events, marked_as
from planner.history.listening import start_listening
from planner.history.queries import COUNTED, HistoryLine, history_of, history_page, whole_history
from planner.history.shown import changes_shown
from planner.history.subject_queries import has_history
from planner.history.undo_views import RowsAside
from planner.history.undo_views import bp as undo_bp
from planner.history.waiting import WaitingEntries
from planner.history.words import field_words, kind_words, value_words, verb_words
from planner.web.access import may, viewer
from planner.web.file_notes import FileNote, file_leaves
from planner.web.lists.file_filters import filter_of_file
from planner.web.lists.files import respond_list
from planner.web.lists.shown import shown_filter
from planner.web.log_commits import commit_log
from planner.web.paging import Page, asked_keys
from planner.web.panels import panel
from planner.web.read_log import bring_in_waiting, init_waiting
from planner.web.undoing import init_undoing

bp = Blueprint("history", __name__)


def zone() -> str:
    """Return the office's time zone."""
    return str(current_app.config["RAPPORT_TIME_ZONE"])


@bp.route("/history/")
@may("administer")
def index() -> ResponseReturnValue:
    """Show the history, newest first, page by page."""
    bring_in_waiting()
    shown = shown_filter(HISTORY)
    page = Page(history_page(shown.wanted, zone(), **asked_keys()), COUNTED)
    marked = marking_of(page.items)
    return render_template("history/index.html", shown=shown, page=page, page_marking=marked)


def marking_of(rows: Iterable[HistoryLine]) -> Marking | None:
    """Return the marking of entries about events: the reader's ceiling, for none is above it.

    An entry keeps the marking of its moment, and its event may have been marked anew since.
    """
    return viewer().ceiling if is_about_events(rows) else None


@bp.route("/history/<kind>/<subject_id>")
@may("see")
def subject(kind: str, subject_id: str) -> ResponseReturnValue:
    """Show the history of one row; 404 when there is none that the reader may see."""
    found = history_of(kind, subject_id)
    if not found:
        abort(404)
    return render_template(
        "history/subject.html", kind=kind, entries=found, page_marking=marking_of(found)
    )


@panel("event", order=95)
@panel("user")
def link_to_history(row: Any) -> tuple[str, dict[str, Any]] | None:
    """Lead from a page to the history of its row, where there is one."""
    kind, key = row.__tablename__, row.id
    if not has_history(kind, key):
        return None
    return "history/_link.html", {"url": url_for("history.subject", kind=kind, subject_id=key)}


@bp.route("/history.<suffix>")
@may("administer")
def export(suffix: str) -> ResponseReturnValue:
    """Download exactly what the filter lets through."""
    bring_in_waiting()
    rows = whole_history(filter_of_file(HISTORY), zone())
    return respond_list(marked_as(marking_of(rows)), rows, suffix, as_of=clock.now())


def note_sign_in(_sender: Any, user: User) -> None:
    """Record that somebody signed in."""
    record("signed_in", "sign_in", user.id, user.name, by_id=user.id)


def note_sign_out(_sender: Any, user: User) -> None:
    """Record that somebody signed out, or was signed out by an administrator."""
    record("signed_out", "sign_in", user.id, user.name)


def note_failure(_sender: Any) -> None:
    """Record that a sign-in failed, without what was typed."""
    record("sign_in_failed", "sign_in")


def note_file(_sender: Any, file: FileNote) -> None:
    """Record that a file leaves, with its filter and how many rows it holds.

    Reading never fails for this line: where the database takes none, it waits in a file.
    """
    label = f"{file.name}?{file.filter}" if file.filter else file.name
    told = {"rows": file.rows, "filter": file.filter * (len(label) > LONGEST_LABEL), **file.more}
    changes = {name: [None, value] for name, value in told.items() if value != ""}
    if file.event_id is None:
        record("exported", "list", file.form, label, changes=changes)
    else:
        key = file.event_id
        record("exported", "event", key, file.name, event_id=key, changes=changes)
    commit_log()


def init_room(app: Flask) -> None:
    """Open the room; from here on every flush is written down."""
    start_listening()
    init_waiting(app, WaitingEntries(app.config["INSTANCE"]))
    app.register_blueprint(bp)
    app.register_blueprint(undo_bp)
    init_undoing(app, RowsAside())
    app.jinja_env.filters.update(
        verb_words=verb_words,
        changes_shown=changes_shown,
        kind_words=kind_words,
        field_words=field_words,
        value_words=value_words,
    )
    signed_in.connect(note_sign_in)
    signed_out.connect(note_sign_out)
    sign_in_failed.connect(note_failure)
    file_leaves.connect(note_file)
