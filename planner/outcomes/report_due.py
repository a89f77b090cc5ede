"""When a report, or word of an outcome, is due; the days are the office's (Settings)."""

from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import gettext as _
from flask_babel import ngettext

from planner.events.models import Event
from planner.office.queries import office
from planner.outcomes.queries import last_day
from planner.web.day_words import day


@dataclass(frozen=True)
class Due:
    """A day by which something is wanted, seen from today."""

    on: date | None
    today: date

    @property
    def days_late(self) -> int:
        """Return how many days ago it was due; 0 or less while there is time."""
        return (self.today - self.on).days if self.on else 0

    @property
    def is_late(self) -> bool:
        """Say whether the day has passed."""
        return self.days_late > 0

    @property
    def words(self) -> str:
        """Return “due 4 Mar 2027” or “due 4 Mar 2027, 3 days late”."""
        if self.on is None:
            return ""
        if not self.is_late:
            return str(_("due %(day)s", day=day(self.on)))
        late = ngettext("%(num)d day late", "%(num)d days late", self.days_late)
        return str(_("due %(day)s, %(late)s", day=day(self.on), late=late))


def report_due(event: Event, today: date) -> Due:
    """Return when an event's report is due: the office's days after its end (METRICS M14)."""
    return after(event, office().report_days, today)


def outcome_due(event: Event, today: date) -> Due:
    """Return by when an outcome, or word that there is none, is expected of an event."""
    return after(event, office().outcome_days, today)


def after(event: Event, days: int, today: date) -> Due:
    """Return the day so many days after an event's end."""
    last = last_day(event)
    return Due(last + timedelta(days=days) if last else None, today)
