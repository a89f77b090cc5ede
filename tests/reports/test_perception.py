"""The report on perception: its numbers from the rows, its marking, and what small numbers tell."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from statistics import median

import pytest

from planner.choices import Marking, MediaAudience
from planner.db import db
from planner.outcomes.concern_models import Concern
from planner.outcomes.models import MediaItem
from planner.terms.models import Theme
from tests.factories import add, make_event, make_nation, make_own_nation
from tests.reports.page_and_file import page_tables

FIRST = date(2025, 1, 10)
ASKED = "period=2025"


@pytest.fixture(autouse=True)
def still_clock(clock_at):
    clock_at(datetime(2025, 8, 15, 12, tzinfo=UTC))


def item(day, tone, nation=None, event=None, themes=(), **fields):
    if nation:
        make_nation(nation)
    alone = {} if event else {"marking": Marking.OFFICIAL}
    row = {"kind": "news_report", "title": f"Story of {day}", "published_on": day} | alone | fields
    made = MediaItem(event=event, nation_code=nation, tone=tone, **row)
    made.themes = [db.session.get(Theme, code) for code in themes]
    return add(made)


@pytest.fixture
def press():
    """What was published of France and Indonesia over three quarters."""
    make_own_nation("AU")
    both = make_event(["AU", "FR", "ID"], title="Both")
    for number, tone in enumerate((2, 1, -1, -2, 0, 1)):
        day = FIRST + timedelta(days=31 * number)
        themes = ("openness",) if number % 2 else ("openness", "humanitarian")
        answer = {"answered_on": day + timedelta(days=number)} if number == 2 else {}
        item(day, tone, "FR", themes=themes, reach=100 * number, **answer)
    item(date(2025, 5, 2), 1, "ID", audience=MediaAudience.FORCES)
    item(date(2025, 5, 3), -1, event=both)
    item(date(2024, 12, 31), -2, "FR")
    db.session.commit()


def table(client, title, query=ASKED):
    """Return the table of the page that follows a heading, as rows by their first cell."""
    page = client.get(f"/reports/perception?{query}")
    found = {one[0][0] + "|" + "|".join(one[0][1:3]): one for one in page_tables(page)}
    return next(rows for head, rows in found.items() if head.startswith(title))


def of_nation(code, low=FIRST, high=date(2025, 12, 31)):
    """Recompute plainly which tones belong to a nation."""
    return [
        one.tone
        for one in db.session.query(MediaItem)
        if low <= one.published_on <= high
        and (one.nation_code == code or (one.nation_code is None and one.event_id))
    ]


def test_tone_by_nation_is_that_of_a_plain_recomputation(client_as, press):
    rows = {row[0]: row for row in table(client_as("country_desk"), "Nation|Items")[1:]}
    assert set(rows) == {"France", "Indonesia"}
    tones = of_nation("FR")
    assert rows["France"][1:] == [
        str(len(tones)),
        f"{round(float(Fraction(sum(tones), len(tones))), 2):g}".replace("-", "−"),
        str(sum(tone > 0 for tone in tones)),
        str(tones.count(0)),
        str(sum(tone < 0 for tone in tones)),
    ]
    assert rows["Indonesia"][1:3] == [str(len(of_nation("ID"))), "–"]


def test_every_number_opens_as_many_rows(client_as, press):
    desk = client_as("country_desk")
    page = desk.get(f"/reports/perception?{ASKED}")
    links = sorted({one for one in page.links if one.startswith(("/media/?", "/concerns/?"))})
    assert len(links) > 20
    for link in links:
        number = page.html.replace("&amp;", "&").partition(f'href="{link}">')[2].partition("<")[0]
        name = "media" if link.startswith("/media") else "concerns"
        rows = desk.get(f"/{name}.csv?{link.partition('?')[2]}").text.count(f"/{name}/")
        assert str(rows) == number, link


def test_a_theme_and_a_quarter_count_their_own_and_too_few_have_no_mean(client_as, press):
    desk = client_as("country_desk")
    themes = {row[0]: row for row in table(desk, "Theme|Items")[1:]}
    assert (themes["Openness"][1], themes["Humanitarian duty"][1]) == ("6", "3")
    quarters = {row[0]: row for row in table(desk, "Quarter|Items")[1:]}
    assert quarters["2025-Q1"][1:3] == ["3", "0.67"]
    assert quarters["2025-Q3"][1:3] == ["0", "–"]
    narrowed = {row[0] for row in table(desk, "Nation|Items", f"{ASKED}&nation=ID")[1:]}
    assert narrowed == {"Indonesia"}


def test_answers_and_concerns_are_counted_with_the_days_they_took(client_as, press):
    event = make_event(["FR"])
    took = (2, 5, 11)
    for number, days in enumerate((*took, None)):
        day = date(2025, 6, 1) + timedelta(days=number)
        answer = {"answered_on": day + timedelta(days=days), "answer": "So"} if days else {}
        add(Concern(event=event, what=f"C{number}", source="press", raised_on=day, **answer))
    db.session.commit()
    desk = client_as("country_desk")
    rows = {row[0]: row[1:] for row in table(desk, "Raised by")[1:]}
    assert rows["Press"] == ["4", "3", "1", "1", str(median(took))]
    assert rows["Together"] == rows["Press"]
    stories = {row[0]: row[1] for row in table(desk, "Critical stories")[1:]}
    assert [stories[name] for name in ("Critical or hostile", "Answered", "Not answered yet")] == [
        "3", "1", "2",
    ]  # fmt: skip
    assert stories["Days to the answer, the middle of three and more"] == "–"


def test_the_report_is_marked_by_what_it_tells_and_hides_what_the_reader_may_not_see(
    client_as, press
):
    item(date(2025, 6, 6), -2, "FR", marking=Marking.OFFICIAL_SENSITIVE)
    db.session.commit()
    desk, low = client_as("country_desk"), client_as("viewer", ceiling=Marking.OFFICIAL)
    french = client_as("viewer", nations=["FR"])
    counted = {
        reader: {row[0]: row[1] for row in table(reader, "Nation|Items")[1:]}
        for reader in (desk, low, french)
    }
    assert [counted[one]["France"] for one in (desk, low, french)] == ["8", "7", "8"]
    assert counted[french]["Indonesia"] == "1"
    assert "OFFICIAL-SENSITIVE" in desk.get(f"/reports/perception.csv?{ASKED}").text
    assert "OFFICIAL-SENSITIVE" not in low.get(f"/reports/perception.csv?{ASKED}").text
    assert "Own nation only" in low.get(f"/reports/perception.csv?{ASKED}").text
