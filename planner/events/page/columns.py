"""Events as a part of the page, and of the document, of a nation: declared once."""

from flask import url_for
from flask_babel import lazy_gettext as _l

from planner.choices import EventState
from planner.choices.signs import css_of
from planner.kinds.queries import kind_name
from planner.web.lists.columns import ListColumn, RowList

MEETINGS = RowList(
    "meetings",
    _l("Events"),
    (
        ListColumn("title", _l("Event"), "title"),
        ListColumn("kind", _l("Kind"), lambda event, _about: kind_name(event.kind)),
        ListColumn("first", _l("First day"), "start", "precise_day"),
        ListColumn("last", _l("Last day"), "end", "precise_day"),
        ListColumn(
            "state",
            _l("State"),
            lambda event, _about: EventState(event.state).label,
            css=lambda event, _about: css_of(EventState, event.state),
        ),
    ),
    address=lambda event: url_for("events.show", event_id=event.id),
)
AHEAD = MEETINGS.picking(_l("Coming up"), "title", "kind", "first", "last", "state")
PAST = MEETINGS.picking(_l("Most recent"), "title", "kind", "first", "last", "state")
AGREEMENTS = MEETINGS.picking(_l("Agreements"), "title", "kind", "first", "state")
