"""Every page, light and dark, in a wide and a narrow face: axe, no sideways scroll, no outside."""

import re
from datetime import date, timedelta
from urllib.parse import urljoin

import pytest
from playwright.sync_api import expect

from tests.browser.axe import violations
from tests.browser.faces import NARROW, WIDE
from tests.pages import Outline

pytestmark = [pytest.mark.browser, pytest.mark.no_database]

NOT_PAGES = re.compile(
    r"\.(csv|xlsx|ics)|^/static|^/f/|^/health|^/robots|/suggest|^/sign-out|/print$|^/unused|/file$"
)
# The width of the window, and the size of text beside the usual 16 px (WCAG 1.4.4 and 1.4.10).
SIZES = [(320, "100%"), (320, "200%"), (640, "200%"), (1280, "200%")]
MEASURE = """text => {
  document.documentElement.style.fontSize = text;
  const over = document.documentElement.scrollWidth - window.innerWidth;
  const scrolls = box => box &&
    (getComputedStyle(box).overflowX !== "visible" || scrolls(box.parentElement));
  const outside = [...document.querySelectorAll("main *, .bar, .bar *")].filter(box => {
    const {left, right} = box.getBoundingClientRect();
    return (left < -1 || (over > 0 && right > window.innerWidth + .5))
      && box.checkVisibility() && !box.closest(".hidden-word") && !scrolls(box.parentElement);
  });
  return [over, outside.slice(0, 4).map(box => box.outerHTML.slice(0, 90))];
}"""
SMALL = """() => [...document.querySelectorAll(
    "main :is(a[href], button, summary, select, input:not([type=hidden]))")].filter(one => {
  const {width, height} = one.getBoundingClientRect();
  const beside = [...one.parentElement.childNodes].some(
    node => node.nodeType === Node.TEXT_NODE && /[^\\s·,]/.test(node.textContent));
  return one.checkVisibility() && width && !one.closest(".hidden-word, .stack thead, .pick")
    && !(beside && getComputedStyle(one).display === "inline") && Math.min(width, height) < 23.5;
}).map(one => one.outerHTML.slice(0, 120))"""
"""What is a smaller target than 24 pixels; links in a sentence may be (WCAG 2.5.8)."""
WITH_TARGETS = ("/", "/follow-ups", "/events/", "/outcomes/", "/reports/coverage", "/calendar")
OF_ADMINISTRATORS = ("/users", "/history", "/nations/own", "/jobs/new", "/outbox")
CLOSING = "/closed-periods/close"
ROLES = {CLOSING: "approver"} | dict.fromkeys(OF_ADMINISTRATORS, "administrator")
ASKED = {CLOSING: f"{CLOSING}?period={date.today().year - 1}"}
"""What a page is opened with that there is not without."""


def role_for(path):
    return next((role for start, role in ROLES.items() if path.startswith(start)), "country-desk")


def plain_pages(app):
    """Return the paths of all pages without parameters."""
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in rule.methods]
    paths = {rule.rule for rule in rules if not rule.arguments}
    return sorted(ASKED.get(path, path) for path in paths if not NOT_PAGES.search(path))


def linked_pages(page, site, start):
    """Return one example of every page with parameters that the pages link to.

    They are fetched and not drawn: each is looked at by itself.
    """
    examples = {}
    for path in start:
        answer = page.context.request.get(site.address + path)
        outline = Outline()
        outline.feed(answer.text())
        for link in (urljoin(answer.url, href) for href in outline.links):
            own = link.removeprefix(site.address).partition("#")[0].partition("?")[0]
            shape = re.sub(r"/([A-Z]{2}|\d+)(?=/|$)", "/…", own)
            if link.startswith(site.address) and shape != own and not NOT_PAGES.search(own):
                examples.setdefault(shape, own)
    return sorted(examples.values())


def too_wide(page):
    """Return where a page scrolls sideways or loses a side, a line each; what folds is open."""
    page.evaluate("document.querySelectorAll('details').forEach(fold => { fold.open = true; })")
    found = []
    for width, text in SIZES:
        page.set_viewport_size({"width": width, "height": 640})
        over, outside = page.evaluate(MEASURE, text)
        if over > 0 or outside:
            found.append(f"{over} px too wide at {width} px and {text} text: {outside}")
    return found


def look_at(visit, role, paths):
    """Return what is wrong with the pages: axe and widths, light and dark, in both faces."""
    wrong = []
    light = visit(role, face=NARROW)
    dark = visit(role, width=320, height=640, dark=True, face=WIDE)
    for path in paths:
        answer = light.open(path)
        if answer.status != 200:
            wrong.append(f"{path} answers {answer.status} to {role}")
            continue
        wrong += [f"{path} light: {line}" for line in violations(light.page)]
        wrong += [f"{path}, narrow face: {line}" for line in too_wide(light.page)]
        light.page.set_viewport_size({"width": 1280, "height": 900})
        dark.open(path)
        wrong += [f"{path} dark: {line}" for line in violations(dark.page)]
        wrong += [f"{path}, wide face: {line}" for line in too_wide(dark.page)]
        dark.page.set_viewport_size({"width": 320, "height": 640})
    return wrong


def test_every_page_is_accessible_and_fits_a_phone(app, site, visit):
    by_role = {}
    for path in plain_pages(app):
        by_role.setdefault(role_for(path), []).append(path)
    wrong = []
    for role, paths in by_role.items():
        wrong += look_at(visit, role, paths)
    assert not wrong, "\n".join(wrong)


def test_every_linked_page_is_accessible_and_fits_a_phone(app, site, visit):
    first = visit("country-desk").page
    starts = [path for path in plain_pages(app) if role_for(path) == "country-desk"]
    level_one = linked_pages(first, site, starts)
    level_two = linked_pages(first, site, level_one)
    paths = sorted(set(level_one) | set(level_two))
    assert len(paths) > 15
    wrong = look_at(visit, "country-desk", paths)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize(
    ("role", "starts"),
    [
        ("administrator", ["/users/", "/history/", "/account/"]),
        ("approver", ["/events/?state=coordinated", "/events/?state=approved", "/outcomes/"]),
    ],
)
def test_pages_that_only_one_role_reaches_are_accessible(site, visit, role, starts):
    first = visit(role)
    for path in starts:
        first.open(path)
    level_one = linked_pages(first.page, site, starts)
    paths = sorted({*level_one, *linked_pages(first.page, site, level_one)})
    assert paths
    wrong = look_at(visit, role, paths)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("width", [320, 1280])
def test_links_and_buttons_are_targets_of_24_pixels(visit, width):
    seen = visit("country-desk", width=width)
    wrong = []
    for path in WITH_TARGETS:
        seen.open(path)
        wrong += [f"{path}: {line}" for line in seen.page.evaluate(SMALL)]
    assert not wrong, "\n".join(wrong)


def test_pages_of_a_past_day_are_accessible_and_open_nothing(visit):
    day = date.today() - timedelta(days=60)
    asked = {"coverage": "", "gaps": "", "scorecard": "&lights=month"}
    paths = [f"/reports/{name}?as-of={day}{more}" for name, more in asked.items()]
    wrong = look_at(visit, "country-desk", paths)
    seen = visit("country-desk", width=320)
    for path in paths:
        seen.open(path)
        expect(told_as_of(seen)).to_be_visible()
        wrong += [f"{path}: {line}" for line in seen.page.evaluate(SMALL)]
    assert not wrong, "\n".join(wrong)
    seen.page.get_by_role("link", name="Back to today").click()
    expect(told_as_of(seen)).to_have_count(0)
    seen.page.go_back()
    expect(told_as_of(seen)).to_be_visible()


def told_as_of(seen):
    return seen.page.locator("main").get_by_text("As known at the end of")


def test_the_sign_in_page_is_accessible(visit):
    wrong = look_at(visit, None, ["/sign-in"])
    assert not wrong, "\n".join(wrong)


FADE = """() => {
  const texts = [...document.querySelectorAll("main td, main td *")].filter(
    one => one.checkVisibility() && [...one.childNodes].some(
      node => node.nodeType === Node.TEXT_NODE && node.textContent.trim().length > 1));
  texts[texts.length - 1].style.color = "#bbb";
  return texts.length;
}"""


def test_one_pale_text_is_found_among_many_that_look_alike(visit):
    seen = visit("country-desk")
    seen.open("/events/")
    assert violations(seen.page) == []
    assert seen.page.evaluate(FADE) > 50
    assert [line.partition(":")[0] for line in violations(seen.page)] == ["color-contrast"]
