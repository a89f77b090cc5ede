"""Which past day an address asks for, and the report as it was known at the end of it."""

from collections.abc import Callable
from datetime import date
from functools import wraps
from urllib.parse import urlencode

from flask import Flask, g, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from planner import clock
from planner.reports.forms import PeriodForm
from planner.reports.past.days import PastDayUnknown, PastShown, checked, notes_of
from planner.reports.past.office import office_as_of
from planner.text import reading
from planner.web.addresses import here
from planner.web.day_words import day as day_words
from planner.web.markup import unopened

AS_OF = "as-of"
"""The part of an address that names the day."""
View = Callable[[], ResponseReturnValue]


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
        words = _(
            "There is no day “%(name)s”. Enter one as year, month and day, such as 2030-05-21.",
            name=typed[:40],
        )
        raise PastDayUnknown(words) from None
    if day > today:
        words = _("%(day)s is still to come. Choose a day up to today.", day=day_words(day))
        raise PastDayUnknown(words)
    return None if day == today else checked(day)


def past_asked() -> PastShown | None:
    """Return the past day that the address asks for, with its notes; None for the present."""
    day = asked_day()
    return None if day is None else PastShown(day, notes_of(day))


def asks_for_past(form: type[PeriodForm]) -> bool:
    """Say whether a report's form offers a past day."""
    return hasattr(form, "as_of")


def then_if(form: type[PeriodForm]) -> Callable[[View], View]:
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
