"""A feed of everything: cold, unchanged, asked for with its ETag, after one edit."""

import statistics
from collections.abc import Callable, Iterator
from hashlib import sha256
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from planner import clock
from planner.accounts.models import User
from planner.benchmark.answers import Measured, check
from planner.benchmark.limits import raw_feed
from planner.benchmark.stopwatch import Stopwatch
from planner.calendars.models import Feed
from planner.db import db
from planner.events.models import Event
from planner.viewers import EVERYTHING, acting_as

TOKEN = "benchmark-token-of-no-secret-at-all"  # noqa: S105 - it opens a throw-away office
ADDRESS = f"/f/{TOKEN}.ics"
FEED_SIZE = 10_000
"""Events of the greatest office whose feed of everything is measured."""
MOST_EDITS = 5
Figures = Iterator[tuple[str, float, float, bytes]]


def add_feed(user: User) -> None:
    """Subscribe the planner to everything."""
    hashed = sha256(TOKEN.encode()).hexdigest()
    db.session.add(Feed(user=user, name="All", token_hash=hashed, created_at=clock.now()))
    db.session.commit()


def fetching(client: FlaskClient) -> Callable[[], Any]:
    """Return the fetching of the feed, which holds events."""
    feed = Measured("feed", ADDRESS, {"BEGIN:VEVENT": 1}, is_page=False)

    def fetch() -> Any:
        answer = client.get(ADDRESS)
        check(feed, answer)
        return answer

    return fetch


def feeds(app: Flask, watch: Stopwatch, rounds: int) -> Figures:
    """Give the name, the milliseconds, those of the limit and the answer of each fetching."""
    client = app.test_client()
    join, plain = raw_feed(watch.engine), lambda: client.get(ADDRESS)
    join()
    least = statistics.median(watch.once(join) for _round in range(min(rounds, MOST_EDITS)))
    cold = watch.once(plain)
    answer = fetching(client)()
    yield "feed, cold", cold, least, answer.data
    headers = {"If-None-Match": answer.headers["ETag"]}
    yield "feed, unchanged", *watch.beside(plain, join, rounds), answer.data
    unchanged, least = watch.beside(lambda: client.get(ADDRESS, headers=headers), join, rounds)
    yield "feed, If-None-Match", unchanged, least, b""
    times = [after_edit(app, watch, plain, number) for number in range(min(rounds, MOST_EDITS))]
    yield "feed, after one edit", statistics.median(times), least, answer.data


def after_edit(app: Flask, watch: Stopwatch, fetch: Callable[[], Any], number: int) -> float:
    """Return what fetching takes after one event got another title."""
    with app.app_context(), acting_as(db.session, EVERYTHING):
        event = db.session.get_one(Event, 1)
        event.title = f"Engagement {number} renamed"
        db.session.commit()
    return watch.once(fetch)
