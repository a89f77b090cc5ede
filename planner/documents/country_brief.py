"""The brief before a visit, on one page: who is met, what is owed, what came of it, what next."""

from collections.abc import Generator, Sequence
from dataclasses import replace

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import Marking, PromisedBy
from planner.commitments.columns import PROMISED_BY_THEM, PROMISED_BY_US
from planner.commitments.lines import PromiseLine
from planner.commitments.queries import of_nation, of_side, open_promises
from planner.db import db
from planner.documents.met import met_section, people_met
from planner.documents.papers import PaperKind, PaperMade, PaperTask, foot_of, listed, paper_kind
from planner.events.models import Event
from planner.events.page.columns import MEETINGS
from planner.events.queries import events_with
from planner.jobs.registry import StepDone
from planner.outcomes.columns import FOLLOW_UPS, OUTCOMES, STANDS
from planner.outcomes.models import FollowUp
from planner.outcomes.promise_queries import owed_with_nation
from planner.outcomes.queries import outcomes_with
from planner.outcomes.told import told
from planner.partners.models import Nation
from planner.presenters.paper import Paper
from planner.reports.coverage.panels import this_year
from planner.reports.nation.balance import balance_section
from planner.reports.nation.panel import verdict_on
from planner.reports.nation.sentences import last_met, wanted_and_done
from planner.reports.nation.story import NationStory, story_of
from planner.reports.page_parts import report_links
from planner.reports.report_markings import report_marking, report_release
from planner.shapes.document import Document, Section
from planner.shapes.figure import joined
from planner.ways.models import Way
from planner.ways.queries import ways_of
from planner.ways.words import notes_of_ways
from planner.web.access import viewer
from planner.web.day_words import period
from planner.web.language import locale
from planner.web.nationnames import nation_name

OWED = replace(
    FOLLOW_UPS.picking(_l("Owed after events with it"), "what", "due"), notes=lambda _rows: ()
)
OWED_AFTER = replace(OWED, columns=(*OWED.columns, replace(STANDS, press=None)))
CAME_OF_IT = replace(
    OUTCOMES.picking(_l("Last outcomes"), "title", "strength", "seen"), notes=lambda _rows: ()
)
NEXT = MEETINGS.picking(_l("Next events"), "title", "first", "state")


def nation_told_of(code: str) -> Nation | None:
    """Return a nation of which the viewer is told on its page; None of any other."""
    who, found = viewer(), db.session.get(Nation, code.upper())
    if found is None or found.is_own or not who.sees_content:
        return None
    return found if who.nations is None or found.code in who.nations else None


def story(nation: Nation) -> NationStory:
    """Return the story of a nation in the present year, as its page tells it."""
    return story_of(nation, this_year(), may_see_people=viewer().may("see_people"))


def country_brief(task: PaperTask) -> Generator[StepDone, None, PaperMade]:
    """Read the story of a nation and put it on one page."""
    nation, found = task.subject, story(task.subject)
    yield StepDone(1, 2)
    brief = brief_of(found, task)
    yield StepDone(2, 2)
    return PaperMade(brief, f"brief-{nation.code}-{task.today}")


def brief_of(found: NationStory, task: PaperTask) -> Paper:
    """Return the page: what is told of the nation on the left, what is owed and next beside it."""
    code, links = found.nation.code, report_links()
    ours, theirs = both_ways(code)
    owed = not_among(ours, owed_with_nation(code))
    ways = ways_of([code])
    outcomes, (ahead, _past) = outcomes_with(code), events_with(code, task.today)
    left = (
        in_short(found),
        met_section(found, links, has_names=task.has_names),
        balance_section(found, links),
        notes_on(ways),
        Section("", remarks=report_release(found.scope, ahead)),
    )
    beside = (
        listed(PROMISED_BY_US, ours, task.today, _("Nothing promised is still owed.")),
        listed(PROMISED_BY_THEM, theirs, task.today),
        listed(OWED_AFTER, owed, task.today),
        listed(CAME_OF_IT, outcomes, absent=_("No outcome recorded with this nation yet.")),
        listed(NEXT, ahead, absent=_("No event is planned.")),
    )
    markings = [one.marking for one in told([*owed, *outcomes])]
    markings += [one.marking for one in ahead] + [one.marking for one in (*ours, *theirs)]
    markings += [one.marking for one in ways if one.marking is not None]
    least = Marking.OFFICIAL if task.has_names else Marking.PUBLIC  # as the list of people
    marking = max([report_marking(found.scope), least, *markings])
    document = Document(nation_name(code), marking.label, sections=left)
    under = " · ".join((_("Country brief"), *visit_words(found.next_event)))
    return Paper(document, under, foot_of(task.today), locale(), True, shown_only(beside))


def visit_words(event: Event | None) -> tuple[str, ...]:
    """Return the next event with its days, where there is one."""
    return () if event is None else (event.title, period(event.start, event.end))


def both_ways(code: str) -> tuple[list[PromiseLine], list[PromiseLine]]:
    """Return what we promised a nation and what it promised us, as far as it is open."""
    ours, theirs = (
        open_promises(of_nation(code), of_side(side))
        for side in (PromisedBy.OURS, PromisedBy.THEIRS)
    )
    return ours, theirs


def not_among(promised: Sequence[PromiseLine], owed: Sequence[FollowUp]) -> list[FollowUp]:
    """Return follow-ups without those that stand among the promises."""
    shown = {one.key for one in promised if one.source == "follow_up"}
    return [one for one in owed if one.id not in shown]


def in_short(found: NationStory) -> Section:
    """Return how the partner stands: met in time or not, what was wanted and done this year."""
    links = report_links()
    said = (last_met(found, links), joined(list(wanted_and_done(found, links))))
    return Section(_("In short"), told=said, verdict=verdict_on(found.silence))


def notes_on(ways: Sequence[Way]) -> Section:
    """Return how a nation lives and meets, as far as it is known."""
    return Section(_("Customs and courtesies") if ways else "", notes=notes_of_ways(ways))


def shown_only(sections: Sequence[Section]) -> tuple[Section, ...]:
    """Return sections without those that are empty and say nothing, nor to whom they may go."""
    return tuple(one for one in sections if not one.is_empty or one.absent or one.remarks)


paper_kind(
    PaperKind(
        name="brief",
        label=_l("Country brief"),
        make=country_brief,
        find=lambda code, _query, _today: nation_told_of(code),
        called=lambda nation: nation_name(nation.code),
        back=lambda nation: url_for("nations.show", code=nation.code),
        holds=_l(
            "One page for tomorrow’s visit: who is met, what is promised both ways and owed,"
            " the last outcomes, the balance, the next events, customs and courtesies."
        ),
        count_names=lambda nation: len(people_met(story(nation))),
    )
)
