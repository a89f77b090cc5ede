"""The kinds of work on My desk, the most urgent first, and each as a section of the page."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from planner.choices import Marking
from planner.commitments.due_items import COMMITMENTS_DUE
from planner.commitments.models import Commitment
from planner.desk import approval_queries, verification_queries, work_queries
from planner.desk.approval_lines import agreement_line, approval_line, change_line, declined_line
from planner.desk.due_lines import due_line_of, due_rows
from planner.desk.holding_queries import HOLDINGS
from planner.desk.lines import DeskLine, asked_line, by_age, concept_line, unowned_line
from planner.desk.news_lines import news_line
from planner.desk.outcome_lines import value_line, verification_line
from planner.desk.queries import WaitingRows
from planner.events.models import Event
from planner.events.page.clearances import CLEARANCES_DUE
from planner.objectives.due_items import VALUES_DUE
from planner.objectives.models import Indicator, IndicatorUpdate, Objective
from planner.outcomes.due_items import (
    ANSWERS_DUE,
    CONCERNS_DUE,
    FOLLOW_UPS_DUE,
    LATER_LOOKS_DUE,
    LESSONS_DUE,
    REPORTS_DUE,
)
from planner.outcomes.queries import highest
from planner.outcomes.told import told
from planner.viewers import Viewer
from planner.ways.due_items import CUSTOMS_DUE, WAYS_DUE
from planner.ways.models import Way
from planner.web.due_sources import DueSource


@dataclass(frozen=True)
class Work:
    """One kind of work on the desk: its name in the address, its words, its rows, a line."""

    name: str
    title: Any
    find: Callable[[Viewer, date], WaitingRows]
    line_of: Callable[[Any, Viewer, date], DeskLine]
    clears: str = ""
    """Where its button is pressed that takes all of it off the desk, if it has one."""


def section(one: Work, who: Viewer, present: date) -> dict[str, Any]:
    """Return one kind of work: its first lines, and how many more there are."""
    found = one.find(who, present)
    lines = [one.line_of(row, who, present) for row in found.rows]
    return {
        "title": one.title,
        "href": url_for("desk.work", name=one.name),
        "lines": lines,
        "groups": by_age(lines),
        "marking": marking_of_work(found.rows),
        "clears": url_for(one.clears) if one.clears else "",
        "more": more_words(found),
    }


def more_words(found: WaitingRows) -> str:
    """Return how many lines more there are than the desk shows; nothing when none."""
    if found.is_endless:
        return str(_("and more than %(num)d more", num=found.more - 1))
    return ngettext("and %(num)d more", "and %(num)d more", found.more) if found.more else ""


def marking_of_work(rows: Iterable[Any]) -> Marking | None:
    """Return the highest marking under which rows of the desk tell; None without any."""
    rows = list(rows)
    ways = [row.marking for row in rows if isinstance(row, Way) and row.marking is not None]
    unmarked = Indicator | IndicatorUpdate | Objective | Way
    marked = [row for row in rows if not isinstance(row, unmarked)]
    by_themselves = [row for row in marked if isinstance(row, Event | Commitment)]
    hanging = [row for row in marked if not isinstance(row, Event | Commitment)]
    found = highest([*by_themselves, *told(hanging)])
    return max([*ways, *([] if found is None else [found])], default=None)


def due_work(source: DueSource) -> Work:
    """Return what falls due of one source, as work of its own."""
    return Work(source.name, source.title, due_rows(source), due_line_of(source))


def unowned(place: int, name: str, title: Any, take_at: str) -> Work:
    """Return the work of finding an owner for one kind of thing."""
    holding = HOLDINGS[place]
    find = partial(work_queries.nobodys_own, holding)
    return Work(name, title, find, unowned_line(holding, take_at))


WORK = (
    due_work(FOLLOW_UPS_DUE),
    due_work(COMMITMENTS_DUE),
    Work("took-place", _l("Did it take place?"), work_queries.unanswered, asked_line),
    Work("news", _l("New on your events"), work_queries.news_of, news_line, "desk.seen"),
    due_work(ANSWERS_DUE),
    due_work(CONCERNS_DUE),
    due_work(REPORTS_DUE),
    due_work(LATER_LOOKS_DUE),
    due_work(VALUES_DUE),
    due_work(LESSONS_DUE),
    due_work(CLEARANCES_DUE),
    due_work(CUSTOMS_DUE),
    due_work(WAYS_DUE),
    Work("approvals", _l("Events to approve"), approval_queries.approvals, approval_line),
    Work("changes", _l("Changes to agree to"), approval_queries.changes_proposed, change_line),
    Work("declined", _l("Changes declined"), approval_queries.changes_declined, declined_line),
    Work(
        "outcomes", _l("Outcomes to verify"), verification_queries.verifications, verification_line
    ),
    Work(
        "values",
        _l("Indicator values to verify"),
        verification_queries.values_to_verify,
        value_line,
    ),
    Work(
        "agreements", _l("Agreements to note"), approval_queries.agreements_to_note, agreement_line
    ),
    Work("concepts", _l("Concepts without dates"), work_queries.undated_concepts, concept_line),
    unowned(0, "unowned-events", _l("Events without an owner"), "event"),
    unowned(1, "unowned-follow-ups", _l("Follow-ups whose owner left"), "follow_up"),
    unowned(2, "unowned-lessons", _l("Lessons without an owner"), "lesson"),
    unowned(3, "unowned-objectives", _l("Objectives without an owner"), "objective"),
    unowned(4, "unowned-indicators", _l("Indicators without an owner"), "indicator"),
    unowned(5, "unowned-commitments", _l("Commitments whose owner left"), "commitment"),
)
"""The kinds of work on the desk, the most urgent first."""
