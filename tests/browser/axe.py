"""axe on a page, without what nobody reads, and each look of a text measured a few times.

Contrast is what axe takes longest for: it asks of every text what lies behind it. It depends on
nothing but the looks of the text and of what it stands in, so of hundreds of rows that look alike
some are measured, and every text that looks another way.
"""

from axe_playwright_python.base import AXE_SCRIPT
from axe_playwright_python.sync_playwright import Axe

OPTIONS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}
ALIKE = 6
"""How many texts of the same looks are measured."""

MARK_LOOKS = """(() => {
  const looks = new Map();
  const look = box => {
    if (!box) return "";
    if (!looks.has(box)) {
      const s = getComputedStyle(box);
      looks.set(box, [look(box.parentElement), s.backgroundColor, s.backgroundImage, s.opacity,
        s.position, s.overflow, s.clip, s.clipPath, s.filter, s.mixBlendMode].join());
    }
    return looks.get(box);
  };
  const seen = new Map();
  for (const box of document.querySelectorAll("body *")) {
    const words = [...box.childNodes].filter(node => node.nodeType === Node.TEXT_NODE)
      .map(node => node.textContent.trim()).join("");
    const isControl = box.matches("input, select, textarea, button");
    if (!words && !isControl) continue;
    const s = getComputedStyle(box);
    const isOff = one => one?.matches(":disabled, [aria-disabled=true]");
    const key = [look(box), s.color, s.fontSize, s.fontWeight, s.textShadow, words.length > 1,
      box.checkVisibility(), isControl && box.tagName, isOff(box), isOff(box.control),
      isOff(box.closest("label")?.control)].join();
    seen.set(key, (seen.get(key) ?? 0) + 1);
    box.toggleAttribute("data-looks", seen.get(key) <= ALIKE);
  }
  axe.configure({rules: [{id: "color-contrast", selector: "[data-looks]"}]});
})();""".replace("ALIKE", str(ALIKE))

AXE = Axe(f"{AXE_SCRIPT}\n;{MARK_LOOKS}")


SCROLLED_CLEAR = """document.querySelectorAll(".form-end")
  .forEach(end => { end.style.position = "static"; })"""


def violations(page):
    """Return what axe finds, a line each.

    What the button in reach lies over changes with each scroll, so it stands at its place here.
    """
    page.evaluate(SCROLLED_CLEAR)
    found = AXE.run(page, options=OPTIONS).response["violations"]
    return [f"{v['id']}: {node['html'][:160]}" for v in found for node in v["nodes"][:3]]
