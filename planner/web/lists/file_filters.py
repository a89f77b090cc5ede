"""The filter of a list’s file: never wider than what was asked for."""

from typing import Any

from flask import request

from planner.errors import RuleBroken
from planner.web.access import viewer
from planner.web.lists.columns import RowList
from planner.web.lists.filter_forms import check_leaving, choices_of, form_of
from planner.web.lists.filters import ListFilter
from planner.web.nation_fields import NationSelectField, NationTicksField


def filter_of_file(listed: RowList) -> Any:
    """Return the filter of this request for a file; RuleBroken where a part is not understood.

    A file that leaves is never wider than what was asked for.
    """
    made = declared_filter(listed)
    wanted = made.from_args(request.args)
    if wanted.problems:
        raise RuleBroken(" ".join(wanted.problems))
    used = {name for name, _value in wanted.pairs() if not is_of_nations(made, name)}
    if used:
        form = form_of(made, request.args, choices_of(made, viewer(), used))
        check_leaving([field for field in form if field.name in used])
    return wanted


def is_of_nations(made: type[ListFilter], name: str) -> bool:
    """Say whether a part names nations: one that is known is understood, offered or not."""
    return made.part(name).asking.field in {NationSelectField, NationTicksField}


def declared_filter(listed: RowList) -> type[ListFilter]:
    """Return what a list is narrowed by; TypeError for one that is not."""
    if listed.narrowed_by is None:
        raise TypeError(f"{listed.name} has no filter")
    return listed.narrowed_by
