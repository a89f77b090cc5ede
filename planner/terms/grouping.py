"""How choices from a reference table stand in groups: kinds of event by their family."""

from collections.abc import Mapping

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
    return dict(sorted(names.items(), key=lambda pair: place_of(kind, pair[0])))


def place_of(kind: type[Term], code: str) -> int:
    """Return the place of a row's group among the groups."""
    group = heading(kind, terms(kind)[code])
    return list(type(group)).index(group)


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
