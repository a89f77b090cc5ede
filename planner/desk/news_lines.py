"""The lines of My desk on what others did at a user’s events."""

from datetime import date
from typing import Any

from flask_babel import gettext as _

from planner.desk.lines import DeskLine, event_url, line
from planner.desk.news_queries import News
from planner.events.approval.models import ProposedChange
from planner.events.models import Transition
from planner.terms.models import TransitionReason
from planner.terms.queries import term_label
from planner.viewers import Viewer
from planner.web.day_words import moment
from planner.web.markings import note_markings
from planner.web.number_words import NONE


def news_line(found: News, _who: Viewer, _present: date) -> DeskLine:
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
            what = f"{what} ({term_label(TransitionReason, told.reason_code)})"
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
