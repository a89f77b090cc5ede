"""Which past day an address asks for, and the report as it was known at the end of it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import wraps
from urllib.parse import urlencode

from flask import Flask, g, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms import Form

from planner import clock
from planner.db import db
from planner.errors import RuleBroken
from planner.officetime import day_begins
from planner.reports.past.known_from import begins_on, kept_since, loaded_later
from planner.reports.past.office import office_as_of
from planner.text import reading
from planner.web.addresses import here
from planner.web.day_words import day as day_words
from planner.web.unopened import unopened

AS_OF = "as-of"
"""The part of an address that names the day."""
View = Callable[[], ResponseReturnValue]


class PastDayUnknown(RuleBroken):
    """An address asks for a day of which nothing can be told; the sentence says which can be."""


@dataclass(frozen=True)
class PastShown:
    """The past day that a page shows, and what a reader has to know of it."""

    day: date
    notes: tuple[str, ...]

    @property
    def title(self) -> str:
        """Return “As known at the end of 12 March 2026”."""
        return _("As known at the end of %(day)s", day=day_words(self.day))


def asked_day() -> date | None:
    """Return the past day that the address asks for; None for the present.

    Raises PastDayUnknown for what is no day, a day to come, and one before anything is known.
    """
    typed = request.args.get(AS_OF, "").strip()
    if not typed:
        return None
    try:
        day, today = reading.day(typed), clock.today()
    except (reading.OutOfRange, reading.NotReadable):
        raise PastDayUnknown(
            _("“As of” is no day. Enter one as year, month and day, such as 2030-05-21.")
        ) from None
    if day > today:
        words = _("%(day)s is still to come. Choose a day up to today.", day=day_words(day))
        raise PastDayUnknown(words)
    return None if day == today else checked(day)


def checked(day: date) -> date:
    """Return a past day of which the office can be told, or raise PastDayUnknown."""
    first, since = begins_on(), kept_since()
    if first is None or day < first:
        known = day_words(first or clock.today())
        words = _(
            "Nothing was known here before %(day)s. Choose that day or a later one.", day=known
        )
        raise PastDayUnknown(words)
    if since is not None and day < since:
        words = _(
            "What rows held before they were changed is kept since %(day)s. "
            "Choose that day or a later one.",
            day=day_words(since),
        )
        raise PastDayUnknown(words)
    return day


def past_asked() -> PastShown | None:
    """Return the past day that the address asks for, with its notes; None for the present."""
    day = asked_day()
    return None if day is None else PastShown(day, notes_of(day))


def notes_of(day: date) -> tuple[str, ...]:
    """Return what a reader has to know: what is left out, and from when rows are known."""
    after = day_begins(day + timedelta(days=1))
    notes = [
        _(
            "Told from the history, for what you may see today: what is hidden from you by now is "
            "left out, and markings are the higher ones of then and now."
        )
    ]
    if days := loaded_later(db.session.connection(), after):
        notes.append(
            _(
                "Rows were loaded at once on %(days)s. They are shown as they were loaded, from "
                "the day on which each says that it was written; what says no day is always shown.",
                days=", ".join(map(day_words, days)),
            )
        )
    return tuple(notes)


def asks_for_past(form: type[Form]) -> bool:
    """Say whether a report's form offers a past day."""
    return hasattr(form, "as_of")


def then_if(form: type[Form]) -> Callable[[View], View]:
    """Let a page whose form offers a past day show the office of the day that is asked for."""

    def declare(view: View) -> View:
        @wraps(view)
        def shown() -> ResponseReturnValue:
            past = past_asked()
            if past is None:
                return view()
            g.past_shown = past
            with office_as_of(past.day):
                return view()

        return shown if asks_for_past(form) else view

    return declare


def past_shown() -> PastShown | None:
    """Return the past day that this page shows; None for the present."""
    found: PastShown | None = g.get("past_shown")
    return found


def present_address() -> str:
    """Return the address of this page without the past day."""
    rest = [(name, value) for name, value in request.args.items(multi=True) if name != AS_OF]
    return f"{here()}?{urlencode(rest)}" if rest else here()


def shown_day() -> date:
    """Return the day that is today on this page."""
    past = past_shown()
    return past.day if past else clock.today()


def init_past(app: Flask) -> None:
    """Give templates the past day of a page, and the filter of what would open the present."""
    app.jinja_env.globals.update(past_shown=past_shown, present_address=present_address)
    app.jinja_env.filters["unopened"] = lambda found: unopened(found) if past_shown() else found
