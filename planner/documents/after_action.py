"""The after-action report of an event: planned, happened, why, and what came of it."""

from collections.abc import Generator
from dataclasses import replace
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import TONE_LABELS
from planner.documents.event_facts import (
    address_of,
    event_by_key,
    facts_of,
    nations_section,
    objectives_section,
)
from planner.documents.papers import (
    PaperKind,
    PaperMade,
    PaperTask,
    foot_of,
    listed,
    paper_kind,
)
from planner.events.models import Event
from planner.events.release.together import release_notes
from planner.jobs.registry import StepDone
from planner.outcomes.columns import FOLLOW_UPS, OUTCOMES, STANDS
from planner.outcomes.lesson_columns import LESSONS
from planner.outcomes.models import AfterActionReport
from planner.outcomes.promise_queries import follow_ups_of
from planner.outcomes.queries import outcomes_of
from planner.outcomes.report_queries import lessons_of, media_of, report_of
from planner.outcomes.told import told
from planner.presenters.paper import Paper
from planner.shapes.document import Document, Fact, Note, Section
from planner.web.language import locale
from planner.web.lists.columns import ListColumn, RowList

CAME_OF_IT = replace(
    OUTCOMES.picking(_l("Outcomes"), "title", "objective", "strength", "seen", "verified"),
    notes=lambda _rows: (),
)
HANDED_OUT = replace(
    FOLLOW_UPS.picking(_l("Follow-ups"), "what", "owner", "due"), notes=lambda _rows: ()
)
OWED = replace(HANDED_OUT, columns=(*HANDED_OUT.columns, replace(STANDS, press=None)))
LEARNED = replace(
    LESSONS.picking(_l("Lessons"), "what", "advice", "state", "owner"), notes=lambda _rows: ()
)
MEDIA = RowList(
    "media-of-event",
    _l("Media"),
    (
        ListColumn("title", _l("Title"), "title"),
        ListColumn("outlet", _l("Outlet"), "outlet"),
        ListColumn("published", _l("Published"), "published_on", "day"),
        ListColumn("tone", _l("Tone"), lambda row, _: str(TONE_LABELS[row.tone])),
    ),
)


def reported_event(key: str, _query: str, _today: Any) -> Event | None:
    """Return an event with a report that the viewer may see."""
    event = event_by_key(key)
    return event if event is not None and report_of(event) is not None else None


def after_action(task: PaperTask) -> Generator[StepDone, None, PaperMade]:
    """Read the report and what came of the event."""
    event, report = task.subject, report_of(task.subject)
    if report is None:
        raise LookupError(f"Event {event.id} has no report")
    outcomes, follow_ups = outcomes_of(event), follow_ups_of(event)
    yield StepDone(1, 2)
    lessons, media = lessons_of(event), media_of(event)
    yield StepDone(2, 2)
    rows = [*told([report, *outcomes, *follow_ups])]
    sections = (
        words_of(report),
        nations_section(event, is_over=True),
        objectives_section(event),
        listed(CAME_OF_IT, outcomes, absent=none_of(report.has_no_outcomes)),
        listed(LEARNED, lessons, absent=none_of(report.has_no_lessons)),
        listed(OWED, follow_ups, task.today, _("No follow-up was handed out.")),
        listed(MEDIA, media, absent=none_of(report.has_no_media)),
        Section("", remarks=release_notes(rows)),
    )
    marking = max(one.marking for one in rows)
    facts = (*facts_of(event), Fact(_("Filed"), report.reported_on), Fact(_("By"), author(report)))
    document = Document(event.title, marking.label, facts, sections=sections)
    paper = Paper(document, _("After-action report"), foot_of(task.today), locale())
    return PaperMade(paper, f"after-action-{event.id}")


def author(report: AfterActionReport) -> str:
    """Return who filed it."""
    return report.author.name if report.author else ""


def words_of(report: AfterActionReport) -> Section:
    """Return what was planned, what happened, why, what to keep and what to do better."""
    notes = (
        Note(_("Planned"), report.planned),
        Note(_("Happened"), report.happened),
        Note(_("Why"), report.why),
        Note(_("Keep doing"), report.sustain),
        Note(_("Do better"), report.improve),
    )
    return Section(_("What happened"), notes=notes)


def none_of(is_said: bool) -> str:
    """Return what is said where there are no rows."""
    return str(_("None found, says the report.") if is_said else _("None is on record yet."))


AFTER_ACTION = paper_kind(
    PaperKind(
        name="after-action",
        label=_l("After-action report"),
        make=after_action,
        find=reported_event,
        called=lambda event: event.title,
        back=address_of,
        holds=_l(
            "What was planned, what happened and why, who took part, the objectives served,"
            " outcomes, lessons, follow-ups and media."
        ),
    )
)
