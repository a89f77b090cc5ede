"""The office that is asked: rows of every class, a user of every role, and what is watched."""

import contextvars
import logging
import sqlite3
import traceback
from collections import Counter
from hashlib import sha256
from io import BytesIO
from urllib.parse import quote, urlencode

from planner.choices import EventState, Role
from planner.db import db
from planner.web.error_outcome import GIVES_BACK
from tests.factories import (
    make_attendance,
    make_event,
    make_follow_up,
    make_indicator,
    make_objective,
    make_outcome,
    make_own_nation,
    make_person,
    make_report,
    make_requirement,
    make_user,
)
from tests.fuzz.seeds import seeds_of
from tests.pages import PageClient
from tests.rows import EMPTY, Rows
from tests.test_every_row import addresses

LOGS = {"history_entry", "sign_in_brake", "open_session", "known_browser"}
"""Tables that a refused request may write to: who tried what, and who is signed in."""
COUNTED = {"fetched_at", "fetched_by", "fetch_count", "etag", "changed_at"}
"""Columns that a fetch of a feed counts in."""
LONGEST_LOG = 600
"""Characters that one request may leave in the log: a line or two, never a traceback."""
SUCCESS = range(200, 400)
KEPT = "kept_form"


class Watch(logging.Handler):
    """Keeps what a request leaves in the log."""

    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        self.lines.append(self.format(record))


def place_of(error):
    """Return the innermost line of the product that an error came through."""
    frames = [f for f in traceback.extract_tb(error.__traceback__) if "/planner/" in f.filename]
    return f"{frames[-1].filename.rpartition('/planner/')[2]}:{frames[-1].lineno}" if frames else ""


class Office:
    """A running office: sends requests and says what was wrong with the answers."""

    def __init__(self, app, seeds=()):
        """Make the office; `seeds` are those of an office that was made before it."""
        self.app = app
        self.statuses = Counter()
        self.watch = Watch()
        self.clients = {}
        self.build()
        self.file = db.engine.url.database
        self.kept = sqlite3.connect(":memory:")
        self.look = sqlite3.connect(self.file)
        self.look.backup(self.kept)
        self.seen = self.version()
        self.digest = self.rows_digest()
        self.seeds = list(seeds or dict.fromkeys(self.all_seeds()))

    def build(self):
        """Make the rows and sign a user of every role in."""
        self.rows = Rows(EMPTY)
        self.rows.firsts()
        make_own_nation("AU")
        objective = make_objective()
        make_indicator(objective)
        make_requirement(objective)
        for state in (EventState.CONCEPT, EventState.COORDINATED, EventState.REPORTED):
            event = make_event(objectives=[objective], state=state)
            make_attendance(event, make_person())
            make_outcome(objective, [event])
            make_follow_up(event)
            self.rows.made["event"].append(event)
        make_report(event)
        for role in [*Role, None]:
            client = PageClient(self.app, make_user(roles=[role]) if role else None).client
            cookie = client.get_cookie("rapport")
            self.clients[role.value if role else None] = cookie.value if cookie else ""
        db.session.commit()

    def all_seeds(self):
        """Give what every page sends, for every role that may do more than another."""
        urls = list(addresses(self.app, self.rows))
        for role in ("country_desk", "approver", "administrator", None):
            for url in urls:
                if role is not None or url.startswith(("/sign-in", "/account", "/health", "/f/")):
                    yield from seeds_of(role, url, self.open(role, "GET", url))

    def open(self, role, method, url, **kwargs):
        """Send a request as one of a role, in a context of its own."""
        client = self.app.test_client(use_cookies=False)
        headers = {"Cookie": f"rapport={self.clients[role]}"}
        send = contextvars.Context().run
        return send(lambda: client.open(url, method=method, headers=headers, **kwargs))

    def version(self):
        """Return a number that goes up when anybody else commits."""
        return self.look.execute("PRAGMA data_version").fetchone()[0]

    def rows_digest(self):
        """Return a digest of each table's rows but those of logs."""
        found = {}
        for table in db.metadata.sorted_tables:
            if table.name not in LOGS:
                names = [f'"{c.name}"' for c in table.columns if c.name not in COUNTED]
                statement = f'SELECT {", ".join(names)} FROM "{table.name}" ORDER BY 1, 2'
                rows = self.look.execute(statement).fetchall()
                found[table.name] = sha256(repr(rows).encode()).hexdigest()
        return found

    def restore(self):
        """Put the rows back as they were in the beginning."""
        self.kept.backup(self.look)
        self.seen, self.digest = self.version(), self.rows_digest()

    def problem(self, role, sent):
        """Send a request; return what was wrong with its answer, or an empty text."""
        self.watch.lines.clear()
        try:
            path = quote(sent.path, errors="surrogatepass")
            answer = self.open(role, sent.method, path, **self.arguments(sent))
        except Exception as error:  # with TESTING a bug comes up to here
            db.session.rollback()
            frames = [
                f for f in traceback.extract_tb(error.__traceback__) if "planner" in f.filename
            ]
            place = (
                f"{frames[-1].filename.rpartition('planner/')[2]}:{frames[-1].lineno}"
                if frames
                else ""
            )
            return f"{type(error).__name__} {place} {str(error)[:120]}"
        self.statuses[answer.status_code] += 1
        return self.look_at(sent, answer)

    def arguments(self, sent):
        """Return what the test client is told of a request's query and body."""
        query = urlencode(sent.query, errors="surrogatepass")
        found = {"query_string": query}
        if sent.body is not None and sent.method == "POST":
            return found | {"content_type": sent.body[0], "data": sent.body[1]}
        if sent.files and sent.method == "POST":
            fields = {name: value.encode("utf-8", "surrogatepass") for name, value in sent.fields}
            files = {name: (BytesIO(b"x"), "x.txt") for name in sent.files}
            return found | {"content_type": "multipart/form-data", "data": fields | files}
        if sent.method == "POST":
            data = urlencode(sent.fields, errors="surrogatepass")
            return found | {"content_type": "application/x-www-form-urlencoded", "data": data}
        return found

    def look_at(self, sent, answer):
        """Return what is wrong with an answer: its status, its log or what it wrote."""
        if answer.status_code >= 500:
            return f"answers {answer.status_code}"
        log = "\n".join(self.watch.lines)
        if "Traceback" in log or len(log) > LONGEST_LOG:
            return f"log: {log[:300]}"
        if answer.status_code >= 400 and not answer.get_data():
            return f"answers {answer.status_code} with nothing"
        leads = answer.headers.get("Location", "/")
        if not leads.startswith("/") or leads.startswith("//") or "\\" in leads:
            return f"leads to {leads}"
        if self.version() == self.seen:
            return ""
        before, self.digest, self.seen = self.digest, self.rows_digest(), self.version()
        may_write = sent.method == "POST" and answer.status_code in SUCCESS
        written = [name for name in before if before[name] != self.digest[name]]
        if sent.method == "POST" and answer.status_code in GIVES_BACK and written == [KEPT]:
            return ""  # what was typed is kept for whoever typed it (docs/decisions/kept-forms.md)
        return "" if may_write or not written else f"answers {answer.status_code}, wrote {written}"
