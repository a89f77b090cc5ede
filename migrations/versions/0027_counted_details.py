"""Keep the own fields that are counted in columns of their own, with constraints.

Revision: 0027, after 0026.

What an action took before that is no value of its field (troops "many") is not carried over.
"""

from collections.abc import Callable
from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

CODES = {
    "exercise_type": ("field", "command_post", "table_top", "cyber", "sea", "air"),
    "scenario": (
        "relief",
        "peacekeeping",
        "maritime",
        "counter_terrorism",
        "defence",
        "evacuation",
        "other",
    ),
    "direction": ("outbound", "inbound", "both"),
}
NUMBERS = ("troops", "tanks", "armoured_vehicles", "artillery", "places_offered", "places_filled")
TICKS = ("has_community_part", "observers_invited", "are_prepared", "makes_alumni")
DAY, LINE, ELEMENTS = "announced_on", "procedure_tested", "cultural_elements"
COLUMNS: dict[str, sa.types.TypeEngine[Any]] = {
    **dict.fromkeys(CODES, sa.String(40)),
    **dict.fromkeys(NUMBERS, sa.Integer()),
    **dict.fromkeys(TICKS, sa.Boolean()),
    DAY: sa.Date(),
    LINE: sa.String(200),
}
CONSTRAINTS = {
    **{name: f"{name} IN ({', '.join(map(repr, codes))})" for name, codes in CODES.items()},
    **{name: f"{name} BETWEEN 0 AND 10000000" for name in NUMBERS},
    DAY: f"{DAY} BETWEEN '1900-01-01' AND '2199-12-31'",
    LINE: f"{LINE} <> ''",
}
events = sa.table(
    "event",
    sa.column("id", sa.Integer),
    sa.column("details", sa.JSON),
    sa.column(ELEMENTS, sa.String),
    *(sa.column(name, type_) for name, type_ in COLUMNS.items()),
)


def as_number(value: Any) -> int | None:
    """Return a whole number that the column takes."""
    is_number = isinstance(value, int) and not isinstance(value, bool)
    return value if is_number and 0 <= value <= 10_000_000 else None


def as_day(value: Any) -> date | None:
    """Return the day of an ISO text."""
    try:
        day = date.fromisoformat(value)
    except (TypeError, ValueError):
        return None
    return day if 1900 <= day.year <= 2199 else None


def as_line(value: Any) -> str | None:
    """Return a text that is not empty."""
    return value.strip()[:200] or None if isinstance(value, str) else None


def as_code(name: str) -> Callable[[Any], str | None]:
    """Return the reader of a code."""
    return lambda value: value if value in CODES[name] else None


READERS: dict[str, Callable[[Any], Any]] = {
    **{name: as_code(name) for name in CODES},
    **dict.fromkeys(NUMBERS, as_number),
    **dict.fromkeys(TICKS, lambda value: True if value is True else None),
    DAY: as_day,
    LINE: as_line,
    ELEMENTS: lambda codes: " ".join(codes) if isinstance(codes, list) else "",
}


def upgrade() -> None:
    """Go up."""
    with op.batch_alter_table("event") as batch:
        batch.add_column(sa.Column(ELEMENTS, sa.String(600), nullable=False, server_default=""))
        for name, type_ in COLUMNS.items():
            batch.add_column(sa.Column(name, type_, nullable=True))
        for name, condition in CONSTRAINTS.items():
            batch.create_check_constraint(op.f(f"ck_event_{name}"), condition)
    bind = op.get_bind()
    for row in bind.execute(sa.select(events.c.id, events.c.details)).all():
        details = row.details or {}
        if moved := details.keys() & READERS.keys():
            values = {name: READERS[name](details[name]) for name in moved}
            values["details"] = {k: v for k, v in details.items() if k not in moved}
            bind.execute(events.update().where(events.c.id == row.id).values(values))


def downgrade() -> None:
    """Go down."""
    bind = op.get_bind()
    for row in bind.execute(sa.select(events)).mappings().all():
        found = {name: row[name] for name in COLUMNS if row[name] not in (None, False)}
        found |= {name: row[name] for name in NUMBERS if row[name] is not None}
        if DAY in found:
            found[DAY] = found[DAY].isoformat()
        if row[ELEMENTS]:
            found[ELEMENTS] = row[ELEMENTS].split()
        if found:
            kept = (row["details"] or {}) | found
            bind.execute(events.update().where(events.c.id == row["id"]).values(details=kept))
    with op.batch_alter_table("event") as batch:
        for name in CONSTRAINTS:
            batch.drop_constraint(op.f(f"ck_event_{name}"), type_="check")
        for name in (ELEMENTS, *COLUMNS):
            batch.drop_column(name)
