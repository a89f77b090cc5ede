"""Who of a nation is met, as a part of a document: names for those who may take them out."""

from dataclasses import replace
from datetime import date
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from planner.documents.met_queries import Met, expected_at, met_last
from planner.participants.meeting_queries import meetings
from planner.reports.measures.scope import Links
from planner.reports.nation.people import people_section
from planner.reports.nation.story import NationStory
from planner.shapes.document import Section
from planner.web.lists.columns import ListColumn, RowList


def post(met: Met, _about: Any) -> str:
    """Return the post and the organisation."""
    organisation = met.person.organisation
    name = organisation.name if organisation else ""
    return ", ".join(filter(None, (met.person.post, name)))


def met_on(met: Met, _about: Any) -> date | str:
    """Return the last day on which somebody was met."""
    return met.last_on or _("Never met")


MET = RowList(
    "met",
    _l("Who is met"),
    (
        ListColumn(
            "name",
            _l("Name"),
            "person.full_name",
            detail=lambda met, _about: met.person.name_native,
        ),
        ListColumn("post", _l("Post"), post),
        ListColumn("last", _l("Last met"), met_on, "day"),
    ),
)
MET_LAST = replace(MET, title=_l("Met last"))


def met_section(story: NationStory, links: Links, *, has_names: bool) -> Section:
    """Return the people of the next visit, else those met last; without names only by rank."""
    if not has_names:
        return people_section(story, links)
    expected = people_expected(story)
    table = MET.page(expected) if expected else MET_LAST.page(met_last(story.nation.code))
    return Section(table.title, tables=(table,), absent=_("Nobody of this nation is named."))


def people_met(story: NationStory) -> list[Met]:
    """Return whom a document of a nation names, with the day of the last meeting."""
    return people_expected(story) or met_last(story.nation.code)


def people_expected(story: NationStory) -> list[Met]:
    """Return who of a nation is on the list of the next event with it."""
    event = story.next_event
    expected = expected_at(event, story.nation.code) if event is not None else ()
    if not expected:
        return []
    seen = meetings([one.id for one in expected])
    return [Met(one, seen[one.id].last_on if one.id in seen else None) for one in expected]
