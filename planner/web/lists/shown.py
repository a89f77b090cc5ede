"""A list’s filter as its page shows it: the parts in use, and what the form keeps."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import request, url_for

from planner.web.access import viewer
from planner.web.forms import FilterForm
from planner.web.lists.columns import RowList
from planner.web.lists.file_filters import declared_filter
from planner.web.lists.filter_forms import Choices, choices_of, form_of, tell_faults
from planner.web.lists.filters import FilterChip, Names, chips


@dataclass(frozen=True)
class ShownFilter:
    """What a list is narrowed to, with the form that asks for it, its chips, and its way back.

    `kept` are the parameters that no field asks for, such as a tab: the form hands them on, and
    `reset` is the list with them alone.
    """

    wanted: Any
    form: FilterForm
    chips: list[FilterChip]
    kept: list[tuple[str, str]]
    reset: str


def shown_filter(listed: RowList, **offered: Mapping[Any, Any]) -> ShownFilter:
    """Return the filter of this request as a list shows it; `offered` replaces what is offered."""
    made = declared_filter(listed)
    wanted = made.from_args(request.args)
    choices = choices_of(made, viewer()) | offered
    form = form_of(made, request.args, choices)
    tell_faults(form, wanted)
    kept = [pair for pair in wanted.pairs() if pair[0] not in form]
    address = url_for(listed.endpoint)
    rest = urlencode([pair for pair in kept if not made.part(pair[0]).has_chip])
    used = chips(wanted, address, names_in(choices))
    return ShownFilter(wanted, form, used, kept, f"{address}?{rest}" if rest else address)


def names_in(choices: Choices) -> Names:
    """Return the words of what is offered, by parameter and key."""
    return {
        (name, str(key)): str(words)
        for name, offered in choices.items()
        for key, words in offered.items()
    }
