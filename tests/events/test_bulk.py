"""From the list: keep filters, move and download what was ticked."""

from datetime import date

from sqlalchemy import select

from planner.choices import EventState, Marking
from planner.db import db
from planner.events.models import Event
from planner.history.models import HistoryEntry
from planner.reference.shipped_kinds import ShippedKind
from planner.viewers import EVERYTHING, acting_as
from tests.factories import NOW, make_event, make_nation, make_objective, make_own_nation
from tests.sheets import Sheet


def state_of(event):
    return db.session.get(Event, event.id, populate_existing=True).state


def concept(**fields):
    make_own_nation("AU")
    make_nation("FR", is_partner=True)
    return make_event(
        state=EventState.CONCEPT, objectives=[make_objective()], partners=["FR"], **fields
    )


def test_those_that_may_move_do_and_each_of_the_others_says_why(client_as):
    good, bare = concept(title="Good"), concept(title="Bare", benefit_own="")
    closed = make_event(title="Over", state=EventState.CLOSED)
    url = f"/events/bulk?selected=1&id={good.id}&id={bare.id}&id={closed.id}"
    client = client_as("planner")
    assert "3 events are selected" in client.get(url).text
    page = client.post(url, {"to": "planned", "reason_code": "", "note": ""})
    assert page.status == 200
    assert "1 event was changed" in page.text
    assert "2 were not" in page.text
    assert "what we gain" in page.text
    assert "“Over” is closed and cannot become planned" in page.text
    assert state_of(good) is EventState.PLANNED
    assert state_of(bare) is EventState.CONCEPT
    assert state_of(closed) is EventState.CLOSED


def test_a_reason_is_asked_for_once_for_all(client_as):
    events = [make_event(), make_event()]
    url = "/events/bulk?" + "&".join(f"id={event.id}" for event in events)
    client = client_as("planner")
    page = client.post(url, {"to": "cancelled", "reason_code": "", "note": ""})
    assert page.text.count("Choose a reason") == 2
    page = client.post(url, {"to": "cancelled", "reason_code": "weather", "note": ""})
    assert "2 events were changed" in page.text
    assert state_of(events[0]) is EventState.CANCELLED
    transition = db.session.get(Event, events[1].id).transitions[-1]
    assert (transition.reason_code, transition.by_id) == ("weather", client.user_id)


def test_events_that_went_as_planned_take_their_planned_days(client_as, clock_at):
    clock_at(NOW)
    fields = {"state": EventState.IN_PROGRESS, "participants_actual": 40}
    good = make_event(title="Good", **fields)
    vague = make_event(title="Vague", date_precision="month", **fields)
    known = make_event(
        title="Known",
        actual_starts_on=date(2030, 2, 5),
        actual_ends_on=date(2030, 2, 5),
        **fields,
    )
    url = "/events/bulk?" + "&".join(f"id={event.id}" for event in (good, vague, known))
    client = client_as("planner")
    refused = client.post(url, {"to": "executed"})
    assert refused.text.count("add: the actual first and last day") == 2
    assert state_of(good) is EventState.IN_PROGRESS

    again = client.post(url, {"to": "executed", "as_planned": "y"})

    assert "add: the actual first and last day" in again.text
    assert state_of(vague) is EventState.IN_PROGRESS
    moved = db.session.get(Event, good.id, populate_existing=True)
    assert (moved.state, moved.actual_starts_on) == (EventState.EXECUTED, moved.starts_on)
    assert db.session.get(Event, known.id).actual_starts_on == date(2030, 2, 5)


def test_the_tick_for_planned_days_is_offered_only_where_events_can_end(client_as):
    begun, planned = make_event(state=EventState.IN_PROGRESS), make_event()
    client, words = client_as("planner"), "They took place on the planned days"
    assert words in client.get(f"/events/bulk?id={begun.id}").text
    assert words not in client.get(f"/events/bulk?id={planned.id}").text


def test_a_state_has_to_be_chosen_and_events_ticked(client_as):
    client = client_as("planner")
    event = make_event()
    assert client.post(f"/events/bulk?id={event.id}", {}).status == 422
    assert "No event is selected" in client.get("/events/bulk?selected=1").text
    assert client.post("/events/bulk?selected=1", {"to": "planned"}).status == 422


def test_hidden_events_cannot_be_moved_and_a_viewer_moves_none(client_as):
    hidden = make_event(title="Hidden", marking=Marking.OFFICIAL_SENSITIVE)
    client = client_as("planner", ceiling=Marking.OFFICIAL)
    url = f"/events/bulk?id={hidden.id}"
    assert "Hidden" not in client.get(url).text
    client.post(url, {"to": "cancelled", "reason_code": "weather"})
    assert client_as("viewer").get(url).status == 403
    assert client_as(None).post(url, {"to": "cancelled"}).status == 403
    with acting_as(db.session, EVERYTHING):
        assert state_of(hidden) is EventState.PLANNED


def test_what_is_ticked_is_downloaded_and_nothing_else(client_as):
    wanted, other = make_event(title="Wanted"), make_event(title="Other")
    client = client_as("viewer")
    body = client.get(f"/events.csv?selected=1&id={wanted.id}").body.decode("utf-8-sig")
    assert "Wanted" in body
    assert other.title not in body
    assert "Wanted" not in client.get("/events.csv?selected=1").body.decode("utf-8-sig")


def test_a_download_is_in_the_history(client_as):
    make_event()
    client_as("viewer").get("/events.csv?kind=joint_exercise")
    entry = db.session.scalars(select(HistoryEntry).where(HistoryEntry.verb == "exported")).one()
    assert entry.changes == {"rows": [None, 1]}
    assert entry.subject_label == "events?kind=joint_exercise"


def test_the_page_of_all_filters_is_filled_from_the_url(client_as):
    objective = make_objective(name="Trust")
    make_event(objectives=[objective], starts_on=date(2030, 2, 4))
    page = client_as("viewer").get(
        f"/events/filter?kind=ceremony&objective={objective.id}&from=2030-01-01&flag=undated"
    )
    assert page.html.count(" checked") == 3
    assert 'value="2030-01-01"' in page.html


def all_of(client, query, **fields):
    """Ask for a change of all events of a filter; return the sheet that says how many."""
    sheet = Sheet(client, f"/events/bulk?all=1{query}")
    sheet.send(**fields)
    return sheet


def test_all_of_a_filter_are_changed_after_saying_how_many_and_why_not(client_as):
    for number in range(52):
        concept(title=f"Good {number}")
    bare = concept(title="Bare", benefit_own="")
    other = concept(title="Other kind", kind=ShippedKind.CEREMONY)
    client = client_as("planner")
    listed = client.get("/events/?kind=joint_exercise")
    assert "Change the state of all 53 of this filter…" in listed.text
    assert "/events/bulk?all=1&kind=joint_exercise" in listed.links
    assert (
        "All 53 events of the filter" in client.get("/events/bulk?all=1&kind=joint_exercise").text
    )

    sheet = all_of(client, "&kind=joint_exercise", to="planned")

    assert "52 events become “Planned”; 1 is left out" in sheet.page.text
    assert "what we gain" in sheet.page.text
    assert state_of(bare) is EventState.CONCEPT
    assert db.session.query(Event).filter_by(state=EventState.PLANNED).count() == 0
    newer = concept(title="Made meanwhile")
    changed = db.session.scalars(select(Event).where(Event.title == "Good 7")).one()
    changed.summary = "Saved by somebody else"
    db.session.commit()

    form = sheet.form()
    done = sheet.send()

    assert "51 events were changed; 2 were not" in done.text
    assert "It was changed since you looked at it" in done.text
    assert state_of(changed) is EventState.CONCEPT
    assert [state_of(event) for event in (newer, other)] == [EventState.CONCEPT] * 2
    planned = db.session.query(Event).filter_by(state=EventState.PLANNED).count()
    assert planned == 51
    again = client.post(sheet.url, form["values"])
    assert "already" in client.follow(again).text
    assert db.session.query(Event).filter_by(state=EventState.PLANNED).count() == planned


def test_a_filter_of_too_many_events_is_refused_in_a_sentence(client_as, monkeypatch):
    monkeypatch.setattr("planner.events.list.bulk_queries.MOST_AT_ONCE", 2)
    monkeypatch.setattr("planner.events.list.bulk_choice_views.MOST_AT_ONCE", 2)
    for _ in range(3):
        make_event()
    page = client_as("planner").get("/events/bulk?all=1")
    assert page.status == 422
    assert "more than 2 events" in page.text
    assert client_as("planner").get("/events/bulk?all=1&kind=nonsense").status == 422


def test_all_of_a_filter_are_those_that_its_reader_sees(client_as):
    seen = make_event(title="Seen")
    hidden = make_event(title="Hidden", marking=Marking.OFFICIAL_SENSITIVE)
    client = client_as("planner", ceiling=Marking.OFFICIAL)
    sheet = all_of(client, "", to="cancelled", reason_code="weather")
    assert "1 event becomes “Cancelled”" in sheet.page.text
    forged = {"to": "cancelled", "reason_code": "weather", "confirmed": "yes"}
    forged["seen"] = f"{hidden.id}-{hidden.version} nonsense {10**30}-1 -"
    page = client.post(sheet.url, forged)
    assert page.status == 422
    assert "Hidden" not in page.text
    with acting_as(db.session, EVERYTHING):
        assert state_of(hidden) is EventState.PLANNED
    assert "1 event was changed" in sheet.send().text
    assert state_of(seen) is EventState.CANCELLED
    assert client_as("viewer").get(sheet.url).status == 403


def test_a_whole_filter_asks_for_a_state_like_a_few_events(client_as):
    make_event()
    client = client_as("planner")
    assert client.post("/events/bulk?all=1", client.fields("/events/bulk?all=1")).status == 422
    assert "No event is selected" in client.get("/events/bulk?all=1&kind=ceremony").text


def test_the_number_of_statements_does_not_grow_with_the_events_of_a_filter(client_as, queries):
    client, counts = client_as("planner"), []
    for _ in range(2):
        make_event()
        for _ in range(6):
            make_event(state=EventState.CLOSED)
        sheet = Sheet(client, "/events/bulk?all=1")
        pinned = sheet.form()["values"]["seen"]
        with queries() as seen:
            sent = {"to": "cancelled", "reason_code": "weather", "confirmed": "yes", "seen": pinned}
            client.post(sheet.url, sent)
        counts.append(len(seen))
    assert counts[1] <= counts[0] + 2, counts
