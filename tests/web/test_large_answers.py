"""Memory goes back after a large answer is sent, and only then."""

import pytest
from flask import Flask, Response

from planner.web import large_answers
from planner.web.large_answers import LARGE, init_large_answers, let_go

pytestmark = pytest.mark.no_database

ANSWERS = {
    "small": lambda: Response(b"x" * (LARGE - 1)),
    "large": lambda: Response(b"x" * LARGE),
    "in-pieces": lambda: Response(iter([b"x", b"y"])),
    "a-file": lambda: Response(iter([b"x"]), direct_passthrough=True),
}


@pytest.fixture
def told(monkeypatch):
    found = []
    monkeypatch.setattr(large_answers, "let_go", lambda: found.append("let go"))
    return found


@pytest.mark.parametrize(
    ("name", "times"), [("small", 0), ("large", 1), ("in-pieces", 1), ("a-file", 0)]
)
def test_memory_goes_back_once_a_large_answer_is_sent(told, name, times):
    app = Flask("answers")
    app.add_url_rule("/", view_func=ANSWERS[name], endpoint=name)
    init_large_answers(app)
    answer = app.test_client().get("/")
    assert told == []
    assert answer.data
    answer.close()
    assert len(told) == times


def test_the_product_looks_at_its_answers_and_any_c_library_will_do(app, monkeypatch):
    assert large_answers.let_go_after in app.after_request_funcs[None]
    let_go()
    monkeypatch.setattr(large_answers.ctypes, "CDLL", lambda _name: object())
    let_go()
