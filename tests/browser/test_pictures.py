"""Pictures as they are drawn: no word over another, none outside, none wider than was reckoned."""

import pytest

from planner.pictures.letters import width
from tests.browser.faces import WIDE
from tests.pictures.of_every_kind import NAMES

pytestmark = [pytest.mark.browser, pytest.mark.no_database]

PAGES = ("overview", "outcomes", "balance", "partners", "scorecard")
OVER = """() => {
  const wrong = [];
  for (const svg of document.querySelectorAll("svg.drawn")) {
    const frame = svg.getBoundingClientRect(), texts = [...svg.querySelectorAll("text")];
    const boxes = texts.map(one => one.getBoundingClientRect());
    boxes.forEach((a, i) => {
      const name = svg.getAttribute("aria-label") + ": " + texts[i].textContent;
      if (a.left < frame.left - 1 || a.right > frame.right + 1) wrong.push(name + " lies outside");
      boxes.slice(i + 1).forEach((b, j) => {
        if (a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 3
            && b.top < a.bottom - 3) wrong.push(name + " / " + texts[i + 1 + j].textContent);
      });
    });
  }
  return [document.querySelectorAll("svg.drawn").length, wrong.slice(0, 9)];
}"""
MEASURE = """words => {
  const context = document.createElement("canvas").getContext("2d");
  context.font = "600 12px sans-serif";
  return words.map(one => context.measureText(one).width);
}"""


def test_no_word_of_a_picture_lies_over_another(visit):
    seen, drawn = visit("approver", face=WIDE), 0
    for name in PAGES:
        seen.open(f"/reports/{name}")
        for broad in (320, 1280):
            seen.page.set_viewport_size({"width": broad, "height": 900})
            number, wrong = seen.page.evaluate(OVER)
            assert not wrong, (name, broad, wrong)
            drawn += number
    assert drawn >= 2 * 9


def test_words_are_no_wider_than_was_reckoned(visit):
    seen = visit("approver", face=WIDE)
    seen.open("/help/")
    words = [*NAMES, "MMMWWW", "2026-Q4", "12+3", "Öffentlichkeitsarbeit", "Обучение", "Ελλάδα"]
    for one, wide in zip(words, seen.page.evaluate(MEASURE, words), strict=True):
        assert wide <= width(one) * 1.12, (one, wide, width(one))
