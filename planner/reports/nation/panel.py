"""The story of a partner on its page, in the present year: sentences first, then their parts."""

from flask import url_for
from flask_babel import gettext as _

from planner.partners.models import Nation
from planner.reports.coverage.panels import this_year
from planner.reports.figures.parts import in_days
from planner.reports.measures.contacts import Silence
from planner.reports.measures.scope import Links
from planner.reports.nation.balance import balance_section
from planner.reports.nation.people import people_section
from planner.reports.nation.sentences import sentences_of
from planner.reports.nation.story import NationStory, markings_of, story_of
from planner.reports.nation.wanted import wanted_section
from planner.reports.page_parts import report_links
from planner.reports.period_notes import period_notes
from planner.reports.report_markings import report_marking, report_release
from planner.shapes.document import Fact, Onward, Section, Verdict
from planner.shapes.figure import Sentence
from planner.web.access import viewer
from planner.web.markings import note_marking
from planner.web.panels import Sections, panel


@panel("nation", order=10)
def story_of_nation(nation: Nation) -> Sections | None:
    """Tell what is wanted, done, owed and next; of a nation that is not told of, nothing.

    A viewer with some nations sees some contacts of others at most, so “never met” may be false.
    """
    who = viewer()
    is_told = who.sees_content and (who.nations is None or nation.code in who.nations)
    if nation.is_own or not is_told:
        return None
    story = story_of(nation, this_year(), may_see_people=who.may("see_people"))
    note_marking(report_marking(story.scope))
    for one in markings_of(story):
        note_marking(one)
    if story.is_empty:
        return [nothing_told(story)]
    links = report_links()
    return [
        in_short(story, links),
        wanted_section(story, links),
        balance_section(story, links),
        people_section(story, links),
    ]


def in_short(story: NationStory, links: Links) -> Section:
    """Return the sentences, how long ago the last contact was, and what to do about it."""
    silence, met = story.silence, links.contacts(story.nation.code)
    onward = [Onward(_("Contacts so far"), met)] if silence.last_on else []
    if silence.is_stale and viewer().may("plan"):
        planned = links.plan(None, story.nation.code, None)
        onward.append(Onward(_("Plan an event"), planned, is_step=True))
    return Section(
        _("In short"),
        contact_facts(silence, met),
        verdict=verdict_on(silence),
        onward=tuple(onward),
        told=tuple(sentences_of(story, links)),
        remarks=(*period_notes(story.scope), *report_release(story.scope)),
        is_opening=True,
    )


def nothing_told(story: NationStory) -> Section:
    """Return what to do first with a partner of whom nothing is on record."""
    who, code = viewer(), story.nation.code
    steps = (
        ("plan", _("Plan an event"), url_for("events.new", nation=code)),
        ("propose_plan", _("Say what is wanted"), url_for("requirements.index")),
        ("edit_people", _("Enter a person"), url_for("people.new", nation=code)),
    )
    return Section(
        _("In short"),
        onward=tuple(Onward(label, to, is_step=True) for may, label, to in steps if who.may(may)),
        verdict=verdict_on(story.silence),
        absent=_(
            "Nothing is on record with this partner yet. Begin with a first event, with what is "
            "wanted of the year, or with the people you know; this page will tell the rest."
        ),
        remarks=period_notes(story.scope),
        is_opening=True,
    )


def verdict_on(silence: Silence) -> Verdict | None:
    """Return whether a nation was met in time for its tier; None where nothing is asked of it."""
    if silence.last_on is None:
        return Verdict("bad" if silence.is_stale else "none", _("Never met"))
    if silence.is_stale:
        reason = _("the limit is %(limit)s")
        silent = Sentence(_("Silent for %(days)s"), {"days": in_days(silence.days)})
        return Verdict("bad", silent, Sentence(reason, {"limit": in_days(silence.limit_days)}))
    return Verdict("good", _("Met in time")) if silence.limit_days else None


def contact_facts(silence: Silence, met: str) -> tuple[Fact, ...]:
    """Return when a nation was last met, how long ago, and the limit of its tier (METRICS M17)."""
    return (
        Fact(_("Last met"), silence.last_on, met),
        Fact(_("Days since"), in_days(silence.days)),
        Fact(_("Limit"), in_days(silence.limit_days)),
    )
