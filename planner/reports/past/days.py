"""Which past days can be told, and what a reader has to know of one."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext as _

from planner.db import db
from planner.errors import RuleBroken
from planner.officetime import day_begins
from planner.reports.past.known_from import begins_on, kept_since, loaded_later
from planner.web.day_words import day as day_words


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
        return str(_("As known at the end of %(day)s", day=day_words(self.day)))


def checked(day: date) -> date:
    """Return a past day of which the office can be told, or raise PastDayUnknown."""
    first, since = begins_on(), kept_since()
    if first is None:
        raise PastDayUnknown(_("Nothing is known here yet."))
    if day < first:
        known = day_words(first)
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
                "Rows were loaded at once on %(days)s. They are told by the days that they name: "
                "when each was written, moved, seen, filed, closed; what names no day is as it "
                "was loaded.",
                days=", ".join(map(day_words, days)),
            )
        )
    return tuple(notes)
