"""Objectives by partner: tiles of held and required, for the partners that matter most."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import ngettext

from planner.reports.coverage.matrix import step_of
from planner.reports.measures.coverage_cells import Coverage, Figures, Heading
from planner.reports.measures.scope import Links
from planner.shapes.pictures import Look, Picture, Tile, TileRow, Tiles
from planner.web.nationnames import nation_name

MOST = 12
"""So many partners have a column; the page of coverage has all of them."""


def partner_pictures(found: Coverage, links: Links) -> list[Picture]:
    """Return the tiles of a coverage by nation; nothing without objectives or partners."""
    columns = foremost(found)
    rows = [row for row in found.rows if isinstance(row.key, int)]
    if not columns or not rows:
        return []
    tiled = tuple(
        TileRow(
            f"{row.detail} {row.label}".strip(),
            tuple(partner_tile(row, one, found, links) for one in columns),
            row.href,
        )
        for row in rows
    )
    heads = tuple(("", str(one.key)) for one in columns)
    title, says = _("Objectives by partner"), said(found, columns)
    return [Tiles("partner-tiles", title, says, _("Objective"), heads, tiled)]


def foremost(found: Coverage) -> list[Heading]:
    """Return the columns of the partners with most required, then most executed, by code."""

    def weight(column: Heading) -> tuple[int, int]:
        whole = found.figures[None, column.key]
        return (-(whole.required or 0), -whole.executed)

    return sorted(sorted(found.columns, key=weight)[:MOST], key=lambda column: str(column.key))


def said(found: Coverage, columns: Sequence[Heading]) -> str:
    """Return what to see, and how many partners have no column."""
    words = str(_("Executed of required; dashed: nothing planned closes the gap."))
    more = len(found.columns) - len(columns)
    if more:
        further = ngettext(
            "%(num)s more partner stands in Coverage.",
            "%(num)s more partners stand in Coverage.",
            more,
        )
        words = f"{words} {further}"
    return words


def partner_tile(row: Heading, column: Heading, found: Coverage, links: Links) -> Tile | None:
    """Return the tile of an objective with a partner; None where nothing is held or required."""
    held = found.figures[row.key, column.key]
    if not held.executed and not held.required:
        return None
    own = found.scope.of_objective(*row.objective_ids).with_nation(str(column.key))
    told = _(
        "%(objective)s with %(nation)s: %(held)s executed of %(required)s required",
        objective=row.label,
        nation=nation_name(str(column.key)),
        held=held.executed,
        required=held.required or 0,
    )
    if held.backed:
        told = _("%(told)s, a verified outcome", told=told)
    words = f"{held.executed}/{held.required}" if held.required else str(held.executed)
    rows = links.rows("executed", own) if held.executed else links.gap_rows(own)
    step = step_of(held.executed, held.required)
    return Tile(words, told, look_of(held), step, bool(held.backed), rows)


def look_of(held: Figures) -> Look:
    """Return whether a tile lacks what nothing planned will bring, is only planned, or is held."""
    if held.wanted is not None and held.wanted.unplanned:
        return Look.LACK
    return Look.HELD if held.executed else Look.PLANNED
