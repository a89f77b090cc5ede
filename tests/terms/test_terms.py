"""Rows of the reference tables: offered, retired, renamed, read once, written by no rule."""

import pytest
from sqlalchemy import text

from planner.db import db
from planner.reference.terms import SHIPPED
from planner.shapes.base import Misfit
from planner.terms.checks import check_term
from planner.terms.models import RiskCategory, TransitionReason
from planner.terms.queries import offered, term_kinds, term_label, term_labels, terms
from planner.terms.seeding import seed_terms
from tests.factories import NOW, add


def test_every_table_has_its_shipped_rows_in_their_order():
    for kind in term_kinds():
        shipped = SHIPPED[kind.__tablename__]
        rows = terms(kind)
        assert [one.code for one in shipped] == list(rows)
        assert {one.code: str(one.name) for one in shipped} == term_labels(kind)
        for one in shipped:
            position = one.traits.get("position", rows[one.code].position)
            assert rows[one.code].position == position
            assert one.traits.items() - {("position", position)} <= rows[one.code].traits.items()


def test_all_tables_are_read_in_one_statement_once_a_transaction(queries):
    db.session.commit()
    with queries() as seen:
        for kind in term_kinds():
            terms(kind), offered(kind), term_labels(kind)
    assert len(seen) == 1
    add(RiskCategory(code="drone_incursion", name="Drone incursion"))
    assert term_label(RiskCategory, "drone_incursion") == "Drone incursion"
    db.session.rollback()
    assert term_label(RiskCategory, "drone_incursion") == "drone_incursion"


def test_what_another_process_wrote_is_seen_in_the_next_transaction():
    assert term_label(RiskCategory, "weather") == "Weather"
    db.session.commit()
    with db.engine.begin() as other:
        other.execute(
            text(
                "UPDATE risk_category SET name = 'Storms', is_name_edited = true "
                "WHERE code = 'weather'"
            )
        )
    assert term_label(RiskCategory, "weather") == "Storms"


def test_a_retired_row_is_offered_where_it_was_had_and_named_everywhere():
    db.session.get(TransitionReason, "weather").retired_at = NOW
    db.session.flush()
    assert "weather" not in offered(TransitionReason)
    assert offered(TransitionReason, "weather")["weather"] == "Weather or disaster"
    assert term_labels(TransitionReason)["weather"] == "Weather or disaster"
    check_term(TransitionReason, "weather", "reason_code", "weather")
    with pytest.raises(Misfit) as refused:
        check_term(TransitionReason, "weather", "reason_code", None)
    assert refused.value.faults == {
        "reason_code": "“Weather or disaster” is no longer used. Choose another."
    }


def test_a_code_that_no_row_has_is_refused_on_its_field():
    with pytest.raises(Misfit) as refused:
        check_term(RiskCategory, "nonsense", "category")
    assert refused.value.faults == {"category": "Choose one of what is offered."}
    check_term(RiskCategory, None, "category")


def test_setting_up_again_adds_what_is_missing_and_changes_nothing():
    renamed = db.session.get(RiskCategory, "weather")
    renamed.name, renamed.is_name_edited, renamed.position = "Storms", True, 1
    retired = db.session.get(RiskCategory, "logistics")
    retired.retired_at = NOW
    db.session.delete(db.session.get(RiskCategory, "funding"))
    db.session.flush()
    assert (seed_terms(), seed_terms()) == (1, 0)
    assert (renamed.name, renamed.position, retired.retired_at) == ("Storms", 1, NOW)
    assert term_label(RiskCategory, "funding") == "Funding"


def test_a_shipped_name_is_put_into_the_readers_language_until_it_is_edited(monkeypatch):
    names = {"weather": "Météo"}
    monkeypatch.setattr("planner.terms.queries.shipped_names", lambda _table: names)
    assert term_label(RiskCategory, "weather") == "Météo"
    row = db.session.get(RiskCategory, "weather")
    row.name, row.is_name_edited = "Storms", True
    db.session.flush()
    assert term_label(RiskCategory, "weather") == "Storms"
