"""What stands behind numbers of partners: how long ago each was met, by tier (METRICS M17)."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import NationTier
from planner.reports.behind.leaves import of_limits_of
from planner.reports.behind.shapes import RowBehind, behind
from planner.reports.figures.parts import in_days
from planner.reports.gaps.found import stale_partners, unlimited_of
from planner.reports.measures.contacts import Silence, silences
from planner.reports.measures.scope import Scope
from planner.reports.page_parts import silent_codes
from planner.shapes.figure import Label, Sentence
from planner.web.nationnames import nation_name

STANDS: Mapping[str, Callable[[Silence], bool]] = {
    "partners": lambda _one: True,
    "partners-in-time": lambda one: not one.is_stale and one.last_on is not None,
    "partners-late": lambda one: one.is_stale and one.last_on is not None,
    "partners-never": lambda one: one.last_on is None,
}
"""How partners stand, by the name of their rows: number and rows share the condition."""
TITLES = {
    "partners-in-time": _l("Partners met in time"),
    "partners-late": _l("Partners silent for too long"),
    "partners-never": _l("Partners never met"),
}


def tier_part(tier: NationTier | None) -> str:
    """Return the part of the rows into which partners of a tier fall."""
    return tier.value if tier else "none"


@behind("partners", _l("Partners by days since the last contact"), is_dated=False)
def partners(scope: Scope) -> Iterator[RowBehind]:
    """Give M17 of each partner, never met first, then the longest silent."""
    return rows_of_silences(silences(scope.today, silent_codes(scope)))


@behind("stale", _l("Partners not met in time"), is_dated=False, leaves=of_limits_of)
def stale(scope: Scope) -> Iterator[RowBehind]:
    """Give the partners beyond the limit of their tier, and those never met."""
    return rows_of_silences(stale_partners(scope.today, silent_codes(scope)))


@behind("stale-unlimited", _l("Partners met, without a limit of days"), is_dated=False)
def unlimited(scope: Scope) -> Iterator[RowBehind]:
    """Give the partners that are never late, for no tier and no limit of their own says when."""
    return rows_of_silences(unlimited_of(silences(scope.today, silent_codes(scope))))


def rows_of_silences(found: Iterable[Silence]) -> Iterator[RowBehind]:
    """Give M17 of partners."""
    for silence in found:
        code, last = silence.nation.code, silence.last_on
        words = _("never met") if last is None else _("%(since)s ago")
        if last is not None and silence.first_on is not None:
            words += ", " + _("between %(first)s and %(met)s")
        values = {"since": in_days(silence.days), "first": silence.first_on, "met": last}
        href = url_for("nations.show", code=code)
        part = tier_part(silence.nation.tier)
        yield RowBehind(nation_name(code), href, Sentence(words, values), last, part=part)


def register(name: str, title: Label) -> None:
    """Register the partners that stand so."""

    @behind(name, title, is_dated=False)
    def standing(scope: Scope) -> Iterator[RowBehind]:
        found = silences(scope.today, silent_codes(scope))
        return rows_of_silences(one for one in found if STANDS[name](one))


for one_name, one_title in TITLES.items():
    register(one_name, one_title)
