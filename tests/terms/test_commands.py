"""`planner term`: rows of reference tables, kept at a terminal."""

import click
import pytest

from planner.cli import run
from planner.db import db
from planner.errors import RuleBroken
from planner.history.models import HistoryEntry
from planner.kinds.models import EventKind
from planner.terms.commands import TABLES
from planner.terms.commands import term as term_command
from planner.terms.models import RiskCategory
from planner.terms.queries import kind_named, offered, term_kinds, term_label


@pytest.fixture(autouse=True)
def terminal():
    """A terminal has no viewer until a command says so."""
    del db.session.info["viewer"]


def test_every_table_but_that_of_kinds_is_kept(capsys):
    assert {kind_named(table) for table in TABLES} == {*term_kinds()} - {EventKind}
    for table in TABLES:
        kind = kind_named(table)
        run(term_command, "add", table, "of_ours", "--name", "Of ours", "--position", "1")
        assert next(iter(offered(kind).items())) == ("of_ours", "Of ours")
        run(term_command, "retire", table, "of_ours")
        assert "of_ours" not in offered(kind)
        run(term_command, "list", table)
        assert "    1  of_ours  Of ours (retired)" in capsys.readouterr().out
        run(term_command, "bring-back", table, "of_ours")
        assert "of_ours" in offered(kind)
    told = db.session.query(HistoryEntry.subject_kind).filter_by(subject_id="of_ours").all()
    assert {kind for (kind,) in told} == set(TABLES)


def test_a_shipped_row_is_renamed_and_keeps_its_place():
    run(term_command, "change", "risk_category", "weather", "--name", "Storms")
    row = db.session.get(RiskCategory, "weather")
    assert (term_label(RiskCategory, "weather"), row.is_name_edited) == ("Storms", True)
    place = row.position
    run(term_command, "change", "risk_category", "weather", "--position", "1")
    assert (row.name, row.position) == ("Storms", 1) != ("Storms", place)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        (["retire", "risk_category", "party"], "no row “party”"),
        (["change", "risk_category", "party", "--name", "X"], "no row “party”"),
        (["bring-back", "rank", "party"], "no row “party”"),
        (["add", "risk_category", "weather", "--name", "X"], "“weather” already"),
        (["add", "risk_category", "Bad weather", "--name", "X"], "small letters, digits"),
        (["add", "risk_category", "hail", "--name", " "], "Enter a name"),
        (["add", "risk_category", "hail", "--name", "X" * 201], "under 200 characters"),
        (["change", "risk_category", "weather", "--position", "-1"], "from 0 to 10,000"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(wrong, words):
    with pytest.raises(RuleBroken, match=words):
        run(term_command, *wrong)


def test_kinds_of_event_have_their_own_command():
    with pytest.raises(click.UsageError):
        run(term_command, "add", "event_kind", "staff_talks", "--name", "X")
