"""The programme of an event: when, where, who takes part, what it is to bring about."""

from collections.abc import Generator
from datetime import timedelta
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import Marking
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
from planner.events.page.name_queries import names_on
from planner.events.release.together import release_notes
from planner.jobs.registry import StepDone
from planner.presenters.paper import Paper
from planner.shapes.document import Document, Fact, Note, Section
from planner.web.day_words import period
from planner.web.language import locale
from planner.web.lists.columns import ListColumn, RowList
from planner.web.nationnames import nation_name

PARTICIPANTS = RowList(
    "participants",
    _l("Participants"),
    (
        ListColumn("name", _l("Name"), "full_name"),
        ListColumn("nation", _l("Nation"), lambda row, _: nation_name(row.nation_code)),
        ListColumn("role", _l("Part"), lambda row, _: str(row.role.label)),
        ListColumn("state", _l("State"), lambda row, _: str(row.state.label)),
    ),
)


def event_asked(key: str, _query: str, _today: Any) -> Event | None:
    """Return an event whose days are known."""
    event = event_by_key(key)
    return event if event is not None and event.start is not None else None


def programme(task: PaperTask) -> Generator[StepDone, None, PaperMade]:
    """Read the plan of an event."""
    event = task.subject
    people = [listed(PARTICIPANTS, names_on(event.id))] if task.has_names else []
    yield StepDone(1, 1)
    sections = (
        Section("", notes=(Note(_("What it is about"), event.summary),)),
        nations_section(event),
        *(one for one in people if not one.is_empty),
        objectives_section(event),
        Section("", remarks=release_notes([event])),
    )
    least = Marking.OFFICIAL if task.has_names else Marking.PUBLIC  # as the list of people
    marking = max(Marking(event.marking), least)
    facts = (*facts_of(event), *travel(event))
    document = Document(event.title, marking.label, facts, sections=sections)
    under = " · ".join((_("Programme"), period(event.start, event.end)))
    return PaperMade(Paper(document, under, foot_of(task.today), locale()), f"programme-{event.id}")


def travel(event: Event) -> tuple[Fact, ...]:
    """Return the days of travel before and after, where there are any."""
    first, last = event.starts_on, event.ends_on
    if first is None or last is None:
        return ()
    before, after = event.travel_days_before, event.travel_days_after
    out = period(first - timedelta(days=before), first - timedelta(days=1)) if before else ""
    back = period(last + timedelta(days=1), last + timedelta(days=after)) if after else ""
    return Fact(_("Travel there"), out), Fact(_("Travel back"), back)


PROGRAMME = paper_kind(
    PaperKind(
        name="programme",
        label=_l("Programme"),
        make=programme,
        find=event_asked,
        called=lambda event: event.title,
        back=address_of,
        holds=_l(
            "When and where, days of travel, the nations with their parts, the objectives served"
            " and what it is about."
        ),
        count_names=lambda event: len(names_on(event.id)),
    )
)
