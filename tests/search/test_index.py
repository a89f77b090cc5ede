"""The search index: in step with the rows, whatever is typed, whoever looks."""

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from planner.cli import run
from planner.db import db
from planner.events.models import Event
from planner.search.commands import reindex
from planner.search.index_queries import documents
from planner.search.indexing import rebuild
from planner.text.textsearch import KINDS, forget_all, matching_ids, stored, words_of
from tests.factories import make_event, make_person, make_report
from tests.search.everything import make_one_of_each_kind
from tests.test_folding import FINDS, MISSES


def titles(query, **how):
    db.session.commit()
    ids = matching_ids("event", query, **how)
    if ids is None:
        return None
    return sorted(db.session.scalars(select(Event.title).where(Event.id.in_(ids))))


def test_words_are_found_by_their_beginning_without_accents_or_case(database):
    make_event(title="Exercise Joint Élan")
    make_event(title="Ångström Übung")
    assert titles("elan") == ["Exercise Joint Élan"]
    assert titles("ÉLA exer") == ["Exercise Joint Élan"]
    assert titles("angst ubung") == ["Ångström Übung"]
    assert titles("lan") == []


def test_every_word_has_to_occur(database):
    make_event(title="Cobra Gold", summary="Amphibious landing")
    assert titles("cobra landing") == ["Cobra Gold"]
    assert titles("cobra desert") == []
    assert titles("landing", in_title=True) == []


def test_places_are_found_and_follow_a_change(database):
    event = make_event(title="Visit")
    event.places[0].town = "Nouméa"
    assert titles("noumea") == ["Visit"]
    event.places[0].town = "Suva"
    assert titles("noumea") == []
    assert titles("suva") == ["Visit"]


def test_a_name_in_a_script_without_spaces_is_found(database):
    make_event(title="東京会議 2030")
    assert titles("会議") == ["東京会議 2030"]


def test_a_query_without_a_word_asks_nothing(database):
    assert titles("!!! ** ()") is None
    assert titles("") is None


def test_the_index_equals_the_rows(database):
    event = make_one_of_each_kind("Cobra").event
    db.session.commit()
    event.title = "Cobra Silver"
    make_person(name="Short lived")
    db.session.commit()
    db.session.delete(make_person(name="Gone"))
    db.session.commit()
    connection = db.session.connection()
    kept = stored(connection)
    wanted = {d.key: d for kind in KINDS for d in documents(connection, kind)}
    assert kept.keys() == wanted.keys()
    for key, (title, body) in kept.items():
        assert title.split() == words_of(wanted[key].title)
        assert body.split() == words_of(wanted[key].body)
    rebuild(connection)
    assert stored(connection) == kept


def test_what_is_rolled_back_is_not_found(database):
    event = make_event(title="Before")
    db.session.commit()
    event.title = "After"
    db.session.flush()
    db.session.rollback()
    assert titles("after") == []
    assert titles("before") == ["Before"]


def test_the_command_writes_the_index_anew(database, capsys):
    make_event(title="Cobra Gold")
    db.session.commit()
    forget_all(db.session.connection())
    db.session.commit()
    assert titles("cobra") == []
    run(reindex)
    assert titles("cobra") == ["Cobra Gold"]
    assert "entries" in capsys.readouterr().out


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(query=st.text(max_size=60) | st.text(alphabet="\"'*:^()-+{}~ ANDORNEAR\\\x00", max_size=40))
def test_nothing_that_is_typed_breaks_the_search(database, query):
    ids = matching_ids("event", query)
    if ids is not None:
        list(db.session.scalars(select(Event.id).where(Event.id.in_(ids))))


def test_a_report_is_found_by_the_title_that_its_event_has_now(database):
    report = make_report(event=make_event(title="Before"))
    db.session.commit()
    report.event.title = "After"
    db.session.commit()
    ids = [db.session.scalars(matching_ids("report", word)).all() for word in ("before", "after")]
    assert ids == [[], [report.event_id]]


def test_the_index_finds_what_the_folding_finds_and_no_other_word(database):
    for _query, title in FINDS + MISSES:
        make_event(title=title)
    assert [pair for pair in FINDS if pair[0] and pair[1] not in titles(pair[0])] == []
    assert [pair for pair in MISSES if pair[1] in titles(pair[0])] == []


def test_a_long_text_can_be_found_to_its_end(database):
    make_event(title="Long", summary="word " * 30_000 + "needle", starts_on=date(2030, 1, 1))
    assert titles("needle") == ["Long"]
