"""The menu, declared in one place."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _l


@dataclass(frozen=True)
class MenuItem:
    """One line of the menu: where it leads, its words, who sees it, the paths it covers."""

    endpoint: str
    label: Any
    permission: str = "see"
    covers: tuple[str, ...] = ()


MENU: tuple[tuple[MenuItem, ...], ...] = (
    (
        MenuItem("desk.index", _l("My desk"), covers=("/kept-searches", "/jobs")),
        MenuItem(
            "events.index", _l("Events"), covers=("/events", "/attachments", "/gifts", "/risks")
        ),
        MenuItem("calendars.month", _l("Calendar"), covers=("/calendar",)),
        MenuItem("followups.index", _l("Follow-ups"), covers=("/follow-ups",)),
    ),
    (
        MenuItem(
            "objectives.index",
            _l("Objectives"),
            covers=("/objectives", "/plans", "/aims", "/requirements"),
        ),
        MenuItem(
            "outcomes.index",
            _l("Outcomes"),
            covers=("/outcomes", "/lessons", "/media", "/concerns"),
        ),
        MenuItem("reports.coverage", _l("Coverage"), covers=("/reports/coverage",)),
        MenuItem("reports.gaps", _l("Gaps"), covers=("/reports/gaps",)),
        MenuItem("reports.index", _l("Reports"), covers=("/reports", "/closed-periods")),
    ),
    (
        MenuItem("nations.index", _l("Nations"), covers=("/nations", "/partner-groups", "/ways")),
        MenuItem(
            "organisations.index", _l("Organisations"), covers=("/organisations", "/institutions")
        ),
        MenuItem("people.index", _l("People"), "see_people", ("/people",)),
        MenuItem("commitments.index", _l("Commitments"), covers=("/commitments",)),
        MenuItem("programmes.index", _l("Programmes"), covers=("/programmes",)),
    ),
    (
        MenuItem("feeds.index", _l("My calendars"), "feed", ("/feeds",)),
        MenuItem("office.edit", _l("Settings"), "edit_catalogue", ("/office",)),
        MenuItem("users.index", _l("Users"), "administer", ("/users", "/outbox")),
        MenuItem("history.index", _l("History"), "administer", ("/history",)),
        MenuItem("help.index", _l("Help"), covers=("/help", "/start")),
    ),
)
