"""What an entry borrows from other rows, all of it in one statement."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import (
    BindParameter,
    Select,
    String,
    bindparam,
    case,
    func,
    literal,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from planner.db import Base

# Tables and ready statements, not classes: the product's own upkeep reads past any viewer,
# and does so on every save.
EVENT, PLACE, PARTNER, LINK = (
    Base.metadata.tables[name] for name in ("event", "place", "event_nation", "objective_link")
)
LINE, PLAN = (Base.metadata.tables[name] for name in ("line_of_effort", "plan"))
NATION, OBJECTIVE, PROGRAMME = (
    Base.metadata.tables[name] for name in ("nation", "objective", "programme")
)
NUMBER, NO_TEXT = literal(0), literal("", String)
IDS: BindParameter[Any] = bindparam("ids", expanding=True)


def borrowed(kind: str, event_id: Any, *columns: Any) -> Select[Any]:
    """Return one part of the statement: kind, event, two numbers to order by, text and code."""
    return select(literal(kind, String).label("kind"), event_id, *columns)


BORROWED = union_all(
    borrowed(
        "place",
        PLACE.c.event_id,
        PLACE.c.position,
        PLACE.c.id,
        PLACE.c.town,
        func.coalesce(PLACE.c.nation_code, ""),
    ).where(PLACE.c.event_id.in_(IDS)),
    borrowed("partner", PARTNER.c.event_id, NUMBER, NUMBER, NO_TEXT, PARTNER.c.nation_code)
    .join(NATION, NATION.c.code == PARTNER.c.nation_code)
    .where(PARTNER.c.event_id.in_(IDS), ~NATION.c.is_own),
    borrowed(
        "objective",
        LINK.c.event_id,
        case((LINK.c.is_primary, 0), else_=1),
        NUMBER,
        OBJECTIVE.c.code + " " + OBJECTIVE.c.name,
        NO_TEXT,
    )
    .join(OBJECTIVE, OBJECTIVE.c.id == LINK.c.objective_id)
    .join(LINE, LINE.c.id == OBJECTIVE.c.line_id)
    .join(PLAN, PLAN.c.id == LINE.c.plan_id)
    # One entry is read by all who see the event, so it names no plan that some may not see.
    .where(LINK.c.event_id.in_(IDS), PLAN.c.nation_code.is_(None)),
    borrowed("programme", EVENT.c.id, NUMBER, NUMBER, PROGRAMME.c.name, NO_TEXT)
    .join(PROGRAMME, PROGRAMME.c.id == EVENT.c.programme_id)
    .where(EVENT.c.id.in_(IDS)),
    borrowed("nation", NUMBER, NUMBER, NUMBER, NATION.c.name, NATION.c.code).where(
        NATION.c.is_name_edited
    ),
)


@dataclass
class EntryWords:
    """What entries borrow from other rows: by event, and the names of nations edited here."""

    places: dict[int, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    partners: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    objectives: dict[int, list[str]] = field(default_factory=lambda: defaultdict(list))
    programmes: dict[int, str] = field(default_factory=dict)
    nations: dict[str, str] = field(default_factory=dict)

    def take(self, kind: str, event_id: int, text: str, code: str) -> None:
        """Take one row of the statement."""
        match kind:
            case "place":
                self.places[event_id].append((text, code))
            case "partner":
                self.partners[event_id].append(code)
            case "objective":
                self.objectives[event_id].append(text)
            case "programme":
                self.programmes[event_id] = text
            case "nation":
                self.nations[code] = text


def words(session: Session, event_ids: Sequence[int]) -> EntryWords:
    """Return the words for events, in one statement since every save asks for them."""
    rows = session.connection().execute(BORROWED, {"ids": event_ids}).all()
    found = EntryWords()
    for kind, event_id, _first, _second, text, code in sorted(rows, key=in_order):
        found.take(kind, event_id, text, code)
    return found


def in_order(row: Sequence[Any]) -> tuple[int, int, str, str]:
    """Return the order of words: places by position, objectives primary first, then by code."""
    _kind, _event_id, first, second, text, code = row
    return first, second, text, code
