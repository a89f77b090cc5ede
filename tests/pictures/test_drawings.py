"""Every kind of picture, of one mark, of none, of many: inside its frame, titled, small, tabled."""

import gzip
import re

import pytest

from planner.pictures.drawing import DRAWINGS, drawn
from planner.pictures.squares import grid
from planner.pictures.tables import TABLES, table_of
from planner.shapes.pictures import Look, Picture, Square, Squares
from tests.pictures.of_every_kind import head, pictures

pytestmark = pytest.mark.no_database

VALUES = {
    "various": lambda n: n * 7 % 11,
    "all equal": lambda _n: 5,
    "nought": lambda _n: 0,
    "negative": lambda n: -n - 1,
    "large": lambda n: 10**6 + n,
}
NUMBER = re.compile(r' (x|y|cx|cy|x1|x2|y1|y2|width|height)="(-?[\d.]+)(%?)"')
MARK = re.compile(r"<(?:a href|g>)")


@pytest.fixture(scope="module")
def written(app):
    """Return a function that writes the drawing of a picture."""

    def write(picture):
        with app.test_request_context():
            macros = app.jinja_env.get_template("macros/pictures.html").module
            name, what = drawn(picture)
            return str(macros.WRITERS[name](picture, what))

    return write


def test_every_kind_is_drawn_and_tabled():
    kinds = {type(one) for one in pictures(1)}
    assert kinds == set(DRAWINGS) == set(TABLES) == set(Picture.__subclasses__())


@pytest.mark.parametrize("number", [0, 1, 12, 40])
@pytest.mark.parametrize("values", VALUES)
def test_marks_lie_inside_their_picture(written, number, values):
    for picture in pictures(number, VALUES[values]):
        if number == 0 and picture.name == "timeline":
            continue  # a programme without editions has no time to draw
        html = written(picture)
        svg = re.search(r'<svg class="drawn[^>]*>', html)
        assert svg or picture.name == "whole"
        height = (
            float(re.search(r'height="(\d+)"', svg[0])[1])
            if 'height="' in (svg or [""])[0]
            else 999
        )
        for name, value, percent in NUMBER.findall(html):
            where = f"{picture.name}: {name}={value}{percent}"
            if percent:
                assert 0 <= float(value) <= 100.5, where
            elif name in ("y", "cy", "y1", "y2"):
                assert -10 <= float(value) <= height + 1, where
            elif name in ("width", "height"):
                assert float(value) >= 0, where


@pytest.mark.parametrize("number", [1, 12])
def test_every_mark_has_its_words(written, number):
    for picture in pictures(number):
        html = written(picture)
        marks = len(MARK.findall(html))
        assert marks == html.count("<title>") >= number
        assert "<title></title>" not in html
        assert "style=" not in html


def test_a_picture_of_twelve_objectives_or_sixty_points_is_small(written):
    of_points = {"scatter", "marks", "squares", "timeline"}
    for picture in [
        *(one for one in pictures(12) if one.name not in of_points),
        *(one for one in pictures(60) if one.name in of_points - {"scatter"}),
        *(one for one in pictures(40) if one.name == "scatter"),
    ]:
        size = len(gzip.compress(written(picture).encode()))
        assert size <= 2048, f"{picture.name}: {size}"


def test_a_table_has_a_line_for_every_mark_and_opens_the_same_rows(app):
    with app.test_request_context():
        for picture in pictures(12):
            table = table_of(picture)
            assert len(table.rows) == 12, picture.name
            assert table.title == picture.title


def test_a_nation_that_the_map_does_not_know_stands_below_all_others(written):
    strange = Squares(*head("squares"), "Partner", "Days", (
        Square("ZZ", "Nowhere", 3, "Nowhere: met 3 days ago", Look.HELD, 1),
    ))  # fmt: skip
    html = written(strange)
    assert "Nowhere: met" in html
    last = max(row for _, row in grid().values())
    assert f'y="{22 * (last + 2) + 1}"' in html


def test_no_two_nations_share_a_square_and_neighbours_lie_near(app):
    places = grid()
    assert len(set(places.values())) == len(places) >= 249

    def apart(one, other):
        return max(abs(a - b) for a, b in zip(places[one], places[other], strict=True))

    for one, other in (("FR", "DE"), ("FR", "ES"), ("KP", "KR"), ("US", "MX"), ("AU", "NZ")):
        assert apart(one, other) <= 4
    assert places["US"][0] < places["FR"][0] < places["CN"][0]
    assert places["SE"][1] < places["ZA"][1]
