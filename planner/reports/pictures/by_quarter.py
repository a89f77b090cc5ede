"""What was held and planned quarter by quarter: tiles by objective, stacked bars of all."""

from flask_babel import gettext as _
from flask_babel import ngettext

from planner.reports.coverage.matrix import of_column, step_of
from planner.reports.measures.coverage import narrowed
from planner.reports.measures.coverage_cells import Coverage, Figures, Heading
from planner.reports.measures.scope import Links, Scope
from planner.shapes.pictures import Look, Picture, Stack, StackPart, Stacks, Tile, TileRow, Tiles


def quarter_pictures(found: Coverage, links: Links) -> list[Picture]:
    """Return both pictures of a coverage by quarter; of no objective there is none."""
    if not found.objective_ids:
        return []
    return [quarter_tiles(found, links), quarter_stacks(found, links)]


def quarter_tiles(found: Coverage, links: Links) -> Tiles:
    """Return each objective's events, executed or ahead, in each quarter of a coverage."""
    rows = [row for row in found.rows if isinstance(row.key, int)]
    tiled = [tile_row(row, found, links) for row in rows]
    return Tiles(
        "quarter-tiles",
        _("Objectives by quarter"),
        idle_words(found, rows),
        _("Objective"),
        tuple(parted(column.label) for column in found.columns),
        tuple(tiled),
    )


def parted(name: str) -> tuple[str, str]:
    """Return the name of a quarter as its year and its own part: “2026”, “Q2”."""
    year, _mark, own = name.rpartition("-")
    return year, own


def idle_words(found: Coverage, rows: list[Heading]) -> str:
    """Return how many objectives had nothing at all, in words."""
    idle = sum(
        all(found.figures[row.key, one.key].is_empty for one in found.columns) for row in rows
    )
    if not idle:
        return str(_("Executed events; + approved and ahead. Each objective had something."))
    words: str = ngettext(
        "Executed events; + approved and ahead. %(num)s objective has nothing at all.",
        "Executed events; + approved and ahead. %(num)s objectives have nothing at all.",
        idle,
    )
    return words


def tile_row(row: Heading, found: Coverage, links: Links) -> TileRow:
    """Return the tiles of one objective."""
    scope = found.scope.of_objective(*row.objective_ids)
    tiles = tuple(
        tile(row, column, found.figures[row.key, column.key], scope, links)
        for column in found.columns
    )
    return TileRow(f"{row.detail} {row.label}".strip(), tiles, row.href)


def tile(row: Heading, column: Heading, held: Figures, scope: Scope, links: Links) -> Tile:
    """Return the tile of an objective in a quarter; it opens what it counts most of."""
    own = of_column(scope, "quarter", column.key)
    told = _(
        "%(objective)s, %(quarter)s: %(held)s executed, %(ahead)s approved and ahead",
        objective=row.label,
        quarter=column.label,
        held=held.executed,
        ahead=held.ahead,
    )
    if held.backed:
        told = _("%(told)s, a verified outcome", told=told)
    if held.executed:
        words = f"{held.executed}+{held.ahead}" if held.ahead else str(held.executed)
        step = step_of(held.executed, None)
        return Tile(words, told, Look.HELD, step, bool(held.backed), links.rows("executed", own))
    if held.ahead:
        return Tile(f"+{held.ahead}", told, Look.PLANNED, rows=links.rows("ahead", own))
    return Tile("0", told, Look.NONE)


def quarter_stacks(found: Coverage, links: Links) -> Stacks:
    """Return all events of each quarter: backed by an outcome, executed without, ahead."""
    scope = found.scope
    if found.is_narrowed:
        scope = narrowed(scope, found.objective_ids)
    bars = tuple(
        bar(column, found.figures[None, column.key], scope, links) for column in found.columns
    )
    held, backed = (
        sum(found.figures[None, one.key].executed for one in found.columns),
        sum(found.figures[None, one.key].backed for one in found.columns),
    )
    says = ngettext(
        "%(backed)s of %(num)s executed event has a verified outcome.",
        "%(backed)s of %(num)s executed events have a verified outcome.",
        held,
        backed=backed,
    )
    return Stacks(
        "quarter-stacks",
        _("Events by quarter"),
        says,
        _("Quarter"),
        (
            StackPart(_("with a verified outcome"), Look.PROVEN),
            StackPart(_("executed, no verified outcome"), Look.HELD),
            StackPart(_("approved and ahead"), Look.PLANNED),
        ),
        bars,
    )


def bar(column: Heading, held: Figures, scope: Scope, links: Links) -> Stack:
    """Return the bar of one quarter; each part opens its events."""
    own = of_column(scope, "quarter", column.key)
    names = ("outcome-backed", "unbacked", "ahead")
    numbers = (held.backed, held.executed - held.backed, held.ahead)
    year, quarter = parted(column.label)
    return Stack(quarter, year, numbers, tuple(links.rows(name, own) for name in names))
