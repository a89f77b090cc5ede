"""What is measured: each operation of the product beside its limit, in processor time."""

import gzip
import re
import resource
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import date
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from planner import clock
from planner.accounts.models import User
from planner.accounts.session_actions import open_session
from planner.app import create_app
from planner.benchmark import limits, office
from planner.calendars.models import Feed
from planner.db import db
from planner.events.models import Event
from planner.viewers import EVERYTHING, acting_as

RUNS = 40
TOKEN = "benchmark-token-of-no-secret-at-all"  # noqa: S105 - it opens a throw-away office
FEED_SIZE = 10_000


@dataclass(frozen=True)
class Measurement:
    """One measured operation: processor milliseconds, and those of its limit."""

    operation: str
    events: int
    value: float
    limit: float | None = None
    goal: str = ""

    @property
    def ratio(self) -> float | None:
        """Return how many times the limit the operation takes."""
        return self.value / self.limit if self.limit else None

    def as_dict(self) -> dict[str, Any]:
        """Return the figure as JSON data."""
        return asdict(self) | {"ratio": self.ratio}


def processor_ms(work: Callable[[], Any], runs: int = RUNS) -> float:
    """Return the median processor time of a piece of work, in milliseconds."""
    for _ in range(3):
        work()
    times = []
    for _ in range(runs):
        before = time.process_time()
        work()
        times.append((time.process_time() - before) * 1000)
    return statistics.median(times)


def measure(folder: Path, number: int) -> list[Measurement]:
    """Build an office of `number` events in a folder and return its figures."""
    app = create_app({"RAPPORT_INSTANCE": str(folder), "RATELIMIT_ENABLED": False})
    with app.app_context():
        user = office.build(number)
        key = open_session(user, address="127.0.0.1", agent="", now=clock.now())
        add_feed(user)
        db.session.remove()
    figures = list(pages(app, signed_in(app, key), number))
    figures += list(coverage(app, signed_in(app, key), number))
    if number <= FEED_SIZE:
        figures += list(feed(app, number))
    figures += list(saves(app, signed_in(app, key), number))
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures.append(
        Measurement("memory of this process, MiB", number, used, None, "110 for one worker")
    )
    with app.app_context():
        db.engine.dispose()
    return figures


def signed_in(app: Flask, key: str) -> FlaskClient:
    """Return a client signed in as the office's planner."""
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = key
        session["_fresh"] = True
    return client


def getter(client: FlaskClient, path: str) -> Callable[[], Any]:
    """Return the fetching of a page, which must succeed."""

    def fetch() -> Any:
        response = client.get(path)
        if response.status_code != 200:
            raise AssertionError(f"{path} answers {response.status_code}")
        return response

    return fetch


def pages(app: Flask, client: FlaskClient, number: int) -> Iterator[Measurement]:
    """Measure the list and the event page."""
    with app.app_context():
        bare = limits.bare_app(db.engine).test_client()
    fetch = getter(client, "/events/")
    limit = processor_ms(getter(bare, "/list"))
    yield Measurement("event list, 50 rows", number, processor_ms(fetch), limit, "3.5 ms, flat")
    size = fetch().data
    yield Measurement("event list, KiB of HTML", number, len(size) / 1024, None, "30")
    yield Measurement(
        "event list, KiB compressed", number, len(gzip.compress(size)) / 1024, None, "6"
    )
    limit = processor_ms(getter(bare, f"/event/{number // 2}"))
    value = processor_ms(getter(client, f"/events/{number // 2}"))
    yield Measurement("event page", number, value, limit, "3 ms")


def coverage(app: Flask, client: FlaskClient, number: int) -> Iterator[Measurement]:
    """Measure one year's coverage: the query beside raw SQL, and the page."""
    with app.app_context(), as_planner(client):
        query = coverage_query()
        limit = processor_ms(limits.raw_coverage(db.engine), 10)
        value = processor_ms(query, 10)
    yield Measurement("coverage query of one year", number, value, limit, "1.2 × raw SQL")
    path = f"/reports/coverage?period={office.YEAR}&by=quarter"
    page = processor_ms(getter(client, path), 10)
    yield Measurement("coverage page of one year", number, page, limit, "30 ms from a rollup")


@contextmanager
def as_planner(_client: FlaskClient) -> Iterator[None]:
    """Look as the office's planner does: every check on, all nations in scope."""
    with acting_as(db.session, EVERYTHING):
        user = db.session.get(User, 1)
        if user is None:
            raise AssertionError("the office has no planner")
        planner = user.as_viewer
    with acting_as(db.session, planner):
        yield


def coverage_query() -> Callable[[], Any]:
    """Return the counting of executed events by objective, nation and quarter of the year."""
    from planner.benchmark.cells import executed_cells

    return lambda: executed_cells(date(office.YEAR, 1, 1), date(office.YEAR, 12, 31))


def add_feed(user: User) -> None:
    """Subscribe the planner to everything."""
    hashed = sha256(TOKEN.encode()).hexdigest()
    db.session.add(Feed(user=user, name="All", token_hash=hashed, created_at=office.MOMENT))
    db.session.commit()


def feed(app: Flask, number: int) -> Iterator[Measurement]:
    """Measure a feed: cold, unchanged, after one edit, and asked for with its ETag."""
    client = app.test_client()
    path = f"/f/{TOKEN}.ics"
    with app.app_context():
        limit = processor_ms(limits.raw_feed(db.engine), 10)
    before = time.process_time()
    etag = getter(client, path)().headers["ETag"]
    cold = (time.process_time() - before) * 1000
    yield Measurement("feed, cold", number, cold, limit, "150 ms")
    value = processor_ms(getter(client, path), 10)
    yield Measurement("feed, unchanged", number, value, limit, "15 ms")
    value = processor_ms(lambda: client.get(path, headers={"If-None-Match": etag}), 20)
    yield Measurement("feed, If-None-Match", number, value, limit, "1.5 ms")
    times = [after_edit(app, getter(client, path), title) for title in "ABCDEFGH"]
    yield Measurement("feed, after one edit", number, statistics.median(times), limit, "45 ms")


def after_edit(app: Flask, fetch: Callable[[], Any], title: str) -> float:
    """Return the processor time of fetching after one event got another title."""
    with app.app_context(), acting_as(db.session, EVERYTHING):
        event = db.session.get(Event, 1)
        if event is None:
            raise AssertionError("the office has no event")
        event.title = f"Engagement {title}"
        db.session.commit()
    before = time.process_time()
    fetch()
    return (time.process_time() - before) * 1000


def saves(app: Flask, client: FlaskClient, number: int) -> Iterator[Measurement]:
    """Measure the quick log: event, nations, links, history, calendar entry, one commit."""
    page = getter(client, "/events/quick")().get_data(as_text=True)
    found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page)
    token = found.group(1) if found else ""
    keys = count()

    def save() -> None:
        response = client.post(
            "/events/quick",
            data={
                "csrf_token": token,
                "once": f"measured {next(keys)}",
                "title": "Reception for the garrison choir",
                "kind": "cultural_event",
                "day": "2030-11-21",
                "partner_codes": ["ID", "FR"],
            },
        )
        if response.status_code != 303:
            raise AssertionError(f"saving answers {response.status_code}")

    with app.app_context():
        limit = processor_ms(limits.raw_save(db.engine))
    yield Measurement("saving an event", number, processor_ms(save), limit, "5 ms in all")
