"""The files of a report as somebody with some rights gets them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import parse_qsl

from werkzeug.datastructures import MultiDict

from planner.choices import Marking
from planner.clock import today
from planner.documents.asked import FORMS as WITH_SLIDES
from planner.documents.slides_job import PPTX, slides_file
from planner.errors import RuleBroken
from planner.reports.report_files import FILED, ReportFile
from planner.viewers import Viewer
from planner.web.access import seeing_as
from planner.web.tables import PRESENTERS, presented

SLIDES = "pptx"


@dataclass(frozen=True)
class MadeForOne:
    """A file for one reader: its form and name, how many rows, its octets."""

    form: str
    name: str
    mime: str
    rows: int
    octets: bytes

    @property
    def sha256(self) -> str:
        """Return what tells these octets from any other."""
        return sha256(self.octets).hexdigest()


@dataclass(frozen=True)
class ReportForOne:
    """A report for one reader: its highest marking, and its files."""

    marking: Marking
    files: tuple[MadeForOne, ...]


def forms_of(report: str) -> dict[str, str]:
    """Return the forms in which a report can be mailed, and what they are called."""
    found = {form: form.upper() for form in PRESENTERS}
    return found | ({SLIDES: "PPTX"} if report in WITH_SLIDES else {})


def made_for(who: Viewer, report: str, query: str, forms: Collection[str]) -> ReportForOne | None:
    """Return a report as one reader may have it; None where they cannot be told it at all."""
    with seeing_as(who):
        try:
            made = FILED[report].made(MultiDict(parse_qsl(query, keep_blank_values=True)), today())
        except RuleBroken:
            return None
        marking = marking_of(made)
        files = list(tables_of(made, forms))
        if SLIDES in forms and report in WITH_SLIDES:
            file, told = slides_file(report, query)
            files.append(MadeForOne(SLIDES, file.name, PPTX, file.rows, file.octets))
            marking = max(marking, told)
        return ReportForOne(marking, tuple(files))


def tables_of(made: ReportFile, forms: Collection[str]) -> Iterator[MadeForOne]:
    """Give a report in each form that was asked for."""
    for form in PRESENTERS:
        if form in forms:
            octets, mime = presented(made.table, form)
            yield MadeForOne(form, f"{made.name}.{form}", mime, len(made.table.rows), octets)


def marking_of(made: ReportFile) -> Marking:
    """Return the marking that a file bears; the highest where it names none that is known."""
    known = {str(one.label): one for one in Marking}
    return known.get(str(made.table.marking), max(Marking))
