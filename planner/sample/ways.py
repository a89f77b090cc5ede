"""How the partners of the sample office live and meet, and which travellers read of it."""

from collections.abc import Sequence
from datetime import date, timedelta

from planner.choices import Marking, Role, WayKind
from planner.events.models import Event
from planner.partners.models import Nation
from planner.sample.office import SampleOffice
from planner.sample.queries import nations_by_code
from planner.sample.rows import records
from planner.shapes.way import ReadBrief, WrittenWay
from planner.ways.actions import add_way
from planner.ways.planned import has_travellers
from planner.ways.prepared_actions import record_read, travellers

LOOKED = timedelta(days=40)
LONG_AGO = timedelta(days=400)
"""One partner was not looked at for so long, so that the desk shows it."""
READ = timedelta(days=6)
"""How long before an event its travellers read the brief."""


def tell_ways(office: SampleOffice, partners: Sequence[str]) -> None:
    """Note what is known of the partners of the office and of its own nation."""
    desk = office.users[Role.COUNTRY_DESK].as_viewer
    nations = nations_by_code()
    known = [row for row in records("ways.csv") if is_met(nations[row["nation"]])]
    stale = next((code for code in partners if any(r["nation"] == code for r in known)), "")
    for row in known:
        ago = LONG_AGO if row["nation"] == stale else LOOKED
        day = office.today - ago
        add_way(nations[row["nation"]], written(row, day), viewer=desk, today=day)


def is_met(nation: Nation) -> bool:
    """Say whether a nation is a partner or the office’s own."""
    return nation.is_partner or nation.is_own


def written(row: dict[str, str], day: date) -> WrittenWay:
    """Return a row of the file as it is written."""
    return WrittenWay(
        kind=WayKind(row["kind"]),
        text=row["text"],
        first_on=day_of(row["first_on"]),
        last_on=day_of(row["last_on"]),
        is_yearly=bool(row["is_yearly"]),
        is_expected=bool(row["is_expected"]),
        gift_limit=row["gift_limit"],
        source=row["source"],
        looked_on=day,
        marking=Marking(int(row["marking"])) if row["marking"] else None,
    )


def day_of(text: str) -> date | None:
    """Return the day of a cell; None of an empty one."""
    return date.fromisoformat(text) if text else None


def read_briefs(office: SampleOffice, events: Sequence[Event]) -> None:
    """Record that travellers read the brief: those of every other event abroad."""
    for event in [one for one in events if has_travellers(one) and travellers(one)][::2]:
        first = event.actual_starts_on or event.starts_on
        if first is None:
            continue
        day = min(first - READ, office.today)
        said = ReadBrief(prepared_on=day, travellers=tuple(row.id for row in travellers(event)))
        record_read(
            event,
            said,
            viewer=office.planner.as_viewer,
            today=office.today,
            brief_of_on=min(day, office.today - LOOKED),
        )
