"""The table that leads from the mission to pages leads to pages that there are."""

import re
from pathlib import Path

import pytest

pytestmark = pytest.mark.no_database

MISSION = (Path(__file__).parent.parent / "docs" / "mission.md").read_text()


def test_every_address_of_the_mission_is_a_page(app):
    found = app.url_map.bind("office.example")
    addresses = re.findall(r"`(/[^`]*)`", MISSION)
    assert len(addresses) > 40
    for address in addresses:
        endpoint, _values = found.match(address, method="GET")
        assert endpoint in app.view_functions
