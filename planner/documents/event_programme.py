"""The programme of an event on paper: what those who travel need, a page for each day."""

from collections.abc import Generator, Iterator, Sequence
from datetime import date

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import AHEAD_STATES, EventState, Marking
from planner.documents.country_brief import shown_only
from planner.documents.event_agreed import contacts, coordination
from planner.documents.event_days import places, sheets
from planner.documents.event_parts import (
    NATIONS,
    event_told_of,
    nation_rows,
    release_section,
    rows_section,
    under_title,
    when_and_where,
)
from planner.documents.expected import who_comes
from planner.documents.expected_queries import expected
from planner.documents.papers import PaperKind, PaperMade, PaperTask, foot_of, paper_kind
from planner.events.models import Event
from planner.events.page.headcount import planned
from planner.events.page.parts import in_words, shares
from planner.events.page.queries import EventPage
from planner.jobs.registry import StepDone
from planner.kinds.queries import kind_of
from planner.presenters.paper import Paper
from planner.protocol.columns import CULTURE, TIMETABLE
from planner.protocol.queries import rows_of
from planner.shapes.details import is_empty
from planner.shapes.document import Document, Fact, Note, Section
from planner.shapes.fields_by_family import all_fields
from planner.shapes.fields_for_all import COMMON_GOAL
from planner.ways.models import Way
from planner.ways.planned import nations_met
from planner.ways.queries import ways_of
from planner.ways.words import notes_of_ways
from planner.web.language import locale
from planner.web.lists.columns import ListColumn, RowList
from planner.web.nationnames import nation_name

PROGRAMMED = (EventState.PLANNED, EventState.COORDINATED, *AHEAD_STATES)
SHORT_FIELDS = (
    *("venue", "ships", "open_ship", "passing_exercise", "training_audience", "visitors_day_on"),
    *("topic", "institution", "language_test", "returns_on", "meeting_link"),
    *("cultural_elements", "has_community_part"),
)
COURSE = ("agenda", "programme_text", "performers", "stops")
PROTOCOL = (
    *("languages", "protocol", "guest_needs", "to_avoid"),
    *("adaptation", "weather_plan"),
)
NAMING = ("delegation_own", "delegation_partner", "precedence", "speakers")
"""Fields of kinds in which people are named: they go where names go."""
SERVED = RowList(
    "served",
    _l("Objectives served"),
    (
        ListColumn(
            "objective",
            _l("Objective"),
            lambda row, _about: f"{row[0].objective.code} {row[0].objective.name}",
        ),
        ListColumn("share", _l("Share"), lambda row, _about: row[1], "percent"),
        ListColumn("effect", _l("Intended effect"), lambda row, _about: row[0].intended_effect),
    ),
)


def is_programmed(event: Event) -> bool:
    """Say whether an event is planned or approved for days, so that it has a programme."""
    return event.state in PROGRAMMED and event.starts_on is not None


def programmed(key: str, _query: str = "", _today: date | None = None) -> EventPage | None:
    """Return an event that has a programme; None of any other, or of one that is not seen."""
    page = event_told_of(key)
    return page if page and is_programmed(page.event) else None


def event_programme(task: PaperTask) -> Generator[StepDone, None, PaperMade]:
    """Read what is planned, and put it in the order in which travellers ask for it."""
    page: EventPage = task.subject
    event = page.event
    ways = ways_of(nations_met(event))
    sections = (
        Section("", notes=purpose(event)),
        Section(_("Course of the event"), notes=tuple(notes_of(event, COURSE))),
        rows_section(TIMETABLE, rows_of("timetable", event)),
        rows_section(CULTURE, rows_of("cultural_parts", event)),
        places(event),
        who_comes(event, has_names=task.has_names),
        Section(
            _("Delegations and precedence"),
            notes=tuple(notes_of(event, NAMING if task.has_names else ())),
        ),
        rows_section(NATIONS, nation_rows(event)),
        rows_section(SERVED, shares(event)),
        Section(_("Dress, language, protocol"), notes=tuple(notes_of(event, PROTOCOL))),
        Section(_("Customs and courtesies"), notes=tuple(customs(event, ways))),
        coordination(event),
        contacts(page),
        release_section([event]),
    )
    yield StepDone(1, 2)
    least = Marking.OFFICIAL if task.has_names else Marking.PUBLIC  # as the list of people
    own = [way.marking for way in ways if way.marking is not None]
    marking = max([event.marking, least, *own]).label
    document = Document(event.title, marking, facts=facts_of(event), sections=shown_only(sections))
    under = under_title(_("Event programme"), event)
    paper = Paper(document, under, foot_of(task.today), locale(), sheets=sheets(event))
    yield StepDone(2, 2)
    return PaperMade(paper, f"programme-{event.id}-{task.today}")


def facts_of(event: Event) -> tuple[Fact, ...]:
    """Return state, when and where, how many are planned, and short fields of the kind."""
    return (
        Fact(_("State"), event.state.label),
        *when_and_where(event, () if len(event.places) > 1 else event.places),
        Fact(_("Participants planned"), planned(event)),
        *(Fact(label, words) for label, words in fields_of(event, SHORT_FIELDS)),
    )


def purpose(event: Event) -> tuple[Note, ...]:
    """Return what it is for, and what each side gains."""
    return (
        Note(_("Purpose"), event.summary),
        *notes_of(event, ("peaceful_purpose",)),
        Note(_("What we gain"), event.benefit_own),
        Note(_("What the partner gains"), event.benefit_partner),
        *notes_of(event, (COMMON_GOAL,)),
    )


def fields_of(event: Event, names: tuple[str, ...]) -> Iterator[tuple[object, str]]:
    """Give label and words of the named fields that are filled in, in the order of the names."""
    declared = {one.name: one for one in all_fields(kind_of(event.kind))}
    for name in names:
        value = event.details.get(name)
        if name in declared and not is_empty(value):
            yield declared[name].label, in_words(declared[name], value)


def notes_of(event: Event, names: tuple[str, ...]) -> Iterator[Note]:
    """Give the named fields as longer texts under their labels."""
    return (Note(label, words) for label, words in fields_of(event, names))


def customs(event: Event, ways: Sequence[Way]) -> Iterator[Note]:
    """Give the ways of the host and the partners, nation by nation and kind by kind."""
    for code in sorted(nations_met(event), key=nation_name):
        for note in notes_of_ways([way for way in ways if way.nation_code == code]):
            words = _("%(nation)s: %(about)s", nation=nation_name(code), about=note.title)
            yield Note(words, note.text)


PROGRAMME = paper_kind(
    PaperKind(
        name="programme",
        label=_l("Event programme"),
        make=event_programme,
        find=programmed,
        called=lambda page: page.event.title,
        back=lambda page: url_for("events.show", event_id=page.event.id),
        holds=_l(
            "When and where, purpose and what each side gains, the timetable, who comes, nations"
            " and their part, objectives, customs and courtesies of hosts and partners, "
            "coordination and points of contact; a page for each day where there is a timetable"
            " or are several places."
        ),
        count_names=lambda page: len(expected(page.event)),
    )
)
