import smtplib

import pytest

from planner.accounts.password_actions import change_password
from planner.accounts.password_strength import check_strength
from planner.accounts.passwords import is_password_of, one_time_password
from planner.db import db
from planner.errors import RuleBroken
from planner.outbox.sending import send_next
from tests.pages import PageClient

PASSWORD = "three quiet herons"
NEW = "seven green lanterns"


def sign_in(client, password=PASSWORD):
    return client.post("/sign-in", {"email": "ada@rapport.example", "password": password})


def change(client, current=PASSWORD, new=NEW, again=NEW):
    return client.post("/account/password", {"current": current, "new": new, "again": again})


def test_passwords_are_kept_with_argon2id(ada):
    assert ada.password.startswith("$argon2id$")


def test_a_changed_password_ends_every_other_session(app, nobody, ada):
    other = PageClient(app, None)
    sign_in(nobody)
    sign_in(other)

    page = change(nobody)

    assert page.status == 303
    assert "Your password was changed." in nobody.follow(page).text
    assert nobody.get("/account/").status == 200
    assert other.get("/account/").status == 303
    assert sign_in(other).status == 422
    assert sign_in(other, NEW).status == 303


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"current": "wrong wrong wrong"}, "The current password is wrong."),
        ({"again": "something different"}, "The two new passwords differ."),
        ({"new": "short", "again": "short"}, "A password has 12 to 200 characters."),
        ({"new": PASSWORD, "again": PASSWORD}, "must differ from the current one"),
        ({"new": "abababababab", "again": "abababababab"}, "more different characters"),
        ({"new": "", "again": ""}, "Enter a new password"),
    ],
)
def test_a_password_that_will_not_do_is_refused_with_the_reason(nobody, ada, typed, sentence):
    sign_in(nobody)

    page = change(nobody, **typed)

    assert page.status == 422
    assert sentence in page.text
    db.session.refresh(ada)
    assert is_password_of(ada, PASSWORD)


def test_a_password_holds_no_part_of_the_name_or_address():
    for password in ("lovelace-is-my-name", "ADAmantine-forever"):
        with pytest.raises(RuleBroken, match="no part of your name"):
            check_strength(password, email="adamantine@x.example", name="Ada Lovelace")


def test_the_same_password_typed_in_another_form_of_unicode_fits(ada):
    change_password(ada, current=PASSWORD, new="café au lait à Paris", again="café au lait à Paris")

    assert is_password_of(ada, "cafe\u0301 au lait a\u0300 Paris")


def test_one_time_passwords_differ_and_can_be_read_out():
    made = {one_time_password() for _ in range(50)}

    assert len(made) == 50
    assert all(len(password) == 19 and not set(password) & set("01loi") for password in made)


def test_without_a_mail_server_the_page_says_whom_to_ask(nobody):
    page = nobody.get("/account/reset")

    assert page.status == 200
    assert "Ask the administrator" in page.text
    assert "planner user reset" in page.text


class FakeServer:
    """A mail server that keeps what it was given."""

    sent = []

    def __init__(self, host, port, timeout):
        self.host = host

    def __enter__(self):
        return self

    def __exit__(self, *_error):
        return None

    def starttls(self):
        self.is_private = True

    def send_message(self, message):
        assert self.is_private
        FakeServer.sent.append(message)


@pytest.fixture
def mails(app, monkeypatch):
    """Return a function giving the mails sent so far."""
    FakeServer.sent = []
    monkeypatch.setattr(smtplib, "SMTP", FakeServer)
    monkeypatch.setitem(app.config, "RAPPORT_SMTP_HOST", "mail.rapport.example")
    monkeypatch.setitem(app.config, "RAPPORT_BASE_URL", "https://rapport.example")

    def sent():
        while send_next():
            pass
        return FakeServer.sent

    return sent


def link_of(mail):
    [line] = [line for line in mail.get_content().splitlines() if "https://" in line]
    return line.removeprefix("https://rapport.example")


def ask(client, email="ada@rapport.example", **more):
    return client.post("/account/reset", {"email": email}, **more)


def test_a_link_by_mail_lets_its_holder_choose_a_password_once(nobody, ada, mails):
    ask(nobody, headers={"Host": "evil.example"})
    [mail] = mails()
    link = link_of(mail)
    assert mail["To"] == "ada@rapport.example"

    page = nobody.post(link, {"new": NEW, "again": NEW})

    assert page.location == "/sign-in"
    assert sign_in(nobody, NEW).status == 303
    assert nobody.get(link).status == 404


def test_the_answer_never_tells_who_has_an_account(nobody, ada, mails):
    known, unknown = ask(nobody), ask(nobody, email="nobody@rapport.example")

    assert (known.status, known.text) == (unknown.status, unknown.text)
    assert len(mails()) == 1


def test_a_link_works_for_one_hour(nobody, ada, mails, hours):
    ask(nobody)
    link = link_of(mails()[0])
    assert nobody.get(link).status == 200

    hours(minutes=61)

    page = nobody.get(link)
    assert page.status == 404
    assert "does not work any more" in page.text


def test_a_forged_link_and_that_of_a_deactivated_user_do_not_work(nobody, ada, mails):
    ask(nobody)
    link = link_of(mails()[0])
    assert nobody.get(link[:-2] + "xx").status == 404

    ada.active = False

    assert nobody.get(link).status == 404


def test_a_weak_password_is_refused_on_the_link_too(nobody, ada, mails):
    ask(nobody)

    assert nobody.post(link_of(mails()[0]), {"new": "short", "again": "short"}).status == 422


def test_a_mail_server_that_fails_shows_nothing(nobody, ada, mails, monkeypatch):
    def unreachable(*_args, **_more):
        raise OSError("no route")

    monkeypatch.setattr(smtplib, "SMTP", unreachable)

    assert ask(nobody).status == 200
    assert mails() == []
