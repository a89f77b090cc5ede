"""Names beside dots: they hide nothing at any width, and each dot alone has its name."""

import random

import pytest

from planner.pictures.labels import BROAD, NARROW, REACH, Dot, placed
from planner.pictures.letters import width

pytestmark = pytest.mark.no_database

LEFT, HEIGHT = 10, 260
NAMES = (
    *("O01", "Trust", "Rettungshubschrauber", "Verteidigungsattachéausbildung"),
    *("التعاون العسكري", "統合訓練", "Übung", "W" * 12),
)


def boxes(dots, places, whole):
    """Return dots and placed names in pixels, as somebody who does not know the rule sees them."""
    for dot, place in zip(dots, places, strict=True):
        x = dot.x / 100 * whole
        yield (x - REACH, x + REACH, dot.y - REACH, dot.y + REACH)
        if place:
            wide = width(dot.name)
            left = x + place.dx - (wide if place.anchor == "end" else 0)
            yield (left, left + wide, dot.y + place.dy - 11, dot.y + place.dy + 3)


def meet(one, other):
    return one[0] < other[1] and other[0] < one[1] and one[2] < other[3] and other[2] < one[3]


@pytest.mark.parametrize("seed", range(6))
def test_forty_names_never_lie_over_each_other(seed):
    chance = random.Random(seed)
    dots = [
        Dot(chance.uniform(LEFT, 97), chance.randrange(20, 250), chance.choice(NAMES))
        for _ in range(40)
    ]
    places = placed(dots, left=LEFT, height=HEIGHT)
    assert sum(place is not None for place in places) >= 5
    for whole in range(NARROW, BROAD + 1, 17):
        found = list(boxes(dots, places, whole))
        names = [box for box in found if box[1] - box[0] > 2 * REACH + 0.01]
        for name in names:
            assert name[0] >= LEFT / 100 * whole - 0.01 and name[1] <= whole + 0.01
            assert not any(meet(name, other) for other in found if other is not name)


def test_a_dot_alone_has_its_name_and_no_dot_needs_none():
    assert placed([], left=LEFT, height=HEIGHT) == []
    for x, y in ((LEFT, 250), (97, 20), (50, 130)):
        assert placed([Dot(x, y, "O07")], left=LEFT, height=HEIGHT) != [None]


def test_of_dots_on_one_spot_some_keep_their_names():
    found = placed([Dot(50, 130, f"O{n}") for n in range(9)], left=LEFT, height=HEIGHT)
    assert 1 <= sum(place is not None for place in found) <= 6
