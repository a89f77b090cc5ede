"""The after-action report of an event on paper, with what came of it."""

from collections.abc import Generator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import TONE_LABELS
from planner.documents.country_brief import shown_only
from planner.documents.event_parts import (
    NATIONS,
    event_told_of,
    nation_rows,
    release_section,
    rows_section,
    under_title,
    when_and_where,
)
from planner.documents.papers import PaperKind, PaperMade, PaperTask, foot_of, paper_kind
from planner.events.models import Event
from planner.events.page.headcount import attended, planned
from planner.events.page.queries import EventPage
from planner.jobs.registry import StepDone
from planner.outcomes.columns import FOLLOW_UPS, OUTCOMES, STANDS, strength_note
from planner.outcomes.lesson_columns import LESSONS
from planner.outcomes.models import AfterActionReport, Outcome
from planner.outcomes.promise_queries import follow_ups_of
from planner.outcomes.queries import outcomes_of
from planner.outcomes.report_queries import lessons_of, media_of, report_of
from planner.outcomes.told import told
from planner.presenters.paper import Paper
from planner.protocol.columns import CULTURE, GIFTS_OF_EVENT
from planner.protocol.queries import rows_of
from planner.shapes.document import Document, Fact, Note, Section
from planner.shapes.figure import Amount
from planner.web.language import locale
from planner.web.lists.columns import ListColumn, RowList

CAME_OF_IT = replace(
    OUTCOMES.picking(_l("Outcomes"), "title", "objective", "sign", "strength", "seen", "verified"),
    notes=lambda rows: (strength_note(),) if rows else (),
)
WHAT_IS_OWED = FOLLOW_UPS.picking(_l("Follow-ups"), "what", "owner", "due", "promised")
OWED = replace(
    WHAT_IS_OWED,
    columns=(*WHAT_IS_OWED.columns, replace(STANDS, press=None)),
    notes=lambda _rows: (),
)
LEARNED = replace(
    LESSONS.picking(_l("Lessons"), "what", "advice", "state", "owner"), notes=lambda _rows: ()
)
MEDIA = RowList(
    "media-of-event",
    _l("Media"),
    (
        ListColumn("title", _l("Title"), "title"),
        ListColumn("kind", _l("Kind"), lambda item, _about: str(item.kind.label)),
        ListColumn("outlet", _l("Outlet"), "outlet"),
        ListColumn("day", _l("Published"), "published_on", "day"),
        ListColumn("tone", _l("Tone"), lambda item, _about: str(TONE_LABELS[item.tone])),
    ),
)


class Filed(NamedTuple):
    """An event with its report, both of which the viewer may see."""

    page: EventPage
    report: AfterActionReport

    @property
    def event(self) -> Event:
        """Return the event."""
        return self.page.event


def filed(key: str, _query: str = "", _today: date | None = None) -> Filed | None:
    """Return an event and its report; None where either is not there for the viewer."""
    page = event_told_of(key)
    report = report_of(page.event) if page else None
    return Filed(page, report) if page and report else None


def after_action(task: PaperTask) -> Generator[StepDone, None, PaperMade]:
    """Read what came of an event, and put it behind its report."""
    found: Filed = task.subject
    event, outcomes, owed = found.event, outcomes_of(found.event), follow_ups_of(found.event)
    yield StepDone(1, 2)
    rows: list[Any] = [event, *told([found.report, *outcomes, *owed])]
    sections = (
        Section("", notes=own_words(found.report)),
        attendance(found.page),
        came_of_it(outcomes, found.report),
        rows_section(OWED, owed, task.today),
        *learned(found),
        rows_section(CULTURE, rows_of("cultural_parts", event)),
        rows_section(GIFTS_OF_EVENT, rows_of("gifts", event)),
        release_section(rows),
    )
    marking = max(one.marking for one in rows).label
    facts = facts_of(found)
    document = Document(event.title, marking, facts=facts, sections=shown_only(sections))
    under = under_title(_("After-action report"), event)
    yield StepDone(2, 2)
    paper = Paper(document, under, foot_of(task.today), locale())
    return PaperMade(paper, f"after-action-{event.id}-{task.today}")


def facts_of(found: Filed) -> tuple[Fact, ...]:
    """Return when and where it was, what it cost, and who filed the report."""
    event, report = found.event, found.report
    return (
        *when_and_where(event, event.places),
        Fact(_("Planned cost"), cost(event.planned_cost, event.currency)),
        Fact(_("Actual cost"), cost(event.actual_cost, event.currency)),
        Fact(_("Owner"), found.page.users.get(event.owner_id or 0)),
        Fact(_("Report filed"), report.reported_on),
        Fact(_("Filed by"), report.author.name if report.author else ""),
    )


def cost(value: Any, currency: str) -> Amount | None:
    """Return money with its currency; None where none is known."""
    return None if value is None else Amount(value, currency)


def own_words(report: AfterActionReport) -> tuple[Note, ...]:
    """Return what the report says, each under the heading of its field."""
    return (
        Note(_("Planned"), report.planned),
        Note(_("Happened"), report.happened),
        Note(_("Why"), report.why),
        Note(_("Keep doing"), report.sustain),
        Note(_("Do better"), report.improve),
    )


def attendance(page: EventPage) -> Section:
    """Return how many came of how many planned, in all and by nation."""
    event = page.event
    facts = (
        Fact(_("Participants who came"), attended(event, page.came)),
        Fact(_("Participants planned"), planned(event)),
    )
    table = rows_section(NATIONS, nation_rows(event)).tables
    return Section(_("Attendance by nation"), facts=facts, tables=table)


def came_of_it(outcomes: Sequence[Outcome], report: AfterActionReport) -> Section:
    """Return the outcomes, or that the report says that there are none."""
    none = _("None found, says the report.") if report.has_no_outcomes else ""
    return rows_section(CAME_OF_IT, outcomes, absent=none)


def learned(found: Filed) -> tuple[Section, ...]:
    """Return lessons and media, or that the report says that there are none."""
    event, report = found.event, found.report
    no_lessons = _("No lessons, says the report.") if report.has_no_lessons else ""
    no_media = _("No media coverage, says the report.") if report.has_no_media else ""
    return (
        rows_section(LEARNED, lessons_of(event), absent=no_lessons),
        rows_section(MEDIA, media_of(event), absent=no_media),
    )


AFTER_ACTION = paper_kind(
    PaperKind(
        name="after-action",
        label=_l("After-action report"),
        make=after_action,
        find=filed,
        called=lambda found: found.event.title,
        back=lambda found: url_for("events.show", event_id=found.event.id),
        holds=_l(
            "What was planned and what happened, why, what to keep and to do better, attendance by"
            " nation, outcomes, follow-ups, lessons and media."
        ),
    )
)
