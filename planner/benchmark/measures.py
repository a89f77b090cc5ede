"""Measures each operation of the product beside its limit, in one run."""

import gzip
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient

from planner import clock
from planner.accounts.models import User
from planner.accounts.session_actions import open_session
from planner.app import create_app
from planner.benchmark import computed, feeds, limits, saves
from planner.benchmark.answers import Measured, check
from planner.benchmark.databases import BenchmarkPlace
from planner.benchmark.measurement import Measurement
from planner.benchmark.office import FilledOffice, build
from planner.benchmark.pages import pages
from planner.benchmark.raw_save_views import raw_save
from planner.benchmark.stopwatch import Stopwatch
from planner.benchmark.worker import memory_of, signed_in
from planner.db import db

LONG = 4
"""What takes long is measured in so many times fewer rounds."""
FEED_GOALS = {"feed, unchanged": 1.0, "feed, If-None-Match": 0.5}


@dataclass(frozen=True)
class BenchmarkRun:
    """One run: the application on its office, who is signed in, the stopwatch, the rounds."""

    app: Flask
    office: FilledOffice
    key: str
    place: BenchmarkPlace
    watch: Stopwatch
    rounds: int

    @property
    def client(self) -> FlaskClient:
        """Return a client signed in as the office's planner."""
        client: FlaskClient = signed_in(self.app, self.key)
        return client

    def figure(self, name: str, value: float, limit: float | None, **more: Any) -> Measurement:
        """Return a figure of this run."""
        return Measurement(name, self.place.name, self.office.number, value, limit, **more)


def measure(folder: Path, place: BenchmarkPlace, number: int, rounds: int) -> Iterator[Measurement]:
    """Build an office of `number` events in an empty database and give its figures."""
    settings = {"RAPPORT_INSTANCE": str(folder), "RAPPORT_DATABASE_URL": place.url}
    app = create_app(settings | {"RATELIMIT_ENABLED": False})
    with app.app_context():
        office = build(number)
        user = db.session.get_one(User, office.planner_id)
        key = open_session(user, address="127.0.0.1", agent="", now=clock.now())
        feeds.add_feed(user)
        db.session.remove()
        run = BenchmarkRun(
            app, office, key, place, Stopwatch(db.engine, place.has_own_server), rounds
        )
    yield from measured_pages(run)
    yield measured_counts(run)
    if number <= feeds.FEED_SIZE:
        yield from measured_feeds(run)
    yield from measured_saves(run)
    yield memory(run, settings)
    with app.app_context():
        db.engine.dispose()


def getter(client: FlaskClient, address: str) -> Callable[[], Any]:
    """Return the fetching of an address."""
    return lambda: client.get(address)


def measured_pages(run: BenchmarkRun) -> Iterator[Measurement]:
    """Give the figures of every page and file."""
    for one in pages(run.office):
        fetch = getter(run.client, one.address)
        answer = fetch()
        check(one, answer)
        thin = limits.thin_client(
            run.watch.engine, run.office, run.key, one.operation, answer.get_data(as_text=True)
        )
        yield measured_page(run, one, fetch, getter(thin, "/"))


def measured_page(
    run: BenchmarkRun, one: Measured, fetch: Callable[[], Any], least: Callable[[], Any]
) -> Measurement:
    """Return the figures of one page: time beside its limit, statements, size."""
    rounds = -(-run.rounds // LONG) if one.is_long else run.rounds
    value, limit = run.watch.beside(fetch, least, rounds)
    size = fetch().data
    return run.figure(
        one.operation,
        value,
        limit,
        goal=one.goal,
        statements=run.watch.asked_by(fetch),
        kib=len(size) / 1024,
        kib_compressed=len(gzip.compress(size)) / 1024,
    )


def measured_counts(run: BenchmarkRun) -> Measurement:
    """Return what counting a year's coverage from the events takes, beside SQL by hand."""
    count = computed.computed_coverage(run.app, run.office)
    least = computed.by_hand(run.watch.engine, run.office)
    computed.check_alike(count, least)
    value, limit = run.watch.beside(count, least, -(-run.rounds // LONG))
    asked = run.watch.asked_by(count)
    return run.figure("coverage, computed", value, limit, goal=computed.GOAL, statements=asked)


def measured_feeds(run: BenchmarkRun) -> Iterator[Measurement]:
    """Give the figures of a feed of everything."""
    for name, value, limit, body in feeds.feeds(run.app, run.watch, run.rounds):
        size, packed = len(body) / 1024, len(gzip.compress(body, 1)) / 1024
        goal = FEED_GOALS.get(name)
        yield run.figure(name, value, limit, goal=goal, kib=size, kib_compressed=packed)


def measured_saves(run: BenchmarkRun) -> Iterator[Measurement]:
    """Give the figures of saving an event."""
    for name, save in saves.saves(run.client, run.office).items():
        least = raw_save(run.watch.engine, run.key, save)
        value, limit = run.watch.beside(save, least, run.rounds)
        asked = run.watch.asked_by(save)
        yield run.figure(name, value, limit, goal=saves.GOAL, statements=asked)


def memory(run: BenchmarkRun, settings: dict[str, str]) -> Measurement:
    """Return what a worker of its own has in memory after feeds, lists and reports."""
    addresses = [one.address for one in pages(run.office)]
    if run.office.number <= feeds.FEED_SIZE:
        addresses.append(feeds.ADDRESS)
    told = {"settings": settings, "key": run.key, "addresses": addresses}
    value, limit = memory_of(told), memory_of({})
    return run.figure("one worker, 110 MiB at most", value, limit, unit="MiB", goal=110 / limit)
