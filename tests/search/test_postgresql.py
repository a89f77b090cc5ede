"""The same searches on PostgreSQL: one answer whichever database an office runs."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from planner.app import create_app
from planner.db import db
from planner.events.models import Event
from planner.search.indexing import rebuild
from planner.text.textsearch import matching_ids, stored
from planner.viewers import EVERYTHING
from tests.factories import make_event
from tests.test_folding import FINDS, MISSES

pytestmark = pytest.mark.no_database


@pytest.fixture(scope="module")
def on_postgresql(postgres, tmp_path_factory):
    """Give an application on an empty, migrated PostgreSQL database with two events."""
    settings_ = {
        "RAPPORT_INSTANCE": str(tmp_path_factory.mktemp("pg")),
        "TESTING": True,
        "RATELIMIT_ENABLED": False,
        "RAPPORT_DATABASE_URL": postgres.migrated_url(),
    }
    app = create_app(settings_)
    with app.app_context():
        db.session.info["viewer"] = EVERYTHING
        make_event(title="Exercise Joint Élan", summary="Amphibious landing")
        event = make_event(title="東京会議 2030")
        event.places[0].town = "O'Brien's \\ Nouméa"
        db.session.commit()
        yield app
        db.session.remove()
        db.engine.dispose()


def titles(query, **how):
    ids = matching_ids("event", query, **how)
    return sorted(db.session.scalars(select(Event.title).where(Event.id.in_(ids))))


def test_words_are_found_by_their_beginning_without_accents(on_postgresql):
    assert titles("elan EXER") == ["Exercise Joint Élan"]
    assert titles("landing") == ["Exercise Joint Élan"]
    assert titles("landing", in_title=True) == []
    assert titles("会議 noumea brien") == ["東京会議 2030"]
    assert titles("mphib") == []


def test_the_index_written_anew_is_the_same(on_postgresql):
    connection = db.session.connection()
    before = stored(connection)
    assert rebuild(connection) == len(before) == 2
    assert stored(connection) == before
    db.session.commit()


def test_the_index_finds_what_the_folding_finds_and_no_other_word(on_postgresql):
    for _query, title in FINDS + MISSES:
        make_event(title=title)
    db.session.commit()
    assert [pair for pair in FINDS if pair[0] and pair[1] not in titles(pair[0])] == []
    assert [pair for pair in MISSES if pair[1] in titles(pair[0])] == []


def test_a_text_of_more_words_than_a_row_may_have_is_kept_as_far_as_it_goes(on_postgresql):
    words = " ".join(f"{number:059}" for number in range(20_000))
    event = make_event(title="Endless", summary=words)
    db.session.commit()
    assert titles("endless") == ["Endless"]
    db.session.delete(event)
    db.session.commit()


@settings(
    max_examples=150,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    deadline=None,
)
@given(query=st.text(max_size=60) | st.text(alphabet="\"'*:^()-&|!<>\\\x00ab", max_size=40))
def test_nothing_that_is_typed_breaks_the_search(on_postgresql, query):
    ids = matching_ids("event", query)
    if ids is not None:
        list(db.session.scalars(select(Event.id).where(Event.id.in_(ids))))
