"""What stands behind the figures of commitments: promises of either side, as they stand."""

from collections.abc import Iterator

from flask_babel import lazy_gettext as _l

from planner.choices import PromisedBy, PromiseStanding
from planner.commitments.lines import PromiseLine
from planner.commitments.queries import promises_where
from planner.reports.behind.shapes import RowBehind, behind
from planner.reports.measures.commitments import promised
from planner.reports.measures.scope import Scope
from planner.shapes.figure import Label, Sentence
from planner.web.nationnames import nation_name

OURS, THEIRS = PromisedBy.OURS, PromisedBy.THEIRS
LABELS: dict[tuple[PromisedBy, PromiseStanding | None], Label] = {
    (OURS, None): _l("What we promised, due in the period"),
    (OURS, PromiseStanding.OPEN): _l("What we promised: open, not due yet"),
    (OURS, PromiseStanding.OVERDUE): _l("What we promised: overdue"),
    (OURS, PromiseStanding.KEPT): _l("What we promised: kept in time"),
    (OURS, PromiseStanding.LATE): _l("What we promised: kept late"),
    (OURS, PromiseStanding.BROKEN): _l("What we promised: not kept"),
    (OURS, PromiseStanding.WITHDRAWN): _l("What we promised: withdrawn"),
    (THEIRS, None): _l("What they promised, due in the period"),
    (THEIRS, PromiseStanding.OPEN): _l("What they promised: open, not due yet"),
    (THEIRS, PromiseStanding.OVERDUE): _l("What they promised: overdue"),
    (THEIRS, PromiseStanding.KEPT): _l("What they promised: kept in time"),
    (THEIRS, PromiseStanding.LATE): _l("What they promised: kept late"),
    (THEIRS, PromiseStanding.BROKEN): _l("What they promised: not kept"),
    (THEIRS, PromiseStanding.WITHDRAWN): _l("What they promised: withdrawn"),
}


def rows_name(side: PromisedBy, standing: PromiseStanding | None = None) -> str:
    """Return the name under which a page of rows opens the promises that stand so."""
    return f"promises-{side.value}" + (f"-{standing.value}" if standing else "")


def row_of_promise(one: PromiseLine) -> RowBehind:
    """Return a row that leads to a promise."""
    parts = {
        "state": one.state.label,
        "nation": nation_name(one.nation_code) if one.nation_code else "",
        "owner": one.owner,
    }
    detail = Sentence("%(state)s · %(nation)s · %(owner)s", parts)
    return RowBehind(one.what, one.href, detail, one.due_on, marking=one.marking)


def of_side(side: PromisedBy, standing: PromiseStanding | None) -> None:
    """Register the promises of one side that stand so."""

    @behind(rows_name(side, standing), LABELS[side, standing])
    def rows(scope: Scope) -> Iterator[RowBehind]:
        wanted = (standing,) if standing else ()
        return map(row_of_promise, promises_where(promised(scope, side, *wanted)))


for its_side, its_standing in LABELS:
    of_side(its_side, its_standing)
