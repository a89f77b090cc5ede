"""At least two thousand spoiled requests: no 5xx, no partial write, no traceback in the log."""

import pytest

from tests.fuzz.running import Run, watched

REQUESTS = 2200


@pytest.fixture(scope="module")
def known_seeds():
    """Return what every page sends, once an office was asked: the next one has the same rows."""
    return []


@pytest.fixture
def office(app, known_seeds):
    with watched(app, known_seeds) as made:
        known_seeds[:] = made.seeds
        yield made


def test_no_spoiled_request_breaks_anything(office):
    run = Run(office)
    run.batch(REQUESTS)
    assert not run.wrong, run.report()
    assert run.sent >= 2000
    assert office.statuses[200] > 100 and office.statuses[303] > 20, office.statuses
    assert sum(office.statuses[code] for code in (400, 404, 422)) > 200, office.statuses


def test_what_pages_send_is_what_is_spoiled(office):
    paths = {seed.path for seed in office.seeds if seed.method == "POST"}
    posts = [rule for rule in office.app.url_map.iter_rules() if "POST" in rule.methods]
    assert len(office.seeds) > 300
    assert len(paths) > len(posts) // 2


def test_a_fault_is_found(office, monkeypatch):
    """The run would be worth nothing if it could not see a bug, a write or a talkative log."""
    monkeypatch.setitem(office.app.view_functions, "health.show", broken)
    broken.may = "anyone"
    run = Run(office)
    office.seeds = [seed for seed in office.seeds if seed.path == "/health"]
    run.batch(20)
    assert "ZeroDivisionError" in run.report()


def broken(**_parts):
    return 1 // 0
