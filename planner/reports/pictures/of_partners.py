"""Partners as pictures: who hosted whom, and a map of silence."""

from collections.abc import Mapping, Sequence

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from planner.pictures.squares import grid
from planner.reports.measures.contacts import Silence
from planner.reports.measures.hosting import Hosting
from planner.reports.measures.scope import Links, Scope
from planner.shapes.pictures import Look, Picture, Sides, Square, Squares, TwoSides
from planner.web.nationnames import nation_name

YEAR = 365
"""Days that stand for a limit where none is set."""


def hosting_pictures(found: Mapping[str, Hosting], scope: Scope, links: Links) -> list[Picture]:
    """Return who hosted whom; nothing where nobody did."""
    picture = hosting_sides(found, scope, links)
    return [picture] if picture.rows else []


def hosting_sides(found: Mapping[str, Hosting], scope: Scope, links: Links) -> Sides:
    """Return who hosted whom, the most one-sided first (M18)."""
    codes = sorted(
        (code for code, one in found.items() if one.hosted or one.visited),
        key=lambda code: (-abs(found[code].hosted - found[code].visited), nation_name(code)),
    )
    rows = []
    for code in codes:
        one, own = found[code], scope.with_nation(code)
        told = _(
            "%(nation)s: %(visited)s hosted by them, %(hosted)s by us",
            nation=nation_name(code),
            visited=one.visited,
            hosted=one.hosted,
        )
        opened = (links.rows("visited", own), links.rows("hosted", own))
        rows.append(TwoSides(nation_name(code), one.visited, one.hosted, told, *opened))
    says = _("The most one-sided first. An event may count for several partners.")
    return Sides(
        "hosting",
        _("Who hosted whom"),
        says,
        _("Partner"),
        _("hosted by them"),
        _("hosted by us"),
        tuple(rows),
    )


def silence_map(found: Sequence[Silence]) -> Squares:
    """Return every nation, partners by how fresh the last contact is beside their limit."""
    by_code = {one.nation.code: one for one in found}
    squares = tuple(square(code, by_code.get(code)) for code in grid())
    late = sum(one.is_stale for one in found)
    says = ngettext(
        "%(num)s partner is silent beyond its limit (dashed); the darker, the fresher the contact.",
        "%(num)s partners are silent beyond their limit (dashed); the darker, the fresher the "
        "contact.",
        late,
    )
    title = _("Last contact by nation")
    return Squares("silence", title, says, _("Partner"), _("Days since"), squares)


def square(code: str, found: Silence | None) -> Square:
    """Return the square of a nation; of one that is no partner of this report, only its place."""
    if found is None:
        return Square(code, "", None, "", Look.NONE, 0)
    name = nation_name(code)
    href = url_for("nations.show", code=code)
    if found.days is None:
        told = _("%(nation)s: never met", nation=name)
    else:
        told = ngettext(
            "%(nation)s: met %(num)s day ago",
            "%(nation)s: met %(num)s days ago",
            found.days,
            nation=name,
        )
    if found.limit_days:
        told = _("%(told)s, limit %(limit)s days", told=told, limit=found.limit_days)
    look = Look.LACK if found.is_stale else Look.NONE if found.days is None else Look.HELD
    return Square(code, name, found.days, told, look, shade_of(found), href)


def shade_of(found: Silence) -> int:
    """Return 4 for a contact within a quarter of the limit, down to 1 within the whole of it."""
    if found.days is None:
        return 0
    limit = found.limit_days or YEAR
    return max(1, 4 - int(4 * found.days / limit)) if found.days <= limit else 1
