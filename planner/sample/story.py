"""The invented part of the sample office, every row of it marked “sample”."""

from datetime import timedelta

from planner.db import db
from planner.events.models import Event
from planner.sample.aftermath import tell_aftermath
from planner.sample.applied import apply_lessons
from planner.sample.commitments import promise_both_ways
from planner.sample.framework import plan_for_one
from planner.sample.invented import invent_events, postpone_one
from planner.sample.office import SampleOffice
from planner.sample.papers import attach_papers
from planner.sample.people import invent_people
from planner.sample.press import publish_of_nations, raise_concerns
from planner.sample.proposals import propose_more
from planner.sample.quality import rate_warning
from planner.sample.targets import set_targets
from planner.sample.ways import read_briefs, tell_ways

RECENT_YEARS = 3


def tell(office: SampleOffice, events: list[Event], partners: list[str]) -> None:
    """Add people, this year's engagements, what came of them, requirements and targets."""
    people = invent_people(office, partners)
    db.session.flush()
    with db.session.no_autoflush:  # each step flushes where the next one asks the database
        invented = invent_events(office, partners, people)
        postpone_one(office, partners[-1], people)
        db.session.flush()
        tell_aftermath(office, events, invented)
    tell_ways(office, partners)
    read_briefs(office, [event for _key, event in invented])
    apply_lessons(office, [event for _key, event in invented])
    attach_papers(office, [event for _key, event in invented])
    propose_more(office, [event for _key, event in invented])
    set_targets(office, partners)
    publish_of_nations(office, partners)
    raise_concerns(office, partners, [event for _key, event in invented])
    rate_warning(office)
    plan_for_one(office, partners[0])
    promise_both_ways(office, partners)


def frequent_partners(office: SampleOffice, events: list[Event], most: int = 12) -> list[str]:
    """Return the nations met most often in the last years, else ever; most frequent first."""
    since = office.today - timedelta(days=RECENT_YEARS * 365)
    recent = [event for event in events if event.ends_on and event.ends_on >= since]
    counts: dict[str, int] = {}
    for event in recent + events[-200:]:
        for nation in event.partners:
            if nation.nation_code != office.nation:
                counts[nation.nation_code] = counts.get(nation.nation_code, 0) + 1
    return sorted(counts, key=lambda code: (-counts[code], code))[:most]
