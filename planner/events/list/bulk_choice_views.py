"""Which events a change for a whole filter is about: those that its page was opened with."""

from flask import request
from flask_babel import gettext as _

from planner.clock import today
from planner.errors import RuleBroken
from planner.events.list.bulk_queries import MOST_AT_ONCE, keys_of_filter
from planner.events.list.filtering import EventFilter
from planner.text.reading import or_none, row_id
from planner.web.number_words import number

LONGEST_PIN = 40 * MOST_AT_ONCE
"""Characters of the events that a page of a whole filter keeps."""


def pinned_keys(wanted: EventFilter) -> list[int]:
    """Return the keys of all events of a filter, as the page was opened with them.

    Raises RuleBroken for more than are changed at once, and for a filter that cannot be read.
    """
    if wanted.problems:
        raise RuleBroken(" ".join(wanted.problems))
    if request.method == "POST":
        words = request.form.get("seen", "")[:LONGEST_PIN].split()
        keys = [or_none(row_id, word.partition("-")[0]) for word in words]
        return list(filter(None, keys))[:MOST_AT_ONCE]
    found = keys_of_filter(wanted, today())
    if len(found) > MOST_AT_ONCE:
        raise RuleBroken(
            _(
                "This filter stands for more than %(most)s events, and no more are changed at "
                "once. Narrow it, for example to the days of one year.",
                most=number(MOST_AT_ONCE),
            )
        )
    return found
