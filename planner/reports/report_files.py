"""Each report as a file would hold it: from a query and a day to a table and a name.

Downloads, what is kept of a closed period, and a report as of a past day ask here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from werkzeug.datastructures import MultiDict

from planner.presenters.table import Table
from planner.shapes.figure import Label


@dataclass(frozen=True)
class ReportFile:
    """A report before it is octets: what it holds, and its name without the ending."""

    table: Table
    name: str


MakeFile = Callable[[MultiDict[str, str], date], ReportFile]


@dataclass(frozen=True)
class FiledReport:
    """A report that leaves as a file: its name in addresses, its title, and what makes it."""

    name: str
    title: Label
    made: MakeFile


FILED: dict[str, FiledReport] = {}
"""By name, in the order in which they were declared."""


def filed(name: str, title: Label) -> Callable[[MakeFile], MakeFile]:
    """Declare what makes the file of a report, of a query and the day that is today in it."""

    def register(made: MakeFile) -> MakeFile:
        FILED[name] = FiledReport(name, title, made)
        return made

    return register
