"""No page and no file asks more statements when there is more of anything."""

import contextvars
import gc

import pytest

from planner.choices import Role
from planner.db import db
from planner.desk.work import WORK
from planner.reports.behind.shapes import BEHIND
from planner.start.steps import NAMES
from tests.factories import NOW, make_user
from tests.grown import GrownOffice
from tests.pages import PageClient
from tests.rows import table_of

CHIEF = (Role.PLANNER, Role.APPROVER, Role.COUNTRY_DESK, Role.ADMINISTRATOR)
COMPUTED = ("/", "/reports/coverage", "/reports/figures", "/reports/gaps", "/objectives/")
"""Pages that count the events themselves for somebody who sees some nations only."""


def one_of_each(app, office):
    """Return an address of each page and file, with the row on which everything hangs."""
    plain = {
        "code": [office.made["nation"][0].code],
        "suffix": ["csv"],
        "topic": ["words"],
        "state": ["approved", "cancelled"],
        "name": [work.name for work in WORK],
        "step": list(NAMES),
        "token": [office.made["feed"][0].token],
        "kind": ["event"],
        "subject_id": [office.made["event"][0].id],
        "ref": ["no-such"],
        "report": ["coverage"],
        "page": ["overview"],
        "paper": ["brief", "coverage", "programme", "after-action", "turnover", "ways"],
        "subject": [office.made["nation"][0].code, "report", "nations", office.made["event"][0].id],
    }
    for rule in app.url_map.iter_rules():
        if "GET" in rule.methods and not rule.endpoint.endswith("static"):
            found = [{}]
            for name in rule.arguments:
                values = plain.get(name) or [office.made[table_of(name)][0].id]
                found = [known | {name: value} for known in found for value in values]
            yield from (rule.build({k: str(v) for k, v in values.items()})[1] for values in found)
    yield from (f"/reports/rows?of={name}" for name in BEHIND)


def asked(client, urls, queries):
    """Return how many statements each address asks, and how much its answer holds."""
    found = {}
    for url in urls:
        db.session.commit()
        gc.collect(0)
        with queries() as seen:
            answer = contextvars.Context().run(client.client.get, url)
        found[url] = (len(seen), len(answer.data))
        db.session.expire_all()
    return found


@pytest.fixture
def nothing_by_chance():
    """Collect garbage between pages and never while one is made.

    What a page has let go of is found in memory again until it is collected: when that happens
    would be chance, and with it the number of statements.
    """
    gc.disable()
    yield
    gc.enable()


@pytest.mark.usefixtures("nothing_by_chance")
def test_more_of_anything_asks_no_more_statements(app, queries, clock_at):
    """Two offices, of which one has three times as much of everything on the same few rows."""
    clock_at(NOW)  # a session notes now and then when it was last used
    office = GrownOffice(roles=CHIEF)
    whole = PageClient(app, office.user)
    some = PageClient(app, make_user(nations=[office.made["nation"][0].code]))
    # The history last: it tells of the files that were opened before it.
    urls = sorted(one_of_each(app, office), key=lambda url: url.startswith("/history"))
    before = asked(whole, urls, queries), asked(some, COMPUTED, queries)
    office.grow()
    after = asked(whole, urls, queries), asked(some, COMPUTED, queries)
    grown = [
        f"{url}: {less[url][0]} → {n}"
        for less, more in zip(before, after, strict=True)
        for url, (n, _size) in more.items()
        if n > less[url][0]
    ]
    assert not grown, "statements grow with rows:\n" + "\n".join(grown)
    longer = [url for url, (_n, size) in after[0].items() if size > 1.1 * before[0][url][1]]
    assert len(longer) >= 30, "the greater office hardly shows more than the other"
    assert after[0]["/reports/figures"][0] <= 30
