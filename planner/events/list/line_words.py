"""The words of the event list, made once and kept: a page of rows must cost little."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from flask_babel import gettext as _
from markupsafe import Markup, escape

from planner.choices import DatePrecision, EventKind, EventState, Labelled, Marking
from planner.db import PreciseDate
from planner.events.list.queries import EventRow
from planner.web.addresses import stem
from planner.web.filters import locale, period
from planner.web.nationnames import nation_name, own_codes

NAMES_SHOWN = 4


class EventLine(NamedTuple):
    """One row of the list in words."""

    id: int
    title: str
    kind: str
    when: str
    nations: str
    objectives: str
    state_css: str
    state: str
    marking: str


@lru_cache(maxsize=64)
def _labels(codes: type[Labelled], _locale: str) -> dict[str, str]:
    return {member.value: str(member.label) for member in codes}


def labels(codes: type[Labelled]) -> dict[str, str]:
    """Return value to words of an enumeration in the reader's language."""
    return _labels(codes, locale())


@lru_cache(maxsize=16)
def _markings(_locale: str) -> dict[Marking, str]:
    return {member: str(member.label) for member in Marking}


@lru_cache(maxsize=8192)
def _when(first: date | None, last: date | None, precision: DatePrecision, _locale: str) -> str:
    if first is None or last is None:
        return str(_("No dates yet"))
    return period(PreciseDate(first, precision), PreciseDate(last, precision))


class LineWords:
    """The words of one page: looks each nation up once."""

    def __init__(self) -> None:
        self.locale = locale()
        self.kinds = labels(EventKind)
        self.states = labels(EventState)
        self.markings = _markings(self.locale)
        self.names: dict[str, str] = {}
        self.own = own_codes()

    def nations(self, codes: Sequence[str]) -> str:
        """Return the first partners and how many more; our own nation when it is alone."""
        partners = [code for code in codes if code not in self.own] or codes
        shown = ", ".join(self.name(code) for code in partners[:NAMES_SHOWN])
        more = len(partners) - NAMES_SHOWN
        return f"{shown} +{more}" if more > 0 else shown

    def name(self, code: str) -> str:
        """Return a nation's name."""
        if code not in self.names:
            self.names[code] = nation_name(code)
        return self.names[code]

    def line(self, row: EventRow) -> EventLine:
        """Return a row in words."""
        return EventLine(
            row.id,
            row.title,
            self.kinds[row.kind],
            _when(row.first, row.last, row.precision, self.locale),
            self.nations(row.nations),
            ", ".join(row.objectives),
            row.state.value.replace("_", "-"),
            self.states[row.state],
            self.markings[row.marking] if row.marking > Marking.OFFICIAL else "",
        )


def lines(rows: Iterable[EventRow]) -> list[EventLine]:
    """Return the rows of a page in words."""
    words = LineWords()
    return [words.line(row) for row in rows]


ROW = (
    '<tr><td><input type="checkbox" name="id" value="%(id)s" aria-labelledby="e%(id)s"%(tick)s>'
    '</td><th scope="row"><a id="e%(id)s" href="%(stem)s%(id)s">%(title)s</a>'
    " <small>%(kind)s</small></th><td>%(when)s</td><td>%(nations)s</td>"
    "<td>%(objectives)s</td>"
    '<td><span class="state state-%(css)s">%(state)s</span></td></tr>\n'
)


def body(shown: Iterable[EventLine], *, is_ticked: bool) -> Markup:
    """Return the rows of the table as HTML, every value escaped.

    Written in one join: the same cells in Jinja cost more than the whole query.
    """
    tick = " checked" if is_ticked else ""
    address = stem("events.show", "event_id")
    rows = [
        ROW
        % {
            "stem": address,
            "id": line.id,
            "tick": tick,
            "title": escape(line.title),
            "kind": escape(f"{line.kind} · {line.marking}" if line.marking else line.kind),
            "when": escape(line.when),
            "nations": escape(line.nations),
            "objectives": escape(line.objectives),
            "css": line.state_css,
            "state": escape(line.state),
        }
        for line in shown
    ]
    return Markup("".join(rows))  # noqa: S704 - every value is escaped above


@lru_cache(maxsize=512)
def options(choices: tuple[tuple[str, str], ...], chosen: str) -> Markup:
    """Return the options of a select as HTML; kept, because they are the same on every page."""
    return Markup("").join(
        Markup('<option value="{}"{}>{}</option>').format(
            value, Markup(" selected") if value == chosen else "", label
        )
        for value, label in choices
    )


def highest_marking(rows: Iterable[EventRow]) -> Marking | None:
    """Return the highest marking of rows; None when there are none."""
    return max((row.marking for row in rows), default=None)
