"""The log tells who was refused what, and never what somebody typed or is called."""

import logging
import os
import re
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing, suppress
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, HTTPErrorProcessor, ProxyHandler, build_opener

import pytest
from flask import abort
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, IntegrityError

from planner import clock
from planner.app import create_app
from planner.choices import Marking
from planner.db import db
from planner.text.logwords import FORMAT, PlainLine, told
from planner.web.access import ANYONE, may
from planner.web.refusals import REFUSALS
from tests.factories import NOW, make_event, make_user
from tests.launching import planner
from tests.pages import PageClient
from tests.served import PATIENCE, free_port
from tests.test_migrations import migrated_app  # noqa: F401 - both databases

HOUSE = Path(__file__).parent.parent.parent
MARK = "Quetzalcoatl"


def line_of(error=None, msg="unexpected", name="planner", level=logging.ERROR, args=()):
    info = (type(error), error, error.__traceback__) if error else None
    return PlainLine(FORMAT).format(logging.LogRecord(name, level, "x.py", 1, msg, args, info))


def raised(work):
    with pytest.raises(Exception) as caught:
        work()
    return caught.value


def deep(depth=50):
    return int(MARK) if depth == 0 else deep(depth - 1)


@pytest.mark.no_database
def test_an_error_is_one_line_of_kind_and_place_without_its_message():
    error = raised(lambda: int(MARK))

    line = line_of(error)

    assert "ValueError at tests/web/test_log.py:" in line
    assert MARK not in line
    assert "\n" not in line


@pytest.mark.no_database
def test_what_led_to_an_error_is_told_too_and_no_error_takes_a_page():
    def wrapped():
        try:
            deep()
        except ValueError as error:
            raise KeyError(MARK) from error

    line = line_of(raised(wrapped))

    assert re.search(r"KeyError at .* from ValueError at ", line)
    assert MARK not in line
    assert len(line) < 2000


@pytest.mark.no_database
@pytest.mark.parametrize(
    ("name", "level", "msg", "args"),
    [
        ("gunicorn.error", logging.WARNING, f"Invalid request from ip=10.0.0.1: '{MARK}'", ()),
        ("gunicorn.error", logging.ERROR, "Error handling request %s", (f"/x?q={MARK}",)),
        ("gunicorn.error", logging.DEBUG, "Closing connection. %s", (MARK,)),
        ("waitress", logging.ERROR, "Exception while serving %s", (f"/x?q={MARK}",)),
        ("flask-limiter", logging.INFO, "ratelimit %s exceeded at %s", (MARK, MARK)),
        ("py.warnings", logging.WARNING, f"x.py:1: UserWarning: {MARK}", ()),
        (
            "somebody",
            logging.ERROR,
            f"no such user {MARK}",
            (),
        ),
        ("somebody", logging.ERROR, ValueError(MARK), ()),
    ],
)
def test_of_a_librarys_line_what_it_was_told_is_left_out(name, level, msg, args):
    line = line_of(None, msg, name, level, args)

    assert MARK not in line
    assert name in line


@pytest.mark.no_database
def test_the_life_of_the_server_is_told_in_full():
    line = line_of(None, "Listening at: %s (%s)", "gunicorn.error", logging.INFO, ("127.0.0.1", 7))

    assert "Listening at: 127.0.0.1 (7)" in line


@pytest.mark.no_database
def test_a_line_cannot_be_made_to_look_like_two():
    assert "\n" not in line_of(None, "a\r\n2030-03-01 ERROR b\x1b[31m\u2028c")


@pytest.mark.no_database
def test_a_database_error_tells_code_and_constraint_but_no_row(migrated_app):  # noqa: F811
    make_user(email=f"{MARK}@rapport.example".lower())
    db.session.commit()
    with pytest.raises(IntegrityError) as caught:
        make_user(email=f"{MARK}@rapport.example".lower(), name=MARK)
    db.session.rollback()
    with pytest.raises(DBAPIError) as statement:
        db.session.execute(text("SELECT :x FROM nowhere"), {"x": MARK})
    db.session.rollback()

    assert MARK.lower() not in told(caught.value).lower()
    assert "SQLITE_CONSTRAINT_UNIQUE" in told(caught.value) or "23505" in told(caught.value)
    for error in (caught.value, statement.value):
        assert MARK not in str(error), "statements' parameters are hidden"


@pytest.fixture
def refused(caplog):
    """Return a function giving the lines about refusals so far."""
    caplog.set_level(logging.INFO, "planner.refused")
    return lambda: [r.getMessage() for r in caplog.records if r.name == "planner.refused"]


def test_a_refusal_names_the_user_by_number_and_what_was_asked(client_as, refused):
    client = client_as("viewer")

    client.get(f"/users/5?q={MARK}", headers={"Referer": f"http://localhost/{MARK}"})

    assert refused() == [f"403 GET users.edit user_id=5 by user {client.user_id}"]


def look(client, path):
    """Fetch a page to its end: what the log asks, it asks after the answer has gone."""
    page = client.get(path)
    page.response.close()
    return page


def test_nobody_is_nobody(app, refused):
    PageClient(app, None).post("/users/5/reset")

    assert refused() == ["403 POST users.reset user_id=5 by nobody"]


def test_the_log_alone_tells_a_hidden_row_from_one_that_is_not_there(client_as, refused):
    client = client_as("planner", nations=["FR"], ceiling=Marking.OFFICIAL)
    hidden = make_event(("FR",), title=MARK, marking=Marking.OFFICIAL_SENSITIVE)
    never = hidden.id + 1000

    answers = [look(client, f"/events/{key}") for key in (hidden.id, never)]

    by = f"by user {client.user_id}"
    assert refused() == [
        f"404 GET events.show event_id={hidden.id} {by}: event {hidden.id} is hidden",
        f"404 GET events.show event_id={never} {by}: event {never} is not there",
    ]
    bodies = [re.sub(r"[0-9a-f]{12}|csrf_token[^>]*", "", page.html) for page in answers]
    assert bodies[0] == bodies[1]
    assert MARK not in "".join(refused())


def test_both_kinds_of_404_cost_the_same_statements(client_as, queries):
    client = client_as("planner", nations=["FR"], ceiling=Marking.OFFICIAL)
    hidden = make_event(("FR",), marking=Marking.OFFICIAL_SENSITIVE)
    look(client, f"/events/{hidden.id}")
    costs = []
    for key in (hidden.id, hidden.id + 1000):
        with queries() as seen:
            look(client, f"/events/{key}")
        costs.append([re.sub(r"\d+", "", statement) for statement in seen])

    assert costs[0] == costs[1]


@pytest.mark.parametrize(
    "path",
    ["/events/{id}/people", "/events/{id}.ics", "/events/{id}/edit", "/outcomes/new?event={id}"],
)
def test_a_hidden_row_is_named_wherever_it_was_looked_for(client_as, refused, path):
    client = client_as("planner", nations=["FR"], ceiling=Marking.OFFICIAL)
    hidden = make_event(("FR",), marking=Marking.OFFICIAL_SENSITIVE)

    assert look(client, path.format(id=hidden.id)).status == 404

    [line] = refused()
    assert f"event {hidden.id} is hidden" in line


def test_an_address_that_nobody_has_is_not_repeated(client_as, refused):
    client = client_as("viewer")

    look(client, f"/{MARK}/7?x={MARK}")
    look(client, f"/nations/{MARK}")

    assert all(MARK not in line for line in refused())
    assert refused()[0] == f"404 GET no such address by user {client.user_id}"


@pytest.mark.no_database
def test_the_document_names_the_statuses_that_are_logged():
    document = (HOUSE / "docs" / "operations.md").read_text()
    named = re.search(r"\*\*Refusals\*\* \(([\d, ]+)\)", document).group(1)

    assert {int(code) for code in named.split(", ")} == REFUSALS


@pytest.fixture(scope="module")
def failing(app):
    """Return an application with an address for every status."""
    made = create_app(
        {
            "RAPPORT_INSTANCE": app.config["RAPPORT_INSTANCE"],
            "RATELIMIT_ENABLED": False,
            "TESTING": True,
        }
    )

    @made.route("/fail/<int:code>")
    @may(ANYONE)
    def fail(code):
        abort(code)

    return made


@pytest.mark.parametrize("code", [400, 401, 403, 404, 405, 409, 413, 422, 429, 503])
def test_a_refusal_of_each_kind_is_logged_and_nothing_else_is(failing, caplog, code):
    caplog.set_level(logging.INFO, "planner")
    client = PageClient(failing, None)
    look(client, f"/fail/{code}?q={MARK}")

    lines = [r.getMessage() for r in caplog.records if r.name == "planner.refused"]
    assert lines == ([f"{code} GET fail code={code} by nobody"] if code in REFUSALS else [])
    assert MARK not in caplog.text


def test_every_answer_is_logged_when_debugging(client_as, caplog):
    caplog.set_level(logging.DEBUG, "planner.answered")
    client = client_as("planner")

    client.get(f"/events/?q={MARK}")

    assert f"200 GET events.index by user {client.user_id}" in caplog.messages
    assert MARK not in caplog.text


def test_tries_that_come_too_early_are_in_the_log(app, refused, monkeypatch):
    monkeypatch.setattr(clock, "datetime", SimpleNamespace(now=lambda _zone: NOW))
    client = PageClient(app, None)
    for _ in range(6):
        client.post("/sign-in", {"email": f"{MARK}@rapport.example", "password": MARK})

    assert refused()[-1] == "429 POST security.login by nobody"
    assert all(MARK not in line for line in refused())


# --- A real server --------------------------------------------------------------------------


def settings(folder):
    return {
        "RAPPORT_INSTANCE": str(folder),
        "RAPPORT_SIGN_IN_TRIES": "3",
        "RAPPORT_LOG_LEVEL": "DEBUG",
    }


def environment(folder):
    clean = {name: value for name, value in os.environ.items() if not name.startswith("RAPPORT_")}
    return clean | settings(folder) | {"PYTHONPATH": str(HOUSE)}


def command(folder, *words, typed=""):
    done = planner(*words, folder=HOUSE, typed=typed, **settings(folder))
    assert done.returncode == 0, done.stderr


class Keep(HTTPErrorProcessor):
    """Gives every answer back, errors too."""

    def http_response(self, request, response):
        return response

    https_response = http_response


class Visitor:
    """Somebody with a cookie jar who says the marker wherever one can say something."""

    def __init__(self, port):
        self.port = port
        self.address = f"http://127.0.0.1:{port}"
        self.opener = build_opener(ProxyHandler({}), HTTPCookieProcessor(), Keep())
        self.opener.addheaders = [
            ("User-Agent", MARK),
            ("Referer", f"{self.address}/{MARK}?q={MARK}"),
            ("X-Forwarded-For", MARK),
        ]

    def get(self, path):
        with self.opener.open(self.address + path, timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()

    def post(self, path, token_from=None, **fields):
        _, page = self.get(token_from or path)
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
        fields["csrf_token"] = found.group(1) if found else ""
        body = urlencode(fields).encode()
        with self.opener.open(self.address + path, body, timeout=PATIENCE) as answer:
            return answer.status

    def raw(self, octets):
        with socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE) as connection:
            connection.sendall(octets)
            connection.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: connection.recv(4096), b"")).decode()


@pytest.fixture
def served(tmp_path):
    """Serve an office with one planner; return its port, its database and how to read the log."""
    folder = tmp_path / "office"
    command(folder, "migrate")
    command(
        folder,
        *("user", "add", f"{MARK}@rapport.example", "--name", f"{MARK} {MARK}"),
        *("--role", "planner", "--all-nations", "--password-stdin"),
        typed=PASSWORD + "\n",
    )
    port = free_port()
    log = tmp_path / "log"
    options = ["--bind", f"127.0.0.1:{port}", "--access-logfile", "-", "--log-level", "info"]
    with log.open("w") as out:
        server = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", *options, "--workers", "1", "wsgi:app"],
            env=environment(folder),
            cwd=HOUSE,
            stdout=out,
            stderr=out,
        )
    while True:
        assert server.poll() is None, log.read_text()
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        with suppress(subprocess.TimeoutExpired):
            server.wait(0.1)

    def read():
        server.terminate()
        server.wait(PATIENCE)
        return log.read_text()

    yield port, folder / "rapport.sqlite", read
    if server.poll() is None:
        server.kill()
        server.wait(PATIENCE)


PASSWORD = f"{MARK.lower()[::-1]} three quiet herons"
EVENT = {
    "title": MARK,
    "kind": "cultural_event",
    "day": "2026-11-02",
    "partner_codes": "",
    "summary": MARK,
}


def break_table(database, table):
    """Let every insert into a table fail with the marker in the database's own message."""
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(
            f"CREATE TRIGGER spoil_{table} BEFORE INSERT ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{MARK}'); END"
        )
        connection.commit()


def drop_table(database, table):
    with closing(sqlite3.connect(database)) as connection:
        connection.execute(f"ALTER TABLE {table} RENAME TO {table}_{MARK}")
        connection.commit()


@pytest.mark.no_database
def test_a_real_server_writes_nothing_that_was_typed_or_that_somebody_is_called(served):
    port, database, read = served
    somebody = Visitor(port)
    guess = {"email": f"{MARK}2@rapport.example", "password": MARK}
    while somebody.post("/sign-in", **guess) != 429:  # each wait is twice the one before
        pass
    somebody.post("/sign-in", email=f"{MARK}@rapport.example", password=PASSWORD, next=f"/{MARK}")
    assert somebody.get("/account/")[0] == 200
    for path in (
        f"/{MARK}?q={MARK}",
        f"/f/{MARK}.ics",
        f"/account/reset/{MARK}",
        f"/search?q={MARK}",
        f"/events/?q={MARK}&after={MARK}",
        f"/nations/{MARK}",
        f"/events/99?x={MARK}",
        f"/users/?q={MARK}",
        f"/history/{MARK}/{MARK}",
    ):
        somebody.get(path)
    somebody.post("/events/quick", **EVENT, colour=MARK)
    somebody.post("/account/password", current=MARK, new=MARK, again=MARK)
    for unreadable in (
        f"GET /{MARK}?{MARK} HTTP/9.{MARK}\r\n\r\n",
        f"{MARK} /{MARK}\r\n{MARK}\r\n\r\n",
        f"GET / HTTP/1.1\r\nHost: x\r\n{MARK} : {MARK}\r\n\r\n",
    ):
        answer = somebody.raw(unreadable.encode())
        assert "Cross-Origin-Resource-Policy: same-origin" in answer, answer
    break_table(database, "event")
    somebody.post("/events/quick", **EVENT)
    drop_table(database, "objective")
    statuses = [somebody.get("/reports/coverage")[0], somebody.post("/events/quick", **EVENT)]
    somebody.raw(
        f"POST /sign-in HTTP/1.1\r\nHost: {MARK}\r\nContent-Length: 5000\r\n\r\n{MARK}".encode()
    )

    log = read()

    assert statuses[0] in {500, 503}
    assert MARK.lower() not in log.lower()
    assert PASSWORD not in log
    assert "?" not in log
    assert all("Listening at" in line for line in log.splitlines() if "127.0.0.1" in line)
    for told_of in (
        "429 POST security.login by nobody",
        "404 GET no such address by user 1",
        "404 GET events.show event_id=99 by user 1: event 99 is not there",
        "403 GET users.index by user 1",
        "ERROR",
        "DEBUG [",
        "200 GET search.index by user 1",
    ):
        assert told_of in log, log
