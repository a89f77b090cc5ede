"""Pages and actions that the search finds beside rows: what the viewer may open, by their words."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l

from planner.reports.pages.registry import REPORTS
from planner.text.folding import fits
from planner.web.access import may_open
from planner.web.addresses import address
from planner.web.menu import MENU


@dataclass(frozen=True)
class Destination:
    """A page or an action that the search finds: its endpoint, and its words."""

    endpoint: str
    label: Any
    is_action: bool = False

    @property
    def href(self) -> str:
        """Return its address."""
        return address(self.endpoint)


def action(endpoint: str, label: Any) -> Destination:
    """Return something to do, as a place."""
    return Destination(endpoint, label, is_action=True)


ACTIONS = (
    action("events.new", _l("Plan an event")),
    action("events.quick", _l("Log an event")),
    action("outcomes.new", _l("Record an outcome")),
    action("lessons.new", _l("Note a lesson")),
    action("commitments.new", _l("Note a commitment")),
    action("people.new", _l("Add a person")),
    action("feeds.new", _l("Subscribe in your calendar")),
    action("users.new", _l("Add a user")),
)
PAGES = (
    Destination("calendars.agenda", _l("Agenda")),
    Destination("calendars.due", _l("What falls due")),
    Destination("gift_register.index", _l("Register of gifts")),
    Destination("lessons.index", _l("Lessons")),
    Destination("risks.index", _l("Risk register")),
    Destination("media.index", _l("Media")),
    Destination("concerns.index", _l("Concerns")),
    Destination("aims.index", _l("Aims")),
    Destination("plans.index", _l("Plans")),
    Destination("requirements.index", _l("Requirements")),
    Destination("institutions.index", _l("Institutions")),
    Destination("partner_groups.index_of_groups", _l("Groups of nations")),
    Destination("ways.index", _l("Customs and courtesies")),
    Destination("reports.figures", _l("Figures")),
    Destination("searches.index", _l("Kept searches")),
    Destination("jobs.index", _l("Long work")),
    Destination("account.show", _l("Account and password")),
    Destination("outbox.index", _l("Mails")),
)


def every_place() -> list[Destination]:
    """Return the actions, the lines of the menu, the reports and the other pages."""
    menu = [Destination(item.endpoint, item.label) for part in MENU for item in part]
    reports = [Destination(f"reports.{name}", one.title) for name, one in REPORTS.items()]
    return [*ACTIONS, *menu, *reports, *PAGES]


def places_for_viewer(query: str) -> list[Destination]:
    """Return the places that this viewer may open and that hold every word asked for."""
    found = {
        place.endpoint: place
        for place in every_place()
        if may_open(place.endpoint) and fits(str(place.label), query)
    }
    return list(found.values())
