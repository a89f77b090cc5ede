"""The same formulas on PostgreSQL, which is stricter about types than SQLite."""

from datetime import date
from decimal import Decimal

import pytest

from planner.app import create_app
from planner.choices import EventState, NationTier
from planner.db import db
from planner.viewers import EVERYTHING
from tests.factories import make_event, make_nation, make_own_nation
from tests.reports.test_indicators import AUTO, FIRST, LAST, computed_values

pytestmark = pytest.mark.no_database


@pytest.fixture(autouse=True)
def own_nation():
    """Leave the own nation to the test: there is no database before its own."""


@pytest.fixture
def on_postgresql(postgres, tmp_path_factory):
    """Give an application on an empty, migrated PostgreSQL database."""
    made = create_app(
        {
            "RAPPORT_INSTANCE": str(tmp_path_factory.mktemp("pg")),
            "TESTING": True,
            "RATELIMIT_ENABLED": False,
            "RAPPORT_DATABASE_URL": postgres.migrated_url(),
        }
    )
    with made.app_context():
        db.session.info["viewer"] = EVERYTHING
        yield
        db.session.remove()
        db.engine.dispose()


def test_every_formula_answers_the_same(on_postgresql):
    make_own_nation()
    make_nation("FR", tier=NationTier.A, is_partner=True)
    for notice, elements in (("2030-05-04", []), ("2030-05-24", ["music"])):
        make_event(
            ["FR"],
            starts_on=date(2030, 6, 3),
            state=EventState.EXECUTED,
            details={
                "announced_on": notice,
                "cultural_elements": elements,
                "has_community_part": True,
                "troops": 14000,
                "places_offered": 4,
                "places_filled": 3,
                "scenario": "relief",
            },
            participants_actual=10,
            actual_cost=Decimal(600),
            currency="EUR",
        )
    db.session.commit()
    found = computed_values(AUTO, FIRST, LAST)
    known = {code: number for code, number in found.items() if number}
    assert known == {
        "O01.1": 100,
        "O01.3": (LAST - date(2030, 6, 5)).days,
        "O02.2": 50,
        "O04.1": 75,
        "O06.1": 100,
        "O06.3": 20,
        "O07.2": 100,
        "O09.1": 2,
        "O12.3": 20,
    }
