"""The brief for travellers: how a nation lives and meets, to print and take along."""

from collections.abc import Generator, Sequence

from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.choices import Marking
from planner.db import db
from planner.documents.papers import PaperKind, PaperMade, PaperTask, foot_of, paper_kind
from planner.jobs.registry import StepDone
from planner.partners.models import Nation
from planner.presenters.paper import Paper
from planner.shapes.document import Document, Fact, Section
from planner.ways.models import Way
from planner.ways.queries import brief_changed_on, ways_of
from planner.ways.words import notes_of_ways
from planner.web.access import viewer
from planner.web.day_words import day
from planner.web.language import locale
from planner.web.nationnames import nation_name


def nation_with_ways(code: str) -> Nation | None:
    """Return a nation of whose ways the viewer is told; None where nothing is known of them."""
    found = db.session.get(Nation, code.upper())
    is_told = found is not None and viewer().sees_content and ways_of([found.code])
    return found if is_told else None


def way_brief(task: PaperTask) -> Generator[StepDone, None, PaperMade]:
    """Read what is known of a nation, and put it kind by kind."""
    nation: Nation = task.subject
    ways = ways_of([nation.code])
    yield StepDone(1, 2)
    changed_on = brief_changed_on([nation.code])
    document = Document(
        nation_name(nation.code),
        marking_of(ways).label,
        facts=(Fact(_("Last changed"), day(changed_on) if changed_on else None),),
        sections=(Section(_("Customs and courtesies"), notes=notes_of_ways(ways)),),
    )
    paper = Paper(document, _("Brief for travellers"), foot_of(task.today), locale())
    yield StepDone(2, 2)
    return PaperMade(paper, f"ways-{nation.code}-{task.today}")


def marking_of(ways: Sequence[Way]) -> Marking:
    """Return the highest marking of rows; PUBLIC where none has one."""
    return max((way.marking for way in ways if way.marking is not None), default=Marking.PUBLIC)


paper_kind(
    PaperKind(
        name="ways",
        label=_l("Brief for travellers"),
        make=way_brief,
        find=lambda code, _query, _today: nation_with_ways(code),
        called=lambda nation: nation_name(nation.code),
        back=lambda nation: url_for("ways.of_nation", code=nation.code),
        holds=_l(
            "How a nation lives and meets: customs, forms of address, days, welcome topics, red"
            " lines, rules for gifts, language, dress and meals, each with its source."
        ),
    )
)
