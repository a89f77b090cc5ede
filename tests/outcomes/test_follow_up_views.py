"""The inbox, lessons, media and panels, as their readers see them."""

from datetime import date

from planner.choices import EventState, FollowUpState, LessonState, Marking
from planner.clock import today
from planner.db import db
from planner.events.list.filtering import EventFilter
from planner.events.list.queries import filtered
from planner.outcomes.models import FollowUp, Lesson, MediaItem, Outcome
from tests.factories import (
    make_attendance,
    make_event,
    make_follow_up,
    make_nation,
    make_objective,
    make_organisation,
    make_outcome,
    make_person,
    make_report,
    make_user,
)
from tests.sheets import Sheet

LATE, LATER = date(2020, 1, 1), date(2099, 1, 1)


def undo_url(page):
    """Return the address behind the undo button of a page."""
    notice = page.html.split('class="flash ')[1]
    return notice.split('<form method="post" action="')[1].split('"')[0].replace("&amp;", "&")


def test_the_inbox_shows_mine_and_overdue_and_all(client_as):
    planner = client_as("planner")
    make_follow_up(what="My own", owner=planner.user, due_on=LATER)
    make_follow_up(what="Somebody’s late one", due_on=LATE)
    make_follow_up(what="Kept promise", state=FollowUpState.DONE, closed_on=LATE)

    mine = planner.get("/follow-ups/")
    overdue = planner.get("/follow-ups/?tab=overdue")
    everything = planner.get("/follow-ups/?tab=all&sort=-due")

    assert "My own" in mine.text and "late one" not in mine.text
    assert "late one" in overdue.text and "Kept" not in overdue.text
    assert "Mine 1 My nations 2 Overdue 1 All 3" in everything.text


def test_my_nations_are_those_of_the_event_and_of_the_promise(client_as):
    both = make_event(["FR", "ID"])
    make_follow_up(both, what="Promised to Paris", promised_nation_code="FR")
    make_follow_up(make_event(["ID"]), what="Between others", promised_nation_code="ID")
    make_follow_up(both, what="Kept", state=FollowUpState.DONE, closed_on=LATE)

    inbox = client_as("country_desk", nations=["FR"]).get("/follow-ups/?tab=nations")
    everybody = client_as("country_desk").get("/follow-ups/?tab=nations")

    assert "Promised to Paris" in inbox.text
    assert "Between others" not in inbox.text and "Kept" not in inbox.text
    assert "Between others" in everybody.text


def test_follow_ups_of_hidden_events_appear_nowhere(client_as):
    secret = make_event(marking=Marking.OFFICIAL_SENSITIVE)
    foreign = make_event(partners=["ID"])
    hidden = [make_follow_up(event=event, what="Hush") for event in (secret, foreign)]
    reader = client_as("country_desk", nations=["FR"], ceiling=Marking.OFFICIAL)

    assert "Hush" not in reader.get("/follow-ups/?tab=all").text
    assert "Hush" not in reader.get("/follow-ups.csv?tab=all").text
    for follow_up in hidden:
        assert reader.get(f"/follow-ups/{follow_up.id}").status == 404
        assert reader.post(f"/follow-ups/{follow_up.id}/done").status == 404
    reader.post("/follow-ups/bulk", {"follow_up_ids": [h.id for h in hidden], "step": "done"})
    assert all(follow_up.is_open for follow_up in hidden)


def test_done_can_be_undone(client_as):
    planner = client_as("planner")
    follow_up = make_follow_up(state=FollowUpState.IN_HAND)

    page = planner.follow(planner.post(f"/follow-ups/{follow_up.id}/done"))
    assert (follow_up.state, follow_up.closed_on) == (FollowUpState.DONE, today())
    planner.post(undo_url(page))

    assert (follow_up.state, follow_up.closed_on) == (FollowUpState.IN_HAND, None)


def test_an_undo_that_somebody_mangled_is_refused(client_as):
    assert client_as("planner").post("/follow-ups/reopen?kept=forged").status == 422


def test_several_are_closed_at_once_and_reopened_at_once(client_as):
    planner = client_as("planner")
    pair = [make_follow_up(), make_follow_up()]

    answer = planner.post(
        "/follow-ups/bulk",
        {"follow_up_ids": [row.id for row in pair], "step": "dropped", "note": "Moot"},
    )
    page = planner.follow(answer)
    assert {row.state for row in pair} == {FollowUpState.DROPPED}
    planner.post(undo_url(page))

    assert all(row.is_open for row in pair)


def test_a_refused_bulk_step_says_why_and_keeps_the_ticks(client_as):
    follow_up = make_follow_up()

    page = client_as("planner").post(
        "/follow-ups/bulk?tab=all", {"follow_up_ids": [follow_up.id], "step": "dropped"}
    )

    assert page.status == 422
    assert "why it is dropped" in page.text
    assert "checked" in page.html


def test_a_viewer_reads_but_does_not_touch(client_as):
    event = make_event(state=EventState.EXECUTED)
    follow_up = make_follow_up(event=event)
    reader = client_as("viewer")

    assert reader.get(f"/follow-ups/{follow_up.id}").status == 200
    reader.post(f"/follow-ups/{follow_up.id}/done")
    assert follow_up.is_open
    for url in (
        f"/events/{event.id}/report",
        f"/outcomes/new?event={event.id}",
        f"/lessons/new?event={event.id}",
        f"/media/new?event={event.id}",
    ):
        assert reader.get(url).status == 403


def test_files_hold_exactly_what_is_filtered(client_as):
    make_follow_up(what="In", promised_nation=make_nation("FR"))
    make_follow_up(what="Elsewhere", event=make_event(partners=["ID"]))
    make_nation("FR").is_partner = True
    planner = client_as("planner")

    text = planner.get("/follow-ups.csv?tab=all&nation=FR").text

    assert "In" in text and "Elsewhere" not in text
    assert planner.get("/follow-ups.xlsx?tab=all").status == 200
    assert planner.get("/follow-ups.pdf").status == 404


def test_a_new_follow_up_is_handed_out_from_the_event(client_as):
    planner, event = client_as("planner"), make_event(state=EventState.EXECUTED)
    url = f"/follow-ups/new?event={event.id}"

    assert planner.get(url).status == 200
    answer = planner.post(
        url, {"what": "Send thanks", "owner_id": planner.user_id, "due_on": "2099-01-01"}
    )

    page = planner.follow(answer)
    assert "Send thanks" in page.text


def test_outcomes_are_filtered_in_the_url(client_as):
    objective = make_objective()
    make_outcome(objective=objective, title="Wanted", strength=3)
    make_outcome(title="Not this")
    planner = client_as("planner")

    for query in (f"objective={objective.id}", "strength=3", "q=want"):
        for page in (planner.get(f"/outcomes/?{query}"), planner.get(f"/outcomes.csv?{query}")):
            assert "Wanted" in page.text and "Not this" not in page.text, query
    assert "No outcome fits" in planner.get("/outcomes/?verified=yes").text


def test_outcomes_of_hidden_events_appear_nowhere(client_as):
    shown, secret = make_event(), make_event(marking=Marking.OFFICIAL_SENSITIVE)
    outcome = make_outcome(title="Hush", events=[shown, secret])
    reader = client_as("planner", ceiling=Marking.OFFICIAL)

    assert "Hush" not in reader.get("/outcomes/").text
    assert reader.get(f"/outcomes/{outcome.id}").status == 404


def test_an_approver_verifies_and_withdraws_and_undoes(client_as):
    outcome = make_outcome(author=make_user())
    approver = client_as("approver")
    url = f"/outcomes/{outcome.id}"

    assert approver.post(url, {"verification_source": ""}).status == 422
    assert (
        "Verified"
        in approver.follow(approver.post(url, {"verification_source": "Minutes of 3 May"})).text
    )
    page = approver.follow(approver.post(f"{url}/withdraw"))
    assert not outcome.is_verified
    approver.post(undo_url(page))
    assert outcome.is_verified


def test_an_outcome_is_edited_and_removed(client_as):
    event = make_event(state=EventState.EXECUTED, starts_on=date(2025, 2, 4))
    outcome = make_outcome(events=[event], seen_on=date(2025, 3, 1))
    planner, url = client_as("planner"), f"/outcomes/{outcome.id}"

    assert planner.get(f"{url}/edit").status == 200
    answer = planner.post(
        f"{url}/edit",
        {
            "version": outcome.version,
            "base": "{}",
            "title": "Better words",
            "objective_id": outcome.objective_id,
            "kind": "access_granted",
            "sign": "neutral",
            "strength": "0",
            "seen_on": "2025-03-01",
            "event_ids": [event.id],
        },
    )
    assert "Better words" in planner.follow(answer).text
    assert planner.post(f"{url}/remove").status == 303
    assert db.session.query(Outcome).count() == 0


def test_lessons_move_on_and_are_listed(client_as):
    planner, event = client_as("planner"), make_event(state=EventState.EXECUTED)
    planner.post(f"/lessons/new?event={event.id}", {"what": "Early", "identified_on": "2025-01-01"})
    lesson = db.session.query(Lesson).one()

    page = planner.follow(planner.post(f"/lessons/{lesson.id}/advance"))

    assert lesson.state is LessonState.IDENTIFIED
    assert "The lesson is now: Identified" in page.text
    assert "Early" in planner.get("/lessons/?state=identified").text
    assert "Early" not in planner.get("/lessons/?state=validated").text
    assert "Early" in planner.get("/lessons.csv?kind=joint_exercise&nation=FR").text


def test_a_media_item_is_logged_changed_removed_and_brought_back(client_as):
    planner, event = client_as("planner"), make_event(state=EventState.EXECUTED)
    fields = {
        "title": "Hostile words",
        "kind": "news_report",
        "published_on": "2025-01-02",
        "tone": "-2",
        "audience": "own_public",
        "url": "https://example.org",
    }

    page = planner.follow(planner.post(f"/media/new?event={event.id}", fields))
    assert "Hostile words" in page.text and "−2 hostile" in page.text
    item = db.session.query(MediaItem).one()
    assert planner.get(f"/media/{item.id}/edit").status == 200
    page = planner.follow(planner.post(f"/media/{item.id}/remove"))
    assert db.session.query(MediaItem).count() == 0
    planner.post(undo_url(page))

    back = db.session.query(MediaItem).one()
    assert (back.title, back.tone, back.published_on) == ("Hostile words", -2, date(2025, 1, 2))


def names(flag):
    wanted = EventFilter(flags=(flag,))
    return {event.title for event in db.session.scalars(filtered(wanted, date(2030, 3, 1)))}


def test_the_event_list_knows_what_is_missing():
    bare = make_event(title="Bare", state=EventState.EXECUTED)
    none_found = make_event(title="None found", state=EventState.EXECUTED)
    make_report(event=none_found, has_no_outcomes=True)
    make_event(title="Closed without", state=EventState.CLOSED)
    make_event(title="Planned")
    make_follow_up(event=bare, due_on=date(2030, 2, 28))
    db.session.flush()

    assert names("no-outcome") == {"Bare", "Closed without"}
    assert names("report-due") == {"Bare"}
    assert names("no-report") == {"Bare", "Closed without"}
    assert names("overdue-follow-up") == {"Bare"}


def test_panels_show_promises_and_outcomes(client_as):
    event = make_event(state=EventState.EXECUTED)
    objective = make_objective()
    make_outcome(objective=objective, events=[event], title="Common radio net")
    make_follow_up(event=event, what="Send maps", promised_nation=make_nation("FR"))
    planner = client_as("planner")

    for url in (f"/events/{event.id}", "/nations/FR"):
        page = planner.get(url)
        assert "Common radio net" in page.text and "Send maps" in page.text, url
    assert "Common radio net" in planner.get(f"/objectives/{objective.id}").text


def test_a_list_costs_the_same_however_long_it_is(client_as, queries):
    planner = client_as("planner")
    for _number in range(3):
        make_follow_up()
    planner.get("/follow-ups/?tab=all")
    with queries() as few:
        planner.get("/follow-ups/?tab=all")
    for _number in range(12):
        make_follow_up()
    db.session.commit()
    with queries() as many:
        planner.get("/follow-ups/?tab=all")

    assert len(many) <= len(few)
    assert len(many) <= 22


def test_a_person_page_shows_what_is_owed_after_their_events(client_as):
    staff = make_organisation("FR")
    person = make_person("FR", organisation=staff)
    event, hidden = make_event(), make_event(marking=Marking.OFFICIAL_SENSITIVE)
    make_attendance(event, person)
    make_attendance(hidden, person)
    owner = make_user()
    make_follow_up(event, owner, what="Send the photographs")
    make_follow_up(hidden, owner, what="Hidden promise")
    make_follow_up(event, owner, what="Long done", state=FollowUpState.DONE, closed_on=LATE)
    make_follow_up(make_event(), owner, what="To the staff", promised_organisation=staff)
    make_follow_up(make_event(), owner, what="Elsewhere")

    page = client_as("country_desk", ceiling=Marking.OFFICIAL).get(f"/people/{person.id}")

    assert "Send the photographs" in page.text
    assert "To the staff" in page.text
    for other in ("Hidden promise", "Long done", "Elsewhere"):
        assert other not in page.text


def test_one_step_is_taken_with_all_of_a_list_after_saying_how_many(client_as):
    event, owner = make_event(), make_user()
    for _ in range(52):
        make_follow_up(event, owner)
    settled = make_follow_up(event, owner, state=FollowUpState.DONE, closed_on=date(2025, 1, 1))
    client = client_as("planner")
    url = "/follow-ups/?tab=all"
    assert "Do it with all 53 of this list…" in client.get(url).text
    sheet = Sheet(client, url)
    sheet.send("bulk?tab=all", all="1", step="handed_over", note="To the new desk")
    assert "Hand over: 52 follow-ups; 1 is left out" in sheet.page.text
    assert "It is settled already." in sheet.page.text
    assert db.session.query(FollowUp).filter_by(state=FollowUpState.HANDED_OVER).count() == 0
    newer = make_follow_up(event, owner)
    changed = db.session.query(FollowUp).filter_by(state=FollowUpState.OPEN).first()
    changed.note = "Somebody else’s"
    db.session.commit()
    sheet.url = "/follow-ups/bulk?tab=all"
    page = client.follow(sheet.send())
    assert "51 follow-ups changed. 2 were left out" in page.text
    assert "It was changed since you looked at it" in page.text
    db.session.expire_all()
    assert {row.state for row in (newer, changed)} == {FollowUpState.OPEN}
    assert settled.state is FollowUpState.DONE
    client.post(undo_url(page))
    assert db.session.query(FollowUp).filter_by(state=FollowUpState.OPEN).count() == 53


def test_all_of_a_list_ask_for_what_a_step_needs_and_for_those_who_may(client_as, monkeypatch):
    event, owner = make_event(), make_user()
    for _ in range(3):
        make_follow_up(event, owner)
    client = client_as("planner")
    url = "/follow-ups/bulk?tab=all"
    page = client.post(url, {"all": "1", "step": "dropped"})
    assert "Say in the note why it is dropped." in page.text
    assert "Drop: 0 follow-ups; 3 are left out" in page.text
    assert client.post(url, {"all": "1", "step": "reassign"}).status == 422
    assert client.post(url, {"all": "1", "step": "nonsense"}).status == 422
    forged = {"all": "1", "step": "done", "pinned": f"nonsense 0-1 {10**30}-1 -"}
    assert client.post(url, forged).status == 422
    monkeypatch.setattr("planner.outcomes.follow_up_bulk_views.MOST_AT_ONCE", 2)
    refused = client.post(url, {"all": "1", "step": "done"})
    assert refused.status == 422
    assert "more than 2 follow-ups" in refused.text
    assert client_as("viewer").post(url, {"all": "1", "step": "done"}).status == 403
    assert db.session.query(FollowUp).filter_by(state=FollowUpState.OPEN).count() == 3
