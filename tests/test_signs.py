"""Every state has a sign of its own, told by its shape, from one place."""

import re
from pathlib import Path

from planner.choices import EventState
from planner.choices import signs as signs_module
from planner.choices.labels import Labelled
from planner.choices.signs import SIGNS, Sign, css_of, state_css

ROOT = Path(__file__).parents[1]


def lists_of_states():
    """Return every closed list whose name says that it holds states."""
    return {one for one in Labelled.__subclasses__() if one.__name__.endswith("State")}


def test_each_state_of_a_list_has_a_shape_of_its_own():
    assert set(SIGNS) == lists_of_states()
    for states, signs in SIGNS.items():
        assert set(signs) == {state.value for state in states}, states
        shapes = [sign for sign, _tone in signs.values()]
        assert len(set(shapes)) == len(shapes), states


def test_two_lists_may_have_a_state_of_one_name():
    assert css_of(EventState, "cancelled") == "state sign-cross bad"
    assert state_css(signs_module.JobState.CANCELLED) == "state sign-dash"


def test_every_shape_is_drawn_once_and_no_page_draws_one_itself():
    css = (ROOT / "static/css/components.css").read_text()
    drawn = re.findall(r"^  \.sign-(\w+)::before", css, re.M)
    assert sorted(drawn) == sorted(Sign)
    bodies = re.findall(r"^  \.sign-\w+::before \{ (.*) \}$", css, re.M)
    assert len(set(bodies)) == len(Sign)
    files = [*(ROOT / "templates").rglob("*.html"), *(ROOT / "planner").rglob("*.py")]
    own = re.compile(rf"state state-|\bsign-(?:{'|'.join(Sign)})\b")
    assert not [one.name for one in files if own.search(one.read_text())]
