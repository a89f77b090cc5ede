"""What the figures of a page left out, and why, as a table for its files."""

from collections.abc import Sequence

from flask_babel import gettext as _

from planner.presenters.table import Column, Table
from planner.shapes.figure import LeftOut, Sentence
from planner.web.addresses import absolute
from planner.web.cells import sentence


def left_out_table(found: Sequence[LeftOut], counted: str = "") -> Table:
    """Return what was left out, and why; `counted` says what the numbers are of, else events."""
    columns = (
        Column(counted or _("Events"), width=60),
        Column(_("Number"), "number"),
        Column(_("Address")),
    )
    rows = [(one.why, one.number, absolute(one.rows)) for one in found]
    return Table(_("What was left out, and why"), columns, rows)


def left_out_notes(found: Sequence[LeftOut]) -> tuple[str, ...]:
    """Return what a table left out as notes below it, on a page and in a file; nothing of none."""
    words = _("Left out: %(number)s %(why)s.")
    return tuple(
        sentence(Sentence(words, {"number": one.number, "why": str(one.why)}))
        for one in found
        if one.number
    )
