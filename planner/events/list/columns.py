"""The columns of the event list: a column is added here, and page and files have it."""

from collections.abc import Callable, Sequence
from operator import attrgetter
from typing import Any

from flask import url_for
from flask_babel import lazy_gettext as _l

from planner.accounts.labels import named
from planner.choices import Marking
from planner.events.list.filtering import EventFilter
from planner.events.list.rows import FIRST_DAY, LAST_DAY, TIMES, EventRow
from planner.events.list.words import ListWords
from planner.events.release.together import release_notes
from planner.shapes.figure import Label
from planner.terms.models import RiskCategory, Term, Theme, Topic, TransitionReason
from planner.web.labels import markings
from planner.web.lists.columns import ListColumn, RowList


def highest(rows: Sequence[EventRow]) -> Marking | None:
    """Return the highest marking of rows; None when there are none."""
    return max(map(attrgetter("marking"), rows), default=None)


def marking_words(rows: Sequence[EventRow]) -> Label:
    """Return the words of the highest marking; empty when there are no rows."""
    found = highest(rows)
    return "" if found is None else markings()[found]


def state(row: EventRow, words: ListWords) -> str:
    """Return the state in words."""
    return words.states[row.state]


def kind(row: EventRow, words: ListWords) -> str:
    """Return the kind in words."""
    return words.kinds[row.kind]


def when(row: EventRow, words: ListWords) -> str:
    """Return the days in words."""
    return words.when(row.first, row.last, row.precision)


def host(row: EventRow, words: ListWords) -> str | None:
    """Return the host's name."""
    return words.name(row.host_code) if row.host_code else None


def partners(row: EventRow, words: ListWords) -> str:
    """Return the first few partners."""
    return words.nations(row.nations)


def nations(row: EventRow, words: ListWords) -> str:
    """Return every nation that takes part."""
    return words.all_names(row.nations)


def places(row: EventRow, words: ListWords) -> str:
    """Return the places in words."""
    return "; ".join(filter(None, (words.place(*place) for place in row.places)))


def objectives(row: EventRow, _words: ListWords) -> str:
    """Return the codes of the objectives."""
    return ", ".join(row.objectives)


def mode(row: EventRow, words: ListWords) -> str:
    """Return how people meet."""
    return words.modes[row.modality]


def marking(row: EventRow, words: ListWords) -> str:
    """Return the marking in words."""
    return words.markings[row.marking]


def owner(row: EventRow, _words: ListWords) -> str | None:
    """Return the owner's name, and whether they have left."""
    return named(row.owner, row.owner_is_here) or None


def precision(row: EventRow, words: ListWords) -> str:
    """Return how well the days are known."""
    return words.precisions[row.precision]


def releasable(row: EventRow, words: ListWords) -> str:
    """Return the nations to which it may be released."""
    return words.all_names(row.releasable_to)


def of_table(table: type[Term], name: str) -> Callable[[EventRow, ListWords], str]:
    """Return the function that puts codes of a reference table into words, in its order."""

    def in_words(row: EventRow, words: ListWords) -> str:
        codes = getattr(row, name)
        return ", ".join(label for code, label in words.of_table(table) if code in codes)

    return in_words


why = of_table(TransitionReason, "reasons")


def of(name: str, label: Any, value: Any, *reads: str, **more: Any) -> ListColumn:
    """Return a column that reads these fields of a row."""
    return ListColumn(name, label, value, reads=reads, **more)


EVENTS = RowList(
    "events",
    _l("Events"),
    (
        ListColumn("tick", _l("Select"), where="page", is_control=True),
        ListColumn("number", _l("Number"), "id", where="file"),
        of("title", _l("Event"), "title", "title", "kind", width=40, sort="title"),
        of("kind", _l("Kind"), kind, "kind", width=20, where="file"),
        of("when", _l("When"), when, "first", *LAST_DAY, where="page", sort="day"),
        of("partners", _l("Partners"), partners, "nations", where="page"),
        of("state", _l("State"), state, "state", width=14, sort="state"),
        of("first", _l("First day"), "first_day", *FIRST_DAY, kind="precise_day", where="file"),
        of("last", _l("Last day"), "last_day", *LAST_DAY, kind="precise_day", where="file"),
        of("known", _l("Dates known to"), precision, "precision", width=14, where="file"),
        ListColumn("start", _l("Starts at (local)"), "start_time", "time", where="file"),
        ListColumn("end", _l("Ends at (local)"), "end_time", "time", where="file"),
        of("zone", _l("Time zone"), "time_zone", "zone", "start_time", width=18, where="file"),
        of("starts_at", _l("Starts at (UTC)"), "starts_at", *TIMES, kind="moment", where="file"),
        of("ends_at", _l("Ends at (UTC)"), "ends_at", *TIMES, kind="moment", where="file"),
        ListColumn("baseline", _l("First approved start"), "baseline_first", "day", where="file"),
        ListColumn("baseline_end", _l("First approved end"), "baseline_last", "day", where="file"),
        of("host", _l("Host"), host, "host_code", width=16, where="file"),
        of("nations", _l("Nations"), nations, "nations", width=30, where="file"),
        of("places", _l("Places"), places, "places", width=24, where="file"),
        of("mode", _l("How they meet"), mode, "modality", width=12, where="file"),
        ListColumn("link", _l("Meeting link"), "meeting_link", width=30, where="file"),
        of("objectives", _l("Objectives"), objectives, "objectives", width=20),
        ListColumn("programme", _l("Programme"), "programme", width=24, where="file"),
        ListColumn("edition", _l("Edition"), "edition", width=12, where="file"),
        of("owner", _l("Owner"), owner, "owner", "owner_is_here", width=20, where="file"),
        ListColumn(
            "planned", _l("Participants planned"), "participants_planned", "number", where="file"
        ),
        ListColumn(
            "actual", _l("Participants actual"), "participants_actual", "number", where="file"
        ),
        ListColumn("planned_cost", _l("Planned cost"), "planned_cost", "money", where="file"),
        ListColumn("actual_cost", _l("Actual cost"), "actual_cost", "money", where="file"),
        ListColumn("currency", _l("Currency"), "currency", width=8, where="file"),
        of("themes", _l("Themes"), of_table(Theme, "themes"), "themes", width=24, where="file"),
        of("topics", _l("Topics"), of_table(Topic, "topics"), "topics", width=24, where="file"),
        of("risks", _l("Risks"), of_table(RiskCategory, "risks"), "risks", width=24, where="file"),
        of("reasons", _l("Reasons of moves"), why, "reasons", width=24, where="file"),
        of("marking", _l("Marking"), marking, "marking", width=18, where="file"),
        of("releasable", _l("Releasable to"), releasable, "releasable_to", width=20, where="file"),
        ListColumn("summary", _l("Summary"), "summary", width=60, where="file"),
    ),
    address=lambda row: url_for("events.show", event_id=row.id),
    marking=marking_words,
    notes=release_notes,
    page_order=("tick", "title", "when", "partners", "objectives", "state"),
    endpoint="events.index",
    narrowed_by=EventFilter,
)
"""Every list of events in the product; what a partner may read is declared in `release/`."""
