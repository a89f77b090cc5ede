"""Reports by mail: for each colleague with their own rights, kept as sent, told to the history."""

import csv
import io
from datetime import date
from hashlib import sha256

import pytest
from sqlalchemy import select

from planner.choices import EventState, MailState, Marking, Role
from planner.db import db
from planner.history.models import HistoryEntry
from planner.jobs.running import run_next
from planner.mailings.models import MailedFile, MailedReport
from planner.outbox.sending import send_next
from planner.reports.report_files import FILED
from tests.factories import make_event, make_user
from tests.reports.small_office import make_small_office

YEAR = "period=2025"
DAY = date(2025, 6, 9)
NEW = f"/mailed-reports/new/figures?{YEAR}"


@pytest.fixture
def office(server):
    make_small_office()
    db.session.commit()


def colleague(roles=(Role.VIEWER,), **fields):
    made = make_user(roles, **fields)
    db.session.commit()
    return made


def mail(client, *to, address=NEW, forms=("csv",), message="For Monday.", send=True):
    """Press the button, let the work be done and the mails leave; return the page of the work."""
    filled = {"colleagues": [one.id for one in to], "forms": list(forms), "message": message}
    answer = client.post(address, filled)
    assert answer.status == 303, answer.text[:900]
    assert run_next()
    while send and send_next():
        pass
    return client.get(answer.location)


def attached(message):
    """Return the files of a mail by name."""
    parts = [one for one in message.walk() if one.get_filename()]
    return {one.get_filename(): one.get_payload(decode=True) for one in parts}


def words(message):
    parts = [one for one in message.walk() if one.get_content_type() == "text/plain"]
    return parts[0].get_payload(decode=True).decode()


def kept(to):
    asked = select(MailedReport).where(MailedReport.to_id == to.id)
    return db.session.scalars(asked).one()


def figure(octets, name):
    rows = csv.reader(io.StringIO(octets.decode("utf-8-sig")))
    return next(row[:8] for row in rows if row[1:2] == [name])


def test_a_report_reaches_its_colleague_with_its_files(client_as, office, server):
    ada = colleague(name="Ada", email="ada@rapport.example", ceiling=Marking.OFFICIAL)
    sender = client_as("approver")
    page = mail(sender, ada, forms=("csv", "xlsx"))
    assert "1 report is in the post." in page.text
    (found,) = server.mails
    assert (found["To"], found["Subject"]) == ("ada@rapport.example", "PUBLIC: Figures")
    files = attached(found)
    assert sorted(name.rpartition(".")[2] for name in files) == ["csv", "xlsx"]
    told = words(found)
    assert "For Monday." in told and f"{sender.user.name} sends you a report: Figures." in told
    for name, octets in files.items():
        assert f"{name}, SHA-256 {sha256(octets).hexdigest()}" in told
    mailed = kept(ada)
    assert (mailed.state, mailed.by_id) == (MailState.SENT, sender.user.id)
    for one in db.session.scalars(select(MailedFile)):
        assert one.octets == files[one.name] and one.size == len(one.octets)


def test_each_colleague_gets_what_they_may_see_and_no_more(client_as, office, server):
    high = Marking.OFFICIAL_SENSITIVE
    make_event(["FR"], (), DAY, state=EventState.CLOSED, marking=high, participants_actual=90)
    low = colleague(email="low@rapport.example", ceiling=Marking.PUBLIC)
    some = colleague(nations=["ID"], email="some@rapport.example", ceiling=Marking.PUBLIC)
    mail(client_as("approver"), low, some)
    by_address = {one["To"]: next(iter(attached(one).values())) for one in server.mails}
    for user in (low, some):
        own = client_as("viewer", user=user).get(f"/reports/figures.csv?{YEAR}").body
        for name in ("Execution rate", "Person-days"):
            assert figure(by_address[user.email], name) == figure(own, name)
    assert by_address[low.email] != by_address[some.email]


def test_who_may_not_receive_it_gets_nothing_and_the_sender_reads_so(client_as, office, server):
    ada, gone = colleague(name="Ada"), colleague(name="Bo Gone")
    keeper = colleague((Role.ADMINISTRATOR,), name="Only Administers")
    sender = client_as("approver")
    offered = sender.get(NEW).text
    assert "Bo Gone" in offered and "Only Administers" not in offered
    refused = sender.post(NEW, {"colleagues": [keeper.id], "forms": ["csv"]})
    assert refused.status == 422 and "is not among the choices" in refused.text
    filled = {"colleagues": [ada.id, gone.id], "forms": ["csv"]}
    answer = sender.post(NEW, filled)
    gone.active = False
    db.session.commit()
    assert run_next()
    page = sender.get(answer.location).text
    assert "1 report is in the post." in page
    assert "Nothing was made for Bo Gone: they may not receive it." in page
    assert db.session.scalars(select(MailedReport.to_id)).all() == [ada.id]


def test_rights_that_changed_before_the_mail_left_stop_it(client_as, office, server):
    ada = colleague(ceiling=Marking.OFFICIAL)
    mail(client_as("approver"), ada, send=False)
    ada.ceiling = Marking.PUBLIC
    db.session.commit()
    assert send_next() and not server.mails
    assert kept(ada).state is MailState.STOPPED


@pytest.mark.parametrize(
    ("setting", "value"), [("RAPPORT_MAIL_MARKING", "public"), ("RAPPORT_MAIL_MIB", "0")]
)
def test_what_mails_may_not_carry_stays_and_the_mail_leads_there(
    app, client_as, office, server, monkeypatch, setting, value
):
    make_event(["FR"], (), DAY, state=EventState.CLOSED, marking=Marking.OFFICIAL)
    db.session.commit()
    monkeypatch.setitem(app.config, setting, value)
    ada = colleague(ceiling=Marking.OFFICIAL)
    mail(client_as("approver"), ada)
    (found,) = server.mails
    assert attached(found) == {}
    assert "Its files do not go by mail" in words(found)
    assert f"/mailed-reports/{kept(ada).id}" in words(found)
    page = client_as("viewer", user=ada).get(f"/mailed-reports/{kept(ada).id}")
    assert page.status == 200 and "Files as they were sent" in page.text


def test_only_sender_and_colleague_see_it_and_files_only_with_the_same_rights(
    client_as, office, server
):
    ada = colleague(ceiling=Marking.OFFICIAL)
    sender = client_as("approver", ceiling=Marking.OFFICIAL_SENSITIVE)
    mail(sender, ada)
    mailed = kept(ada)
    page, file = f"/mailed-reports/{mailed.id}", f"/mailed-reports/{mailed.id}/csv"
    reader = client_as("viewer", user=ada)
    assert reader.get(file).body == db.session.scalars(select(MailedFile)).one().octets
    assert reader.get("/mailed-reports/").text.count("Figures") >= 1
    assert "made with other rights" in sender.get(page).text
    assert sender.get(file).status == 404
    for other in (client_as("approver"), client_as("administrator")):
        assert other.get(page).status in (403, 404)
        assert other.get(file).status in (403, 404)
    ada.ceiling = Marking.PUBLIC
    db.session.commit()
    assert client_as("viewer", user=ada).get(file).status == 404


def test_the_history_tells_who_mailed_what_to_whom_with_its_hash(client_as, office, server):
    ada = colleague(name="Ada")
    sender = client_as("approver")
    mail(sender, ada)
    entry = db.session.scalars(select(HistoryEntry).where(HistoryEntry.verb == "mailed")).one()
    assert (entry.by_id, entry.subject_id) == (sender.user.id, "csv")
    assert entry.subject_label == f"figures?{YEAR}"
    file = db.session.scalars(select(MailedFile)).one()
    assert entry.changes["mailed_to"] == [None, "Ada"]
    assert entry.changes["sha256"] == [None, file.sha256]
    assert file.sha256 == sha256(file.octets).hexdigest()


def test_slides_go_along_where_a_report_has_them(client_as, office, server):
    ada = colleague(ceiling=Marking.OFFICIAL)
    address = f"/mailed-reports/new/coverage?{YEAR}"
    mail(client_as("approver"), ada, address=address, forms=("pptx",))
    (file,) = attached(server.mails[0])
    assert file == "slides-2025-01-01-2025-12-31.pptx"
    assert 'value="pptx"' not in client_as("approver").get(NEW).html


def test_without_a_mail_server_nothing_is_offered_and_the_address_says_why(client_as):
    make_small_office()
    db.session.commit()
    client = client_as("approver")
    assert "Mail to colleagues" not in client.get(f"/reports/figures?{YEAR}").text
    answer = client.get(NEW)
    assert answer.status == 303
    assert "No mail server is set" in client.get(answer.location).text


def test_it_is_offered_on_every_report_and_keeps_the_filter(client_as, office, server):
    client = client_as("approver")
    for name in FILED:
        page = client.get(f"/reports/{name}?{YEAR}&nation=FR")
        assert any(f"/mailed-reports/new/{name}?{YEAR}" in link for link in page.links), name
    assert client.get("/mailed-reports/new/nothing").status == 404


def test_a_form_without_colleague_or_file_says_what_is_missing(client_as, office, server):
    colleague()
    page = client_as("approver").post(NEW, {"message": "Kept words"})
    assert page.status == 422
    assert "Choose 1 to 50 colleagues" in page.text and "Choose a form of file" in page.text
    assert "Kept words" in page.text
