"""The turnover book: what a successor needs to know of the nations of a desk."""

from collections.abc import Generator, Iterator
from dataclasses import replace
from datetime import date, timedelta
from urllib.parse import parse_qsl

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from planner.choices import Marking
from planner.commitments.columns import PROMISED_BY_THEM, PROMISED_BY_US
from planner.documents.country_brief import (
    OWED_AFTER,
    both_ways,
    in_short,
    nation_told_of,
    not_among,
    notes_on,
    story,
)
from planner.documents.papers import (
    PaperKind,
    PaperMade,
    PaperTask,
    foot_of,
    listed,
    paper_kind,
)
from planner.documents.turnover_queries import events_between
from planner.events.page.columns import MEETINGS
from planner.jobs.registry import StepDone
from planner.outcomes.columns import OUTCOMES
from planner.outcomes.lesson_columns import LESSONS
from planner.outcomes.lesson_filtering import LessonFilter
from planner.outcomes.lesson_queries import all_lessons
from planner.outcomes.promise_queries import owed_with_nation
from planner.outcomes.queries import outcomes_with
from planner.outcomes.told import told
from planner.participants.columns import PEOPLE
from planner.participants.filtering import PersonFilter
from planner.participants.queries import all_people, people_total
from planner.partners.catalogue_columns import PROGRAMMES
from planner.partners.catalogue_queries import programmes, whole_catalogue
from planner.partners.filtering import ProgrammeFilter
from planner.partners.models import Nation
from planner.presenters.paper import Paper
from planner.reports.nation.people import people_section
from planner.reports.nation.sentences import sentences_of
from planner.reports.nation.story import NationStory
from planner.reports.page_parts import report_links
from planner.reports.report_markings import report_marking, report_release
from planner.shapes.document import Document, Section
from planner.ways.queries import ways_of
from planner.web.language import locale
from planner.web.nationnames import nation_name, partner_codes

AHEAD = timedelta(days=180)
IN_ALL = 10**6
"""More than anybody owes: the page shows the most urgent, the book everything."""
ON_RECORD = replace(
    PEOPLE.picking(_l("People"), "name", "rank", "organisation", "post"), marking=lambda _rows: ""
)
SERIES = PROGRAMMES.picking(_l("Programmes"), "name", "kind", "years")
CAME_OF_IT = replace(
    OUTCOMES.picking(_l("Last outcomes"), "title", "strength", "seen"), notes=lambda _rows: ()
)
LEARNED = replace(LESSONS.picking(_l("Lessons"), "what", "advice", "state"), notes=lambda _rows: ())
CALENDAR = MEETINGS.picking(_l("The next 180 days"), "title", "kind", "first", "last", "state")
"""The lists of the book, each as it stands in the product."""


def nations_asked(key: str, query: str, _today: date) -> list[Nation] | None:
    """Return the chosen nations, or all partners, of which the viewer is told; None of none."""
    chosen = [code for name, code in parse_qsl(query) if name == "nation"]
    found = [nation_told_of(code) for code in dict.fromkeys(chosen or partner_codes())]
    nations = [one for one in found if one is not None]
    return sorted(nations, key=called) if key == "nations" and nations else None


def called(nation: Nation) -> str:
    """Return the name of a nation."""
    return nation_name(nation.code)


def turnover_book(task: PaperTask) -> Generator[StepDone, None, PaperMade]:
    """Read nation by nation, each a step, and bind them into one book."""
    parts: list[tuple[Document, Marking]] = []
    bare: list[Nation] = []
    for number, nation in enumerate(task.subject, 1):
        found = story(nation)
        part, marking = part_of(found, task)
        if is_bare(found, part):
            bare.append(nation)
        else:
            parts.append((part, marking))
        yield StepDone(number, len(task.subject))
    marking = max((own for _part, own in parts), default=Marking.PUBLIC)
    whole = Document(_("Turnover book"), marking.label)
    documents = with_bare([part for part, _own in parts], bare)
    under = nations_called(task.subject)
    paper = Paper(whole, under, foot_of(task.today), locale(), parts=documents)
    return PaperMade(paper, f"turnover-{task.today}")


def is_bare(found: NationStory, part: Document) -> bool:
    """Say whether nothing is on record of a nation: its page would say so and no more."""
    _in_short, *others = part.sections
    return found.is_empty and all(one.is_empty for one in others)


def with_bare(parts: list[Document], bare: list[Nation]) -> tuple[Document, ...]:
    """Return the parts of the book; the last one names the nations with nothing on record."""
    if not bare:
        return tuple(parts)
    names = ", ".join(map(called, bare))
    last = Section(_("Nothing on record yet"), remarks=(names,))
    if not parts:
        return (Document(_("Turnover book"), Marking.PUBLIC.label, sections=(last,)),)
    return (*parts[:-1], replace(parts[-1], sections=(*parts[-1].sections, last)))


def part_of(found: NationStory, task: PaperTask) -> tuple[Document, Marking]:
    """Return what the book says of one nation, and its marking."""
    code, today, links = found.nation.code, task.today, report_links()
    ours, theirs = both_ways(code)
    owed = not_among(ours, owed_with_nation(code, IN_ALL))
    ways = ways_of([code])
    outcomes, lessons = outcomes_with(code), all_lessons(LessonFilter(nation=(code,)))
    ahead = events_between(code, today, today + AHEAD)
    sections = (
        replace(in_short(found), told=tuple(sentences_of(found, links))),
        notes_on(ways),
        people_on_record(found, task),
        listed(SERIES, whole_catalogue(programmes(ProgrammeFilter(nation=code)))),
        listed(PROMISED_BY_US, ours, today, _("Nothing promised is still owed.")),
        listed(PROMISED_BY_THEM, theirs, today),
        listed(OWED_AFTER, owed, today),
        listed(CAME_OF_IT, outcomes),
        listed(LEARNED, lessons),
        listed(CALENDAR, ahead, absent=_("No event is planned.")),
        Section("", remarks=report_release(found.scope, ahead)),
    )
    least = Marking.OFFICIAL if task.has_names else Marking.PUBLIC  # as the list of people
    rows = [*told([*owed, *outcomes, *lessons]), *ahead, *ours, *theirs]
    own = [way.marking for way in ways if way.marking is not None]
    marking = max([report_marking(found.scope), least, *own, *markings_of(rows)])
    kept = tuple(one for one in sections if not one.is_empty or one.absent or one.remarks)
    return Document(nation_name(code), marking.label, sections=kept), marking


def markings_of(rows: list[object]) -> Iterator[Marking]:
    """Give the markings of events and of what tells of them."""
    for one in rows:
        yield Marking(getattr(one, "marking", None) or Marking.PUBLIC)


def people_on_record(found: NationStory, task: PaperTask) -> Section:
    """Return everybody of a nation on record by name, or how many by rank."""
    if not task.has_names:
        return people_section(found, report_links())
    people = all_people(PersonFilter("", found.nation.code))
    return listed(ON_RECORD, people, absent=_("Nobody of this nation is on record yet."))


def nations_called(nations: list[Nation]) -> str:
    """Return a few nations by name, more of them by number."""
    if len(nations) <= 6:
        return ", ".join(map(called, nations))
    return str(ngettext("%(num)s nation", "%(num)s nations", len(nations)))


def number_of_people(nations: list[Nation]) -> int:
    """Count the people on record of nations, as far as the viewer may see."""
    return sum(people_total(PersonFilter("", one.code)) for one in nations)


paper_kind(
    PaperKind(
        name="turnover",
        label=_l("Turnover book"),
        make=turnover_book,
        find=nations_asked,
        called=nations_called,
        back=lambda _nations: url_for("nations.index"),
        holds=_l(
            "For a successor, nation by nation: how it stands, people, programmes, promises both"
            " ways, open follow-ups, outcomes, lessons, and the calendar of the next 180 days."
        ),
        count_names=number_of_people,
    )
)
