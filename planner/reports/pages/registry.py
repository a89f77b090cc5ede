"""Where the reports of this room are declared: name, question, parts; page and files follow."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from planner.events.release.together import Releasable
from planner.presenters.table import Table
from planner.reports.forms import PeriodForm
from planner.reports.measures.scope import Links, Scope
from planner.reports.pages.asked import ReportAsked
from planner.shapes.document import Chart
from planner.shapes.figure import Figure, Label, Sentence
from planner.shapes.pictures import Picture


@dataclass(frozen=True)
class ReportPart:
    """What a report tells under one heading: figures, tables, and what is said of them."""

    title: Label
    figures: Sequence[Figure] = ()
    tables: Sequence[Table] = ()
    charts: Sequence[Chart] = ()
    """Bars beside numbers; files leave them out."""
    pictures: Sequence[Picture] = ()
    """Pictures of what stands in figures and tables, each with its table; files leave them out."""
    says: Label = ""
    told: Sequence[Sentence] = ()
    """Sentences that say what the figures say, each number opening its rows."""
    more: tuple[Label, str] | None = None
    """Words and address of what is shown on demand; files leave them out."""


Parts = Callable[[ReportAsked, Links], Iterable[ReportPart]]


@dataclass(frozen=True)
class Report:
    """One report: its name in addresses, its title, what it answers, and how it is made."""

    name: str
    title: Label
    question: Label
    parts: Parts
    form: type[PeriodForm] = PeriodForm
    """What a reader may choose."""
    leaves: tuple[str, ...] = ()
    """The measures of the events that it leaves out, each with its reason (`left_out.py`)."""
    told: Callable[[Scope], Sequence[Releasable]] = lambda _scope: ()
    """What it tells of beside events that count: how that is marked, and to whom it may go."""


REPORTS: dict[str, Report] = {}
"""By name, in the order in which they are listed."""


def report(
    name: str,
    title: Label,
    question: Label,
    *leaves: str,
    form: type[PeriodForm] = PeriodForm,
    told: Callable[[Scope], Sequence[Releasable]] = lambda _scope: (),
) -> Callable[[Parts], Parts]:
    """Declare a report; what it leaves out is named by measure."""

    def register(parts: Parts) -> Parts:
        REPORTS[name] = Report(name, title, question, parts, form, leaves, told)
        return parts

    return register
