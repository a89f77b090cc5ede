"""Outcomes, follow-ups and lessons as tables: for pages, CSV and workbooks alike."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime

from flask import url_for
from flask_babel import gettext as _

from planner.accounts.labels import owner_name
from planner.choices import STRENGTH_LABELS
from planner.events.release.together import release_notes
from planner.outcomes.models import FollowUp, Lesson, Outcome
from planner.outcomes.queries import highest
from planner.presenters.table import Cell, Column, Table
from planner.web.nationnames import nation_name

Link = Callable[[int], str]


def marking_of(rows: Iterable[FollowUp | Lesson]) -> object:
    """Return the words of the highest marking among rows that hang on one event each."""
    found = highest(row.event for row in rows)
    return "" if found is None else found.label


def outcome_table(
    outcomes: Sequence[Outcome], *, as_of: datetime | None = None, link: Link
) -> Table:
    """Return outcomes with their objective, strength, events and whether they are verified."""
    columns = (
        Column(_("What changed"), width=44),
        Column(_("Objective"), width=30),
        Column(_("Type"), width=22),
        Column(_("Helps or harms"), width=12),
        Column(_("Strength"), "number", width=9),
        Column(_("Seen"), "day"),
        Column(_("Verified by"), width=20),
        Column(_("Events"), width=44),
    )
    events = [event for outcome in outcomes for event in outcome.events]
    marking = highest(events)
    strengths = "; ".join(str(STRENGTH_LABELS[level]) for level in sorted(STRENGTH_LABELS))
    return Table(
        title=_("Outcomes"),
        columns=columns,
        rows=[outcome_row(outcome, link(outcome.id)) for outcome in outcomes],
        notes=(strengths, *release_notes(events)),
        marking="" if marking is None else marking.label,
        as_of=as_of,
    )


def outcome_row(outcome: Outcome, href: str | None) -> tuple[object, ...]:
    """Return one outcome as cells."""
    return (
        Cell(outcome.title, href),
        f"{outcome.objective.code} {outcome.objective.name}",
        str(outcome.kind.label),
        str(outcome.sign.label),
        outcome.strength,
        outcome.seen_on,
        outcome.verified_by.name if outcome.verified_by else _("Not verified"),
        "; ".join(event.title for event in outcome.events),
    )


def follow_up_table(follow_ups: Sequence[FollowUp], today: date, as_of: datetime) -> Table:
    """Return follow-ups with owner, due day, state and how many days they are late."""
    columns = (
        Column(_("What is owed"), width=44),
        Column(_("Owner"), width=20),
        Column(_("Due"), "day"),
        Column(_("State"), width=12),
        Column(_("Days late"), "number", width=9),
        Column(_("Promised to"), width=24),
        Column(_("Event"), width=40),
        Column(_("Closed on"), "day"),
        Column(_("Note"), width=40),
    )
    return Table(
        title=_("Follow-ups"),
        columns=columns,
        rows=[follow_up_row(follow_up, today) for follow_up in follow_ups],
        notes=release_notes(follow_up.event for follow_up in follow_ups),
        marking=marking_of(follow_ups),
        as_of=as_of,
    )


def follow_up_row(follow_up: FollowUp, today: date) -> tuple[object, ...]:
    """Return one follow-up as cells."""
    return (
        Cell(follow_up.what, url_for("followups.show", follow_up_id=follow_up.id)),
        owner_name(follow_up.owner),
        follow_up.due_on,
        str(follow_up.state.label),
        (today - follow_up.due_on).days if follow_up.is_overdue(today) else None,
        promised_to(follow_up),
        follow_up.event.title,
        follow_up.closed_on,
        follow_up.note,
    )


def promised_to(follow_up: FollowUp) -> str:
    """Return whom it was promised to, in words; empty for nobody."""
    organisation = follow_up.promised_organisation
    nation = follow_up.promised_nation_code
    names = [organisation.name] if organisation else []
    return ", ".join(names + ([nation_name(nation)] if nation else []))


def lesson_table(lessons: Sequence[Lesson], *, as_of: datetime | None = None, link: Link) -> Table:
    """Return lessons with their state, owner and event."""
    columns = (
        Column(_("What was observed"), width=44),
        Column(_("What should be done"), width=44),
        Column(_("State"), width=16),
        Column(_("Owner"), width=20),
        Column(_("Observed"), "day"),
        Column(_("Learned"), "day"),
        Column(_("Event"), width=40),
    )
    return Table(
        title=_("Lessons"),
        columns=columns,
        rows=[
            (
                Cell(lesson.what, link(lesson.id)),
                lesson.recommendation,
                str(lesson.state.label),
                owner_name(lesson.owner),
                lesson.identified_on,
                lesson.closed_on,
                lesson.event.title,
            )
            for lesson in lessons
        ],
        notes=release_notes(lesson.event for lesson in lessons),
        marking=marking_of(lessons),
        as_of=as_of,
    )
