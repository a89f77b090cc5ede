"""An exercise goes from its concept to closed in few steps; each click, text and tick counts."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from planner.clock import today

pytestmark = [pytest.mark.browser, pytest.mark.no_database]

MOST = 45


class Steps:
    """What somebody does on pages, counted: following a link or pressing, typing, ticking."""

    def __init__(self) -> None:
        self.number = 0

    def press(self, page, words, role="button"):
        """Press a button or follow a link, and wait for the page that it leads to."""
        self.number += 1
        with page.expect_navigation():
            page.get_by_role(role, name=words, exact=True).first.click()

    def follow(self, page, words):
        """Follow a link."""
        self.press(page, words, role="link")

    def type(self, page, label, words):
        """Type into a field."""
        self.number += 1
        page.get_by_label(label).first.fill(words)

    def tick(self, page, label):
        """Tick a box."""
        self.number += 1
        page.get_by_label(label).first.check()


def planned(steps, page):
    """Write the concept of an exercise of last week, and mark it as planned."""
    first = today() - timedelta(days=3)
    steps.follow(page, "Plan an event")
    steps.type(page, "Title", "Exercise in few steps")
    steps.type(page, "First day", first.isoformat())
    steps.type(page, "Last day", (first + timedelta(days=1)).isoformat())
    steps.type(page, "Town or base", "Darwin")
    steps.tick(page, "Indonesia")
    steps.type(page, "What we gain", "Practice together")
    steps.type(page, "What the partner gains", "Practice together")
    steps.press(page, "Save event")
    steps.follow(page, "Mark as planned")
    steps.press(page, "Mark as planned")


def agreed(steps, page):
    """Note who agreed and that no risks were found, and mark it as coordinated."""
    for whose in ("Indonesia", "agencies", "funding"):
        steps.number += 1
        with page.expect_navigation():
            page.get_by_role("link", name=re.compile(f"Note it.*{whose}", re.S)).first.click()
        steps.press(page, "Note it")
    steps.follow(page, "Exercise in few steps")
    steps.follow(page, "Risks")
    steps.press(page, "No risks were found")
    steps.follow(page, "Mark as coordinated")
    steps.press(page, "Mark as coordinated")


def closed(steps, page):
    """Say that it took place and what came of it, and close it."""
    steps.follow(page, "It took place")
    steps.type(page, re.compile("How many took part"), "24")
    steps.press(page, "It took place")
    steps.follow(page, "Write the report")
    steps.type(page, "What happened", "All parts were held.")
    for nothing in ("No outcomes found", "No lessons", "No media coverage"):
        steps.tick(page, nothing)
    steps.press(page, "Save")
    if page.get_by_role("link", name="Mark as reported", exact=True).count():
        steps.follow(page, "Mark as reported")
        steps.press(page, "Mark as reported")
    steps.follow(page, "Close")
    steps.press(page, "Close")


def test_an_exercise_from_concept_to_closed_takes_few_steps(visit, site):
    planner, approver, steps = visit("planner"), visit("approver"), Steps()
    planner.open("/events/")
    planned(steps, planner.page)
    agreed(steps, planner.page)
    address = re.search(r"/events/\d+", planner.page.url)[0]
    approver.open(address)
    steps.follow(approver.page, "Approve")
    steps.press(approver.page, "Approve")
    planner.open(address)
    closed(steps, planner.page)
    expect(planner.page.locator(".lede")).to_contain_text("Closed")
    assert steps.number <= MOST, steps.number
