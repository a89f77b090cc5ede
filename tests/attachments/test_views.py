"""Documents on events: sent, listed, fetched, changed, removed and brought back; and refusals."""

import re
from hashlib import sha256

import pytest
from sqlalchemy import select

from planner.attachments.models import Attachment
from planner.choices import Marking
from planner.db import db
from planner.history.models import HistoryEntry
from planner.server.arriving import UPLOADS
from planner.web.uploading import TAKES_FILES
from tests.attachments.conftest import attached, send
from tests.attachments.documents import office, pdf, png
from tests.factories import NOW, make_event, make_nation
from tests.web.test_kept import end_everywhere, given_back, in_again, next_of

LOW, HIGH = Marking.OFFICIAL, Marking.OFFICIAL_SENSITIVE


@pytest.fixture(autouse=True)
def still_clock(clock_at):
    clock_at(NOW)


def rows():
    return list(db.session.scalars(select(Attachment).order_by(Attachment.id)))


def stored(folder):
    return sorted(path.name for path in folder.glob("??/*"))


def test_several_documents_are_attached_at_once_and_listed(client_as, own_store):
    event, client = make_event(), client_as("planner")
    address = f"/attachments/new?event={event.id}"
    assert client.get(f"/events/{event.id}").text.count("No document is attached yet.") == 1
    page = client.get(address)
    assert 'enctype="multipart/form-data"' in page.html
    assert "js/upload" in page.html
    answer = send(client, address, ("Müller: plan.pdf", pdf()), ("map.png", png()))
    assert (answer.status, answer.location) == (303, f"/events/{event.id}#attachments")
    made = rows()
    assert [(one.name, one.kind, one.size, one.author_id) for one in made] == [
        ("Müller: plan.pdf", "pdf", len(pdf()), client.user_id),
        ("map.png", "png", len(png()), client.user_id),
    ]
    assert stored(own_store) == sorted(sha256(one).hexdigest() for one in (pdf(), png()))
    modes = {path: path.stat().st_mode & 0o777 for path in own_store.rglob("*")}
    assert {mode for path, mode in modes.items() if path.is_file()} == {0o600}
    assert {mode for path, mode in modes.items() if path.is_dir()} == {0o700}
    assert not list((own_store / "arriving").iterdir())
    shown = client.get(f"/events/{event.id}").text
    assert "Müller: plan.pdf PDF · 50 bytes · " in shown
    assert "Attached: Müller: plan.pdf, map.png" in shown
    entry = db.session.scalars(select(HistoryEntry).filter_by(subject_kind="attachment")).first()
    assert (entry.verb, entry.subject_label, entry.event_id) == ("added", made[0].name, event.id)
    told = client.get(f"/attachments/{made[0].id}")
    assert made[0].sha256 in told.text


def test_a_document_leaves_as_something_to_save_that_runs_nowhere(client_as):
    event = make_event()
    row = attached("event", event, "Besuch Köln.pdf")
    page = client_as("viewer").get(
        f"/attachments/{row.id}/file", headers={"Accept-Encoding": "gzip"}
    )
    assert (page.status, page.body) == (200, pdf())
    told = page.headers
    assert told["Content-Type"] == "application/pdf"
    assert told["Content-Disposition"] == (
        "attachment; filename=\"Besuch Koln.pdf\"; filename*=UTF-8''Besuch%20K%C3%B6ln.pdf"
    )
    assert told["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert told["X-Content-Type-Options"] == "nosniff"
    assert told["Cross-Origin-Resource-Policy"] == "same-origin"
    assert "no-store" in told["Cache-Control"]
    assert "Content-Encoding" not in told
    entries = db.session.scalars(select(HistoryEntry).filter_by(verb="exported")).all()
    assert [(one.subject_id, one.event_id) for one in entries] == [(str(row.id), event.id)]


def test_a_part_of_a_document_is_given_and_a_wrong_one_refused(client_as):
    row, client = attached("event", make_event()), client_as("viewer")
    part = client.get(f"/attachments/{row.id}/file", headers={"Range": "bytes=5-9"})
    assert (part.status, part.body) == (206, pdf()[5:10])
    assert part.headers["Content-Range"] == f"bytes 5-9/{len(pdf())}"
    beyond = client.get(f"/attachments/{row.id}/file", headers={"Range": "bytes=900-"})
    assert beyond.status == 416
    assert not db.session.scalars(select(HistoryEntry).filter_by(verb="exported")).all()


def test_all_are_attached_or_none_and_each_is_told(client_as, own_store):
    event, client = make_event(), client_as("planner")
    address = f"/attachments/new?event={event.id}"
    bad = office(word__vbaProject_bin=b"x")
    answer = send(client, address, ("good.pdf", pdf()), ("bad.docx", bad), ("again.pdf", pdf()))
    assert answer.status == 422
    assert "Nothing was attached" in answer.text
    assert "good.pdf can be taken" in answer.text
    assert re.search("bad.docx It holds macros", answer.text)
    assert "again.pdf It was chosen twice." in answer.text
    assert not rows()
    assert not stored(own_store)
    assert not list((own_store / "arriving").iterdir())
    assert send(client, address).status == 422
    many = [(f"{number}.pdf", pdf(str(number))) for number in range(21)]
    assert "at most 20 files" in send(client, address, *many).text
    assert not rows()


def test_the_same_octets_twice_on_one_event_are_told_and_on_two_are_kept_once(client_as, own_store):
    first, second, client = make_event(), make_event(), client_as("planner")
    attached("event", first, "one.pdf")
    again = send(client, f"/attachments/new?event={first.id}", ("two.pdf", pdf()))
    assert (again.status, "already, as “one.pdf”" in again.text) == (422, True)
    assert send(client, f"/attachments/new?event={second.id}", ("two.pdf", pdf())).status == 303
    assert len(rows()) == 2
    assert len(stored(own_store)) == 1


def test_limits_are_told_and_kept(app, client_as):
    address, client = f"/attachments/new?event={make_event().id}", client_as("planner")
    large = pdf("x" * 1024 * 1024)
    app.config["RAPPORT_FILE_MIB"] = "1"
    assert "larger than 1 MiB" in send(client, address, ("large.pdf", large)).text
    assert "It is empty." in send(client, address, ("none.txt", b"")).text
    app.config |= {"RAPPORT_FILE_MIB": "2", "RAPPORT_FILES_MIB": "1"}
    assert "no room for more" in send(client, address, ("large.pdf", large)).text
    before = app.config["LARGEST_UPLOAD"]
    try:
        app.config["LARGEST_UPLOAD"] = 1024
        assert send(client, address, ("large.pdf", large)).status == 413
    finally:
        app.config["LARGEST_UPLOAD"] = before
    assert not rows()
    beyond = pdf("x" * 9 * 1024 * 1024)  # more than any form of words may carry
    app.config |= {"RAPPORT_FILE_MIB": "25", "RAPPORT_FILES_MIB": "100"}
    assert send(client, address, ("large.pdf", beyond)).status == 303
    assert send(client, "/events/quick", ("large.pdf", beyond)).status == 413


def test_a_form_that_is_sent_twice_attaches_once_and_other_files_are_not_lost(client_as):
    address, client = f"/attachments/new?event={make_event().id}", client_as("planner")
    key = client.fields(address)["once"][0]
    assert send(client, address, ("one.pdf", pdf()), once=key).status == 303
    assert send(client, address, ("one.pdf", pdf()), once=key).status == 303
    assert len(rows()) == 1
    other = send(client, address, ("two.pdf", pdf("two")), once=key)
    assert (other.status, "press the button again" in other.text) == (422, True)


def test_the_server_lets_pass_what_the_views_take(app):
    taking = {name for name, view in app.view_functions.items() if hasattr(view, TAKES_FILES)}
    rules = [rule.rule for rule in app.url_map.iter_rules() if rule.endpoint in taking]
    assert [rule.split("/")[-2:] for rule in rules] == [UPLOADS]


def test_the_script_is_told_where_to_go(client_as):
    event, client = make_event(), client_as("planner")
    address = f"/attachments/new?event={event.id}"
    answer = send(client, address, ("a.pdf", pdf()), headers={"X-Upload": "script"})
    assert (answer.status, answer.headers["X-Location"]) == (204, f"/events/{event.id}#attachments")


def test_a_form_of_words_still_takes_no_files_and_this_one_no_words_as_files(client_as):
    event, client = make_event(), client_as("planner")
    assert send(client, "/events/quick", ("a.pdf", pdf())).status == 400
    typed = client.post(f"/attachments/new?event={event.id}", {"files": "a.pdf"})
    assert (typed.status, "Choose at least one file." in typed.text) == (422, True)


def test_the_scanner_has_the_last_word(app, client_as, tmp_path, caplog):
    address, client = f"/attachments/new?event={make_event().id}", client_as("planner")
    scanner = tmp_path / "scanner"

    def answer(script, seconds="5"):
        scanner.write_text(f"#!/bin/sh\n{script}\n")
        scanner.chmod(0o700)
        app.config |= {"RAPPORT_SCANNER": f"{scanner} --quick", "RAPPORT_SCANNER_SECONDS": seconds}
        return send(client, address, ("secret name.pdf", pdf()))

    assert "scanner found something" in answer("exit 1").text
    assert "could not look at it" in answer("exit 2").text
    assert "could not look at it" in answer("while :; do :; done", "1").text
    app.config["RAPPORT_SCANNER"] = str(tmp_path / "nowhere")
    assert "could not look" in send(client, address, ("a.pdf", pdf())).text
    assert "secret name" not in caplog.text
    assert not rows()
    assert answer('[ "$1" = --quick ] && [ -s "$2" ] && [ $# = 2 ] || exit 1').status == 303


def test_a_document_is_never_marked_or_released_more_openly_than_its_event(client_as):
    make_nation("FR")
    make_nation("ID")
    event = make_event(marking=LOW, releasable_to=["FR"])
    address, client = f"/attachments/new?event={event.id}", client_as("planner")
    low = send(client, address, ("a.pdf", pdf()), marking=str(int(Marking.PUBLIC)))
    assert low.status == 422
    wide = send(client, address, ("a.pdf", pdf()), releasable_to="ID")
    assert (wide.status, "not among the choices" in wide.text) == (422, True)
    limited = client_as("planner", ceiling=LOW)
    assert send(limited, address, ("a.pdf", pdf()), marking=str(int(HIGH))).status == 422
    sent = send(client, address, ("a.pdf", pdf()), marking=str(int(HIGH)), releasable_to="FR")
    assert sent.status == 303
    (row,) = rows()
    assert (row.marking, row.releasable_to) == (HIGH, ["FR"])
    for page in (f"/events/{event.id}", "/attachments/", "/search?q=a.pdf"):
        assert "a.pdf" in client.get(page).text, page
        assert f"attachments/{row.id}" not in limited.get(page).html, page
    assert limited.get(f"/attachments/{row.id}").status == 404
    assert limited.get(f"/attachments/{row.id}/file").status == 404
    event.marking = HIGH
    assert limited.get(f"/events/{event.id}").status == 404


def test_lowering_is_an_approvers_and_renaming_anybodys_who_plans(client_as):
    row = attached("event", make_event(marking=LOW), marking=HIGH)
    address = f"/attachments/{row.id}/edit"
    planner, approver = client_as("planner"), client_as("approver")
    kept = {"name": "Order.pdf", "marking": str(int(HIGH)), "version": "1"}
    assert planner.post(address, kept).status == 303
    assert rows()[0].name == "Order.pdf"
    lower = kept | {"marking": "", "version": "2"}
    assert "Only an approver may lower" in planner.post(address, lower).text
    assert approver.post(address, lower).status == 303
    assert rows()[0].marking is None
    assert client_as("viewer").get(address).status == 403
    assert planner.post(address, kept | {"name": " ", "version": "3"}).status == 422


def test_a_removed_document_comes_back_whole(client_as, own_store):
    event = make_event()
    row, client = attached("event", event, marking=HIGH), client_as("planner")
    row_id = row.id
    gone = client.post(f"/attachments/{row_id}/remove")
    assert (gone.status, rows()) == (303, [])
    undo = re.search(r'action="(/undo[^"]*)"', client.get(gone.location).html)[1]
    assert client.post(undo).status == 303
    (back,) = rows()
    assert (back.id, back.marking, back.sha256) == (row_id, HIGH, sha256(pdf()).hexdigest())
    assert client.get(f"/attachments/{row_id}/file").body == pdf()
    assert client_as("viewer").post(f"/attachments/{row_id}/remove").status == 403


def test_who_does_not_work_on_an_event_attaches_nothing(client_as):
    make_nation("FR")
    make_nation("ID")
    event = make_event(host_code="FR")
    address = f"/attachments/new?event={event.id}"
    assert send(client_as("viewer"), address, ("a.pdf", pdf())).status == 403
    assert send(client_as("planner", nations=["ID"]), address, ("a.pdf", pdf())).status == 404
    assert send(client_as("planner"), "/attachments/new", ("a.pdf", pdf())).location == "/events/"
    assert send(client_as("planner"), "/attachments/new?event=x", ("a.pdf", pdf())).status == 404
    assert client_as("administrator").get("/attachments/").text.count("No attachments yet") == 1
    assert not rows()


def test_the_list_finds_documents_by_name_kind_and_release(client_as):
    make_nation("FR")
    event = make_event(releasable_to=["FR"], marking=Marking.PUBLIC)
    attached("event", event, "Seating plan.pdf", releasable_to=["FR"])
    attached("event", event, "Map of the harbour.png", png())
    client = client_as("planner")
    for query, names in {
        "q=seating": ["Seating plan.pdf"],
        "kind=png": ["Map of the harbour.png"],
        "on=event": ["Seating plan.pdf", "Map of the harbour.png"],
        "on=person": [],
        "releasable=FR": ["Seating plan.pdf"],
        "from=2030-03-01&to=2030-03-01": ["Seating plan.pdf", "Map of the harbour.png"],
        "to=2030-02-28": [],
    }.items():
        found = client.get(f"/attachments.csv?{query}").text
        for name in ("Seating plan.pdf", "Map of the harbour.png"):
            assert (name in found) == (name in names), (query, name)
    assert "Seating plan.pdf" in client.get("/attachments/?q=seating").text


def test_words_of_an_ended_session_come_back_and_the_files_are_asked_for_again(client_as):
    event, client = make_event(), client_as("planner")
    address = f"/attachments/new?event={event.id}"
    once = client.fields(address)["once"][0]
    end_everywhere()
    answer = send(client, address, ("a.pdf", pdf()), marking=str(int(HIGH)), once=once)
    assert not rows()
    shown = given_back(in_again(client), next_of(answer))
    assert "Choose the files again" in shown.page.text
    assert shown.form()["values"]["marking"] == [str(int(HIGH))]
