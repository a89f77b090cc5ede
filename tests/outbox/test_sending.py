"""Mails: written with what causes them, sent afterwards, tried again, and never told in full."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from planner import clock
from planner.choices import MailState, Role
from planner.db import db
from planner.jobs.faults import mail_faults
from planner.outbox.commands import outbox
from planner.outbox.models import Mail
from planner.outbox.sending import KEPT_FOR, PAUSES, send_next, sweep_mails
from tests.factories import NOW, make_user
from tests.mail_server import BASE


@pytest.fixture
def ada():
    user = make_user(name="Ada", email="ada@rapport.example")
    db.session.commit()
    return user


@pytest.fixture
def asked(client_as, server, ada, clock_at):
    """Ask for a link, and return the mail that waits."""
    clock_at(NOW)
    assert client_as(None).post("/account/reset", {"email": ada.email}).status == 200
    return the_mail()


def the_mail():
    db.session.rollback()
    return db.session.scalars(select(Mail).execution_options(populate_existing=True)).one()


def test_a_mail_is_sent_by_a_real_server_and_its_link_is_kept_nowhere(server, asked, caplog):
    assert asked.state is MailState.WAITING
    assert send_next()
    [mail] = server.mails
    link = next(line for line in mail.get_payload().splitlines() if line.startswith(BASE))
    assert mail["To"] == "ada@rapport.example"
    assert mail["Message-ID"]
    kept = the_mail()
    assert (kept.state, kept.error, kept.held_by) == (MailState.SENT, "", "")
    token = link.rpartition("/")[2]
    whole = " ".join(str(getattr(kept, column.key)) for column in Mail.__table__.columns)
    assert token not in whole + caplog.text
    assert not send_next()


def test_asking_for_nobody_writes_as_much_and_sends_nothing(client_as, server, queries):
    with queries() as seen:
        client_as(None).post("/account/reset", {"email": "nobody@rapport.example"})
    make_user(email="ada@rapport.example")
    db.session.commit()
    with queries() as others:
        client_as(None).post("/account/reset", {"email": "ada@rapport.example"})
    assert seen == others
    assert send_next()
    assert send_next()
    assert [mail["To"] for mail in server.mails] == ["ada@rapport.example"]
    assert the_mail().recipient == "ada@rapport.example"


def test_a_server_that_is_away_is_tried_again_with_longer_pauses(
    server, asked, clock_at, monkeypatch, app, caplog
):
    port = app.config["RAPPORT_SMTP_PORT"]
    monkeypatch.setitem(app.config, "RAPPORT_SMTP_PORT", "1")
    moment = NOW
    for pause in PAUSES[:3]:
        assert send_next()
        assert not send_next()
        assert (the_mail().error, the_mail().due_at) == ("unreachable", moment + pause)
        moment += pause
        clock_at(moment)
    assert "ada@" not in caplog.text
    monkeypatch.setitem(app.config, "RAPPORT_SMTP_PORT", port)
    assert send_next()
    assert the_mail().state is MailState.SENT
    assert len(server.mails) == 1


def test_an_address_that_the_server_does_not_know_is_given_up_at_once(server, asked):
    server.answer = "550 no such user"
    assert send_next()
    assert (the_mail().state, the_mail().error) == (MailState.GIVEN_UP, "recipient 550")
    assert "1" in mail_faults(NOW)[0]


def test_a_server_that_asks_to_wait_is_tried_again(server, asked):
    server.answer = "451 later"
    assert send_next()
    assert (the_mail().state, the_mail().error) == (MailState.WAITING, "recipient 451")


def test_a_mail_that_came_too_late_is_not_sent(server, asked, clock_at):
    clock_at(NOW + timedelta(hours=2))
    assert mail_faults(clock.now())
    assert send_next()
    assert the_mail().state is MailState.GIVEN_UP
    assert server.mails == []


def test_an_account_that_was_shut_meanwhile_gets_no_link(server, asked, ada):
    ada.active = False
    db.session.commit()
    assert send_next()
    assert the_mail().state is MailState.STOPPED
    assert server.mails == []


def test_without_a_server_mails_wait_and_are_forgotten_in_time(app, asked, clock_at, monkeypatch):
    monkeypatch.setitem(app.config, "RAPPORT_SMTP_HOST", "")
    assert not send_next()
    sweep_mails(NOW + timedelta(hours=2))
    assert the_mail().state is MailState.GIVEN_UP
    sweep_mails(NOW + timedelta(hours=3) + KEPT_FOR)
    assert db.session.scalars(select(Mail)).all() == []


def test_an_administrator_sees_whom_when_and_why_and_presses_buttons(
    server, asked, client_as, clock_at
):
    server.answer = "451 later"
    send_next()
    client = client_as("administrator")
    page = client.get("/outbox/")
    for words in ("ada@rapport.example", "Link to a new password", "does not take mail", "451"):
        assert words in page.text
    assert "/account/reset/" not in page.html
    server.answer = "250 ok"
    assert client.post(f"/outbox/{asked.id}/try", {}).status == 303
    assert send_next()
    assert the_mail().state is MailState.SENT
    assert client.post(f"/outbox/{asked.id}/stop", {}).status == 303
    assert "waits no longer" in client.get("/outbox/").text
    assert the_mail().state is MailState.SENT


def test_an_administrator_stops_a_mail(server, asked, client_as):
    client_as("administrator").post(f"/outbox/{asked.id}/stop", {})
    assert not send_next()
    assert the_mail().state is MailState.STOPPED


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_nobody_else_sees_the_outbox(client_as, asked, role):
    client = client_as(role.value)
    assert client.get("/outbox/").status == 403
    assert client.post(f"/outbox/{asked.id}/stop", {}).status == 403


def test_the_command_lists_what_the_page_shows(asked, capsys):
    outbox.main([], standalone_mode=False)
    told = capsys.readouterr().out
    assert "ada@rapport.example\tLink to a new password\tWaiting" in told


def test_a_mail_is_claimed_by_one_sender_alone(server, asked, clock_at):
    server.answer = "451 later"
    asked.held_by, asked.held_until = "another", NOW + timedelta(seconds=30)
    db.session.commit()
    assert not send_next()
    clock_at(NOW + timedelta(seconds=31))
    assert send_next()
