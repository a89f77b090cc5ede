"""Mailing a report: one colleague after the other, each as a step of long work."""

from collections.abc import Generator
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from planner.clock import now
from planner.jobs.registry import MadeLink, StepDone, Task, WorkEnd, job_kind
from planner.mailings.actions import MAILING, mail_report
from planner.mailings.making import made_for
from planner.mailings.queries import may_receive, users_of


@job_kind(MAILING, _l("Report by mail"), "see")
def mail_reports(task: Task) -> Generator[StepDone, None, WorkEnd]:
    """Make the report for each colleague with the rights of the moment, and put it in the post."""
    wants, every = task.wants, task.wants["to"]
    done, missed = task.cursor.get("done", 0), list(task.cursor.get("missed", []))
    for place in range(done, len(every)):
        key = every[place]
        if not mailed_to(key, wants):
            missed.append(key)
        yield StepDone(place + 1, len(every), {"done": place + 1, "missed": missed})
    link = MadeLink(_("Mailed reports"), "mailings.index")
    return WorkEnd(said_of(len(every) - len(missed), missed), link=link)


def mailed_to(key: int, wants: dict[str, Any]) -> bool:
    """Put a report in the post for one colleague; False where they may not have it."""
    colleague = users_of([key]).get(key)
    if colleague is None or not may_receive(colleague):
        return False
    who = colleague.as_viewer
    made = made_for(who, wants["report"], wants["query"], wants["forms"])
    if made is None:
        return False
    mail_report(wants, users_of([key])[key], who, made, now=now())
    return True


def said_of(sent: int, missed: list[int]) -> str:
    """Return how many reports are in the post, and whom none could be made for."""
    words = ngettext("%(num)s report is in the post.", "%(num)s reports are in the post.", sent)
    if not missed:
        return str(words)
    found = users_of(missed)
    names = ", ".join(found[key].name for key in missed if key in found)
    none = _("Nothing was made for %(names)s: they may not receive it.", names=names or "–")
    return f"{words} {none}"
