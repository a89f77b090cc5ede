"""The journeys that matter most, as a person would go them, with script and without."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

pytestmark = [pytest.mark.browser, pytest.mark.no_database]

WAYS = pytest.mark.parametrize(
    ("script", "dark", "width"),
    [(True, False, 1280), (False, True, 320), (True, True, 320), (False, False, 1280)],
    ids=["script-light", "no-script-dark-phone", "script-dark-phone", "no-script-light"],
)


def has_heading(page, words):
    """Wait for the page with this heading; what is read after it is that page's."""
    expect(page.locator("h1")).to_have_text(words)


def tells(page, *words):
    """Wait until the page says each of these."""
    for word in words:
        expect(page.locator("main")).to_contain_text(word)


@WAYS
def test_j1_log_an_event_after_a_reception_on_a_phone(visit, site, script, dark, width):
    watched = visit("planner", width=width, height=640, script=script, dark=dark)
    phone = watched.page
    watched.open("/events/quick")
    title = f"Reception for the choir, {'with' if script else 'without'} script, {width} wide"
    phone.get_by_label("What happened").fill(title)
    phone.get_by_label("Kind").select_option("cultural_event")
    if not script:
        phone.get_by_role("button", name="Suggest objectives for this kind").click()
    culture = phone.get_by_label(re.compile("Cultural understanding"))
    expect(culture).to_be_checked()
    phone.get_by_label(re.compile("Partner")).fill("Indonesia, FR")
    phone.get_by_role("button", name="Save event").click()
    phone.wait_for_url(re.compile(r"/events/\d+$"))
    has_heading(phone, title)
    tells(phone, "Indonesia", "France", "Executed")


def executed_without_report(watched):
    """Open the first executed event that waits for its report."""
    watched.open("/events/?flag=report-due")
    first = watched.page.locator("tbody a[href^='/events/']").first
    title = first.inner_text()
    first.click()
    watched.page.wait_for_url(re.compile(r"/events/\d+$"))
    has_heading(watched.page, title)
    return title


@WAYS
def test_j4_close_an_event_in_one_page(visit, site, script, dark, width):
    watched = visit("planner", width=width, script=script, dark=dark)
    page = watched.page
    title = executed_without_report(watched)
    address = page.url
    watched.open(address.removeprefix(site.address) + "/report")
    page.get_by_label("People in all").fill("41")
    page.get_by_label("What happened").fill("All parts were held.")
    page.get_by_label("What changed").first.fill("Liaison officers named on both sides")
    page.get_by_label("Objective").first.select_option(index=1)
    page.get_by_label("Strength of evidence").first.select_option("2")
    page.get_by_label("No lessons").check()
    # The form is there as a whole by now: what it asks about the media is decided.
    if page.get_by_label("No media coverage").count():
        page.get_by_label("No media coverage").check()
    page.get_by_label("What is owed").first.fill("Send the photographs")
    owed = page.get_by_role("group", name="Follow-up 1")
    owed.get_by_label("Owner").select_option(index=1)
    due = date.today() + timedelta(days=14)
    page.get_by_label("Due day").first.fill(due.isoformat())
    page.get_by_role("button", name="Save and mark the event as reported").click()
    page.wait_for_url(address)
    has_heading(page, title)
    tells(page, "Liaison officers named on both sides", "Send the photographs", "Reported")
    watched.open("/follow-ups/?tab=all&q=photographs")
    tells(page, "Send the photographs")


@WAYS
def test_j5_from_a_number_in_the_coverage_to_its_events(visit, site, script, dark, width):
    watched = visit("country-desk", width=width, script=script, dark=dark)
    page = watched.page
    watched.open("/reports/coverage")
    counts = "table.matrix tbody a[href*='measure=executed']"  # a phone shows one partner at a time
    links = page.locator(counts).filter(visible=True)
    expect(links.nth(5)).to_be_attached()
    for place in (0, links.count() // 2, links.count() - 1):
        watched.open("/reports/coverage")
        link = page.locator(counts).filter(visible=True).nth(place)
        counted = int(re.search(r"\d+", link.inner_text()).group())
        link.click()
        page.wait_for_url("**/events/?*")
        has_heading(page, "Events")
        expect(page.locator("main tbody tr")).to_have_count(min(counted, 50))
    watched.open("/reports/gaps")
    step = page.locator("main a[href*='/events/new?']").first
    step.click()
    page.wait_for_url("**/events/new?*")
    expect(page.locator("form input[type=checkbox]:checked")).not_to_have_count(0)


def test_the_coverage_leaves_as_a_file(visit, site):
    page = visit("country-desk").page
    page.goto(site.address + "/reports/coverage")
    for suffix in ("CSV", "XLSX"):
        with page.expect_download() as waiting:
            page.get_by_role("link", name=suffix).first.click()
        assert waiting.value.suggested_filename.endswith(suffix.lower())


def test_a_wrong_password_is_told_without_naming_an_account(visit, site):
    page = visit(None).page
    page.goto(site.address + "/sign-in")
    page.get_by_label("E-mail address").fill("nobody@rapport.example")
    page.get_by_label("Password", exact=True).fill("not the password")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator("[role=alert]")).not_to_have_count(0)
    expect(page.locator("main")).not_to_contain_text("nobody@rapport.example")


def test_typing_in_a_form_and_leaving_asks_first(visit, site):
    page = visit("planner").page
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(site.address + "/events/new")
    page.get_by_label("Title").fill("Half a title")
    page.goto(site.address + "/events/")
    assert asked == ["beforeunload"]


def test_ctrl_k_goes_to_pages_actions_and_rows_by_keyboard(visit, site):
    watched = visit("planner")
    page = watched.page
    watched.open("/reports/gaps")
    page.keyboard.press("Control+k")
    palette = page.get_by_role("dialog")
    words = palette.get_by_role("combobox")
    expect(words).to_be_focused()
    words.fill("agenda")
    chosen = palette.get_by_role("option", selected=True)
    expect(chosen).to_contain_text("Agenda")
    expect(words).to_have_attribute("aria-activedescendant", chosen.get_attribute("id"))
    words.fill("staff talks")
    expect(palette.get_by_role("option", name=re.compile("Staff talks")).first).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(palette.get_by_role("option").nth(1)).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(palette).not_to_be_visible()
    page.keyboard.press("Control+k")
    words.fill("what falls due")
    expect(chosen).to_contain_text("What falls due")
    page.keyboard.press("Enter")
    has_heading(page, "What falls due")
