"""A document as PDF, made as long work with the rights of the moment."""

from collections.abc import Generator
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.clock import today
from planner.documents.papers import PDF, PaperKind, PaperTask, kind_of_paper
from planner.errors import RuleBroken
from planner.jobs.registry import MadeFile, StepDone, Task, WorkEnd, job_kind
from planner.presenters.as_pdf import as_pdf
from planner.web.cells import cell
from planner.web.file_notes import shortened

PAPER = "paper"


def wants_of(kind: PaperKind, key: str, query: str, has_names: bool) -> dict[str, Any]:
    """Return a kind of document, its subject and its filter as work is given them."""
    return {"paper": kind.name, "key": key, "query": query, "has_names": has_names}


@job_kind(PAPER, _l("Document as PDF"), "see")
def paper_file(task: Task) -> Generator[StepDone, None, WorkEnd]:
    """Read what the document tells step by step, then write all of it into one file."""
    wants = task.wants
    kind = kind_of_paper(wants["paper"])
    day = today()
    subject = kind.find(wants["key"], wants["query"], day) if kind else None
    if kind is None or subject is None:
        raise RuleBroken(_("What the document is about is not there for you any more."))
    has_names = wants["has_names"] and task.viewer.may("export_names")
    asked = PaperTask(subject, day, has_names)
    made = yield from kind.make(asked)
    octets, marking = as_pdf(made.paper, cell), str(made.paper.document.marking)
    words = shortened("&".join(filter(None, (f"{kind.name}={wants['key']}", wants["query"]))))
    file = MadeFile(f"{made.file}.pdf", PDF, octets, made.rows, words)
    return WorkEnd(_("The document is ready, marked %(marking)s.", marking=marking), file)
