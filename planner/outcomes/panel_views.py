"""What this room shows on the pages of lower rooms, and the number behind its item of the menu."""

from collections.abc import Iterable, Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from planner.choices import EXECUTED_STATES, STRENGTH_LABELS, TONE_LABELS, EventState, OutcomeSign
from planner.clock import today
from planner.events.hanging import may_have
from planner.events.models import Event
from planner.events.states.gates import missing_for
from planner.objectives.models import Objective
from planner.outcomes import next_step  # noqa: F401 - registers what an event needs next
from planner.outcomes.choice_queries import HELD_STATES
from planner.outcomes.columns import LAST_OUTCOMES, OWED_AFTER, PROMISES
from planner.outcomes.empty_parts import empty_parts, parts_there
from planner.outcomes.event_queries import what_came_of
from planner.outcomes.follow_up_queries import open_count
from planner.outcomes.media_columns import OF_NATION
from planner.outcomes.media_queries import media_with
from planner.outcomes.models import FollowUp, Outcome
from planner.outcomes.promise_queries import (
    owed_around,
    owed_with_nation,
    promised_to_nation,
    promised_to_organisation,
)
from planner.outcomes.queries import outcomes_of_objective, outcomes_with, strengths_of
from planner.outcomes.report_due import report_due
from planner.outcomes.report_queries import has_report
from planner.outcomes.told import told
from planner.participants.models import Person
from planner.partners.models import Nation, Organisation
from planner.shapes.document import Section
from planner.web.access import viewer
from planner.web.markings import note_markings
from planner.web.menu_counts import counts
from planner.web.panels import EMPTY_PARTS, Sections, panel

Shown = tuple[str, dict[str, Any]] | None


@counts("followups.index")
def owed_by_me() -> int:
    """Count what the viewer still owes."""
    return open_count(viewer().user_id)


def note(promises: Iterable[FollowUp] = (), outcomes: Iterable[Outcome] = ()) -> None:
    """Raise the page's banner to the markings under which promises and outcomes tell."""
    note_markings(told([*promises, *outcomes]))


@panel("event", order=40)
def event_panel(event: Event) -> Shown:
    """Show what came of an event: report, outcomes, lessons, media, follow-ups."""
    is_held, found = event.state in HELD_STATES, what_came_of(event)
    note(found["follow_ups"], [*found["outcomes"], *found["agreed_by"]])
    note_markings(filter(None, [found["report"]]))
    note_markings(lesson.event for lesson in found["applied_lessons"])
    is_open, is_executed = event.state is not EventState.CLOSED, event.state in EXECUTED_STATES
    is_hidden = is_held and found["report"] is None and is_report_hidden(event)
    has = parts_there(found)
    has["report"] = found["report"] is not None or is_hidden or (is_executed and is_open)
    return "outcomes/_event.html", {
        "event": event,
        "is_held": is_held,
        "is_open": is_open,
        "is_reportable": is_executed and is_open,
        **found,
        "has": has,
        EMPTY_PARTS: empty_parts(event, has),
        "is_report_hidden": is_hidden,
        "missing": missing_for(event, EventState.REPORTED)
        if event.state is EventState.EXECUTED
        else [],
        "due": report_due(event, today()) if is_executed else None,
        "today": today(),
        "tones": TONE_LABELS,
    }


def is_report_hidden(event: Event) -> bool:
    """Say whether a report is on file that this viewer may not see."""
    return may_have(event.id, "report") and has_report(event)


@panel("nation", order=40)
def nation_panel(nation: Nation) -> Sections:
    """Say the open promises to a nation, the last outcomes with it, and what was published."""
    promises, outcomes = promised_to_nation(nation.code), outcomes_with(nation.code)
    owed = owed_with_nation(nation.code)
    note([*promises, *owed], outcomes)
    last = Section(
        _("Last outcomes"),
        tables=(LAST_OUTCOMES.page(outcomes),),
        href=url_for("outcomes.index", nation=nation.code),
        absent=_("No outcome recorded with this nation yet."),
    )
    return [promise_section(promises, owed, nation.code), last, press_section(nation.code)]


def press_section(code: str) -> Section:
    """Return what was last published about a nation and the events with it."""
    items = media_with(code)
    note_markings(told(items))
    return Section(
        _("In the press"),
        tables=(OF_NATION.page(items, today()),),
        href=url_for("media.index", nation=code),
        absent=_("Nothing that was published is on record."),
    )


def promise_section(
    promises: Sequence[FollowUp], owed: Sequence[FollowUp] = (), code: str = ""
) -> Section:
    """Return what is still owed, as a part of a document; `owed` after events with a nation."""
    absent = _("Nothing is promised that is still owed.")
    tables = [PROMISES.page(promises, today())]
    if owed:
        tables.append(OWED_AFTER.page(owed, today()))
    href = url_for("followups.index", tab="all", nation=code) if code else ""
    return Section(_("Open promises"), tables=tuple(tables), href=href, absent=absent)


@panel("organisation", order=40)
def organisation_panel(organisation: Organisation) -> Sections:
    """Say the open promises to an organisation."""
    promises = promised_to_organisation(organisation.id)
    note(promises)
    return [promise_section(promises)]


@panel("person", order=40)
def person_panel(person: Person) -> Sections:
    """Say what is still owed after a person's events and to their organisation."""
    promises = owed_around(person)
    note(promises)
    return [promise_section(promises)]


@panel("objective", order=40)
def objective_panel(objective: Objective) -> Shown:
    """Show the outcomes against an objective, by strength, negative ones beside."""
    strengths, outcomes = strengths_of(objective.id), outcomes_of_objective(objective.id)
    note(outcomes=outcomes)
    rows = [
        (label, [strengths.get((sign, level), 0) for sign in OutcomeSign])
        for level, label in sorted(STRENGTH_LABELS.items(), reverse=True)
    ]
    return "outcomes/_objective.html", {
        "objective": objective,
        "outcomes": outcomes,
        "signs": list(OutcomeSign),
        "rows": rows,
        "total": sum(strengths.values()),
    }
