"""`planner check` recomputes every figure from the rows and names the first that differs."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from sqlalchemy import text, update

from planner.choices import EventState, MeasuredAs, MediaKind
from planner.commands import row_faults
from planner.db import db
from planner.events.measure_registry import MEASURES, Measure
from planner.events.models import Event
from planner.objectives.computed import Computed
from planner.objectives.models import IndicatorTarget
from planner.outcomes.models import MediaItem
from planner.reports.pages.quality import LACKS, OPEN
from planner.reports.pages.trend import COUNTED
from planner.reports.plain.faults import figure_faults
from planner.reports.plain.measures import PLAIN
from planner.reports.plain.outcomes import media_tone
from planner.reports.plain.rows import PlainRows
from planner.rollup.models import RollupCell
from planner.shapes.figure import Rate
from planner.viewers import EVERYTHING, acting_as
from tests.factories import make_indicator, make_values
from tests.reports.small_office import make_small_office

TODAY = date(2025, 8, 15)


@pytest.fixture
def office():
    made = make_small_office()
    db.session.commit()
    return made


def faults():
    with acting_as(db.session, EVERYTHING):
        return figure_faults(TODAY)


def test_an_office_whose_figures_are_right_has_nothing_to_say(office):
    assert faults() == []


def test_an_office_that_is_not_set_up_has_no_figures(app):
    db.session.execute(text("DELETE FROM office"))
    assert faults() == []


@pytest.mark.parametrize("measure", ["executed", "planned", "backed"])
def test_a_cell_of_the_rollup_changed_by_hand_is_found(office, measure):
    db.session.execute(update(RollupCell).where(RollupCell.measure == measure).values(public=7))
    db.session.commit()
    (sentence,) = faults()
    assert "the report tells" in sentence and "the rows tell" in sentence
    assert "planner rollup rebuild" in sentence


def test_a_measure_that_counts_otherwise_names_the_first_event(office, monkeypatch):
    broken = Measure(
        MEASURES["unreported"].label, lambda _asked: Event.state == EventState.PLANNED, True
    )
    monkeypatch.setitem(MEASURES, "unreported", broken)
    (sentence,) = faults()
    event = db.session.query(Event).order_by(Event.id).first()
    assert sentence.startswith("Measure “unreported”, 2025-01-01 to 2025-12-31, event ")
    assert event.title[:5] in sentence


def test_a_formula_that_goes_wrong_is_found(office, monkeypatch):
    monkeypatch.setattr("planner.reports.plain.compared_formulas.reciprocity", lambda *_: 3)
    (sentence,) = faults()
    assert sentence.startswith("M18 reciprocity")


@pytest.mark.parametrize(
    ("where", "wrong", "begins"),
    [
        ("compared_counts.breadth", lambda *_: Rate(9, 9), "M7 breadth"),
        ("compared.values", lambda *_: {"O07.1": Computed(None, 9)}, "M23 media tone"),
        ("partners.places_by_partner", lambda *_: {"FR": (9, 9)}, "M18 places with partner"),
    ],
)
def test_a_figure_that_goes_wrong_is_named(office, monkeypatch, where, wrong, begins):
    monkeypatch.setattr(f"planner.reports.plain.{where}", wrong)
    (sentence,) = faults()
    assert sentence.startswith(begins)


def test_a_percentage_that_four_places_do_not_hold_is_no_fault(office):
    """One of three between near numbers: the value of its column would give another progress."""
    made = make_indicator(office, measured_as=MeasuredAs.PERCENTAGE, unit="", baseline=Decimal(33))
    year = {"starts_on": date(2025, 1, 1), "ends_on": date(2025, 12, 31)}
    made.targets = [IndicatorTarget(value=Decimal(34), **year)]
    make_values(made, [(TODAY, "33.3333")])
    made.updates[0].numerator, made.updates[0].denominator = Decimal(1), Decimal(3)
    db.session.commit()
    assert faults() == []


def test_media_of_an_event_that_was_discarded_have_no_tone(office):
    event = db.session.query(Event).order_by(Event.id).first()
    for tone in (1, 2, -1, 2):
        told = {"kind": MediaKind.PRESS_RELEASE, "title": "News", "published_on": TODAY}
        db.session.add(MediaItem(event=event, tone=tone, **told))
    db.session.commit()
    assert faults() == []
    rows = PlainRows(db.session.connection())
    assert media_tone(rows, TODAY, TODAY) == (1, 4)
    event.discarded_at = datetime(2025, 8, 15, tzinfo=UTC)
    db.session.commit()
    assert faults() == []
    assert media_tone(PlainRows(db.session.connection()), TODAY, TODAY) == (None, 0)


def test_every_measure_that_a_report_counts_is_recomputed():
    counted = {name for name, *_rest in (*LACKS, *OPEN)} | set(COUNTED) | {"hosted", "visited"}
    assert counted - {"undated"} <= PLAIN.keys()


def test_the_command_tells_of_it_and_leaves_it_out_when_asked_to(app, office, monkeypatch):
    monkeypatch.setattr(
        "planner.reports.plain.faults.figure_faults", lambda _today: ["M5 differs."]
    )
    with acting_as(db.session, EVERYTHING):
        assert "M5 differs." in row_faults()
        assert "M5 differs." not in row_faults(with_figures=False)
