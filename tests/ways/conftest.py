"""A clock that stands still, for days that are late or soon."""

import pytest

from tests.factories import NOW


@pytest.fixture(autouse=True)
def still_clock(clock_at):
    clock_at(NOW)
