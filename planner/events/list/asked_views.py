"""The filter of events that a request asks for: rows that are not there are told of."""

from dataclasses import replace

from flask import request
from flask_babel import gettext as _

from planner.errors import RuleBroken
from planner.events.list.filtering import EventFilter
from planner.events.list.name_queries import BY_KEY, names_of


def asked_filter() -> EventFilter:
    """Return the filter of this request; what of it is not there is among its faults.

    A row that the viewer may not see and one that is not there answer alike.
    """
    wanted = EventFilter.from_args(request.args)
    if not any(wanted.values_of(wanted.part(name)) for name in BY_KEY):
        return wanted
    names = names_of(wanted)
    missing = [
        (name, value)
        for name, value in wanted.pairs()
        if name in BY_KEY and (name, value) not in names
    ]
    words = _("“%(value)s” is not among the choices of “%(label)s”, so no event is found by it.")
    told = [
        (name, words % {"value": value, "label": wanted.part(name).label})
        for name, value in missing
    ]
    return replace(wanted, names=names, faults=(*wanted.faults, *told))


def filter_to_leave() -> EventFilter:
    """Return the filter of this request for what leaves; RuleBroken where it is not understood.

    What leaves is never another list than the one that was asked for.
    """
    wanted = asked_filter()
    if wanted.problems:
        raise RuleBroken(" ".join(wanted.problems))
    return wanted
