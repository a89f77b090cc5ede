"""The filter of a list’s file: never wider than what was asked for."""

from typing import Any

from flask import request

from planner.errors import RuleBroken
from planner.web.lists.columns import RowList
from planner.web.lists.filters import ListFilter


def filter_of_file(listed: RowList) -> Any:
    """Return the filter of this request for a file; RuleBroken where a part cannot be read.

    A file that leaves is never wider than what was asked for.
    """
    wanted = declared_filter(listed).from_args(request.args)
    if wanted.problems:
        raise RuleBroken(" ".join(wanted.problems))
    return wanted


def declared_filter(listed: RowList) -> type[ListFilter]:
    """Return what a list is narrowed by; TypeError for one that is not."""
    if listed.narrowed_by is None:
        raise TypeError(f"{listed.name} has no filter")
    return listed.narrowed_by
