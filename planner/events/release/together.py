"""To whom a page or a file of several events may be shown: the intersection of its rows."""

from collections.abc import Iterable
from typing import Any, Protocol

from flask_babel import gettext as _

from planner.choices import Marking
from planner.web.nationnames import nation_name


class Releasable(Protocol):
    """An event, or a line about one."""

    @property
    def marking(self) -> Any:
        """Give the marking."""

    @property
    def releasable_to(self) -> Any:
        """Give the codes of the nations that may have it."""


def common_release(rows: Iterable[Releasable]) -> list[str] | None:
    """Return the nations to which every row may be released; None is everybody (DOMAIN 3).

    A row without a list is for the own nation only, unless it is public: then it is for all
    and narrows nothing. An empty answer means the own nation only.
    """
    found: set[str] | None = None
    for row in rows:
        if row.marking == Marking.PUBLIC and not row.releasable_to:
            continue
        codes = set(row.releasable_to)
        found = codes if found is None else found & codes
    return None if found is None else sorted(found)


def release_words(codes: list[str] | None) -> str:
    """Return who may have it in words."""
    if codes is None:
        return str(_("Everybody"))
    return ", ".join(sorted(map(nation_name, codes))) or str(_("Own nation only"))


def release_notes(rows: Iterable[Releasable]) -> tuple[str, ...]:
    """Return the note that a file of these rows carries; none without any row."""
    kept = list(rows)
    if not kept:
        return ()
    return (str(_("Releasable to: %(whom)s", whom=release_words(common_release(kept)))),)
