"""Order of precedence, seating and place cards of an event, on paper."""

from collections.abc import Generator, Sequence

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import Marking
from planner.documents.country_brief import shown_only
from planner.documents.event_parts import release_section, rows_section, under_title
from planner.documents.event_programme import programmed
from planner.documents.expected import LAST_PLACE, in_order, post, who_comes
from planner.documents.expected_queries import expected
from planner.documents.papers import PaperKind, PaperMade, PaperTask, foot_of, paper_kind
from planner.events.models import Attendance, Event
from planner.events.page.queries import EventPage
from planner.jobs.registry import StepDone
from planner.presenters.paper import Paper, PlaceCard
from planner.shapes.document import Document, Section
from planner.web.language import locale
from planner.web.lists.columns import ListColumn, RowList
from planner.web.nationnames import nation_name

BY_PRECEDENCE = RowList(
    "seating",
    _l("Order of precedence and seats"),
    (
        ListColumn("place", _l("Place"), "precedence", "number"),
        ListColumn(
            "name",
            _l("Name"),
            "person.full_name",
            detail=lambda row, _about: row.person.name_native,
        ),
        ListColumn("nation", _l("Nation"), lambda row, _about: nation_name(row.person.nation_code)),
        ListColumn("post", _l("Post"), post),
        ListColumn("part", _l("Part"), lambda row, _about: str(row.role.label)),
        ListColumn("seat", _l("Seat"), "seat"),
    ),
)


def by_precedence(rows: Sequence[Attendance]) -> list[Attendance]:
    """Return people in the order of precedence; those without a place follow, as in programmes."""
    return sorted(in_order(rows), key=lambda row: row.precedence or LAST_PLACE)


def seating(task: PaperTask) -> Generator[StepDone, None, PaperMade]:
    """Read who is expected, and put them in their order, with a card for each."""
    page: EventPage = task.subject
    event, rows = page.event, by_precedence(expected(page.event))
    yield StepDone(1, 2)
    listed = rows_section(BY_PRECEDENCE, rows) if task.has_names else without_names(event)
    least = Marking.OFFICIAL if task.has_names else Marking.PUBLIC  # as the list of people
    sections = shown_only((listed, release_section([event])))
    document = Document(event.title, max(event.marking, least).label, sections=sections)
    under = under_title(_("Seating and place cards"), event)
    cards = tuple(map(card, rows)) if task.has_names else ()
    paper = Paper(document, under, foot_of(task.today), locale(), cards=cards)
    yield StepDone(2, 2)
    return PaperMade(paper, f"seating-{event.id}-{task.today}")


def without_names(event: Event) -> Section:
    """Return who comes by rank or number, and why nobody is named."""
    found = who_comes(event, has_names=False)
    why = _("Place cards name people: the country desk makes them, with a reason.")
    return Section(found.title, tables=found.tables, told=found.told, remarks=(why,))


def card(row: Attendance) -> PlaceCard:
    """Return the card of somebody: name with rank, its own script, nation and seat."""
    nation = nation_name(row.person.nation_code)
    under = " · ".join(filter(None, (nation, row.seat)))
    return PlaceCard(row.person.full_name, row.person.name_native, under)


SEATING = paper_kind(
    PaperKind(
        name="seating",
        label=_l("Seating and place cards"),
        make=seating,
        find=programmed,
        called=lambda page: page.event.title,
        back=lambda page: url_for("events.show", event_id=page.event.id),
        holds=_l(
            "Who comes in the order of precedence, with seats, and a card for each place to be"
            " cut out and folded."
        ),
        count_names=lambda page: len(expected(page.event)),
    )
)
