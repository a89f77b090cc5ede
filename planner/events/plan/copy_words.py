"""What is said of an event made of an old one: what was done to its days, what stays behind."""

from typing import Any

from flask_babel import gettext as _


def moved(plan: dict[str, Any], interval: str = "") -> str:
    """Return what was done to the days and what was left behind."""
    if plan["starts_on"] is None:
        days = _("The days are yours to set.")
    elif interval:
        days = _(
            "All days are %(interval)s later, on the same weekdays: the event’s own, its "
            "conferences and every other day.",
            interval=interval,
        )
    else:
        days = _("The conferences and every other day keep their distance to the first day.")
    return " ".join(
        [
            _("Nothing is saved yet: check it, then save."),
            days,
            _(
                "Marking and release are set anew; people, agreements, clearances, actual figures "
                "and outcomes stay with the old event."
            ),
        ]
    )
