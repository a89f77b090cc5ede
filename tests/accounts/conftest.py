from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest

from planner import clock
from planner.accounts.models import User
from planner.accounts.passwords import set_password
from tests.factories import make_user
from tests.pages import PageClient

PASSWORD = "three quiet herons"


@pytest.fixture(scope="session")
def password_hash(app):
    with app.app_context():
        return set_password(User(email="x@y.z", name="X"), PASSWORD).password


@pytest.fixture
def ada(password_hash):
    return make_user(email="ada@rapport.example", name="Ada", password=password_hash)


@pytest.fixture
def nobody(app):
    return PageClient(app, None)


@pytest.fixture
def hours(monkeypatch):
    """Return a function that moves the clock."""
    current = [datetime(2030, 3, 1, 8, 0, tzinfo=UTC)]
    monkeypatch.setattr(clock, "datetime", SimpleNamespace(now=lambda _zone: current[0]))

    def move(**step):
        current[0] += timedelta(**step)

    return move
