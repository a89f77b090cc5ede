"""How choices from a reference table stand in groups: kinds of event by their family."""

from collections.abc import Mapping
from functools import cache

from planner.choices.labels import Labelled
from planner.terms.models import Term
from planner.terms.queries import KnownTerm, terms
from planner.web.labels import labels


def by_group(kind: type[Term], names: Mapping[str, str]) -> dict[str, str]:
    """Return code to name, those of a group together, groups in the order of their declaration.

    Within a group rows stand as they did; a table without groups stays as it is.
    """
    if not kind.grouped_by:
        return dict(names)
    rows = terms(kind)
    order = {code: place_of(heading(kind, rows[code])) for code in names}
    return dict(sorted(names.items(), key=lambda pair: order[pair[0]]))


def place_of(group: Labelled) -> int:
    """Return the place of a group among the groups."""
    return places(type(group))[group]


@cache
def places(groups: type[Labelled]) -> dict[Labelled, int]:
    """Return the place of each group."""
    return {group: place for place, group in enumerate(groups)}


def group_of(kind: type[Term], code: str) -> str | None:
    """Return the words of the group that a row stands in; None in a table without groups."""
    if not kind.grouped_by:
        return None
    group = heading(kind, terms(kind)[code])
    return labels(type(group))[group.value]


def heading(kind: type[Term], row: KnownTerm) -> Labelled:
    """Return the group of a row of a table that has groups."""
    found: Labelled = row.traits[kind.grouped_by]
    return found
