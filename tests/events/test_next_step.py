"""The page of an event leads with what it needs next; what is empty is one line."""

import re
from datetime import timedelta

from planner.choices import EventState
from planner.clock import today
from tests.factories import make_event, make_objective


def lead_of(client, event):
    """Return the words of what the page leads with, before anything else of the event."""
    page = client.get(f"/events/{event.id}")
    before, _mark, after = page.html.partition('<section class="next-step')
    if not after:
        return ""
    assert "Overview" not in before
    return re.sub(r"<[^>]+>|\s+", " ", after.partition("</section>")[0])


def test_the_page_leads_with_the_next_step_of_its_reader(client_as):
    planner = client_as("planner")
    soon, past = today() + timedelta(days=40), today() - timedelta(days=3)
    concept = make_event(["FR"], [make_objective()], soon, state=EventState.CONCEPT)
    assert "Next: planned" in lead_of(planner, concept)
    assert "Mark as planned" in lead_of(planner, concept)
    asked = make_event(["FR"], (), past, 1, state=EventState.APPROVED)
    assert "Did it take place?" in lead_of(planner, asked)
    held = make_event(["FR"], (), past, 1, state=EventState.EXECUTED)
    assert "Write the report" in lead_of(planner, held)
    assert "The report is due" in lead_of(planner, held)
    assert "Write the report" not in lead_of(client_as("viewer"), held)
    assert lead_of(client_as("viewer"), concept) == ""


def test_what_is_empty_is_one_line_with_the_ways_to_add_it(client_as):
    event = make_event(["FR"], (), today() + timedelta(days=40), state=EventState.CONCEPT)
    page = client_as("planner").get(f"/events/{event.id}")
    (line,) = re.findall(r'<p class="not-yet.*?</p>', page.html, re.S)
    assert re.findall(r">([\w-]+)</a>", line) == [
        *("Objectives", "Risks", "Timetable", "Culture", "Gifts", "Follow-ups", "Media"),
        "Concerns",
    ]
    assert "Not there yet: Participants, After-action report, Outcomes, Lessons." in line
    for heading in ("Objectives served", "Participants", "Risks", "Outcomes", "Media", "Lessons"):
        assert f"<h2>{heading}</h2>" not in page.html, heading
    assert f"/events/{event.id}/risks" in page.links
    reader = client_as("viewer").get(f"/events/{event.id}")
    (line,) = re.findall(r'<p class="not-yet.*?</p>', reader.html, re.S)
    assert "Not there yet: Objectives, Participants, Risks, Timetable, Culture, Gifts, " in line
    assert "<a " not in line
