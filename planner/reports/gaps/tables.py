"""The gaps as tables for files: every line, and every kind with its number."""

from collections.abc import Sequence

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.presenters.table import Column, Table
from planner.reports.figures.left_out import all_left_out
from planner.reports.gaps.details import PARTS
from planner.reports.gaps.lines import GapLine
from planner.reports.gaps.sections import GapSection
from planner.reports.measures.coverage_cells import Coverage
from planner.reports.period_notes import period_notes, year_notes
from planner.web.addresses import absolute
from planner.web.left_out import left_out_table

COLUMNS = (
    Column(_l("Gap")),
    Column(_l("What")),
    Column(_l("Detail"), parts=PARTS),
    Column(_l("Next step")),
    Column(_l("Address")),
    Column(_l("Proposal")),
    Column(_l("Address of the proposal")),
)
KINDS = (
    Column(_l("Number"), "number"),
    Column(_l("Gap")),
    Column(_l("Where there is none")),
    Column(_l("Address")),
)


def gap_table(
    found: Sequence[GapSection], compared: Coverage, release: tuple[str, ...], marking: str
) -> Table:
    """Return every gap with its next step.

    Beside it stand how many there are of each kind, and what is not among them.
    """
    rows = [
        (section.title, line.text, line.details, words, absolute(address), *proposal(line))
        for section in found
        for line in section.lines
        for words, address in [line.step]
    ]
    notes = (*period_notes(compared.scope), *year_notes(compared), *release)
    more = (kinds_table(found), left_out_table(all_left_out(found), _("Not among them")))
    return Table(_("Gaps"), COLUMNS, rows, notes, marking, more=more)


def proposal(line: GapLine) -> tuple[str, str]:
    """Return what is proposed to close a gap, and the address of the form filled with it."""
    return (line.again.words, absolute(line.again.url)) if line.again else ("", "")


def kinds_table(found: Sequence[GapSection]) -> Table:
    """Return each kind of gap with its number, and what is true where there is none."""
    rows = [
        (one.number, one.title, None if one.number else one.none, absolute(one.all_url))
        for one in found
    ]
    return Table(_("Kinds of gap"), KINDS, rows)
