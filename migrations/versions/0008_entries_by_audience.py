"""An event's calendar entry for each audience, and the setting under which it was stamped.

Revision: 0008, after 0007. The narrower entries are rendered by the product afterwards:
`planner migrate` does so, and so does the first fetch. Going down leaves the full entries,
numbered above whatever calendars were told before.
"""

from datetime import timedelta

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

AUDIENCE = sa.Enum(
    *("full", "title", "busy"),
    name="audience",
    native_enum=False,
    create_constraint=True,
    length=40,
)
entry = sa.table(
    "calendar_entry",
    sa.column("event_id", sa.Integer),
    sa.column("audience", sa.String),
    sa.column("sequence", sa.Integer),
    sa.column("modified_at", sa.DateTime(timezone=True)),
    sa.column("body", sa.LargeBinary),
)


def upgrade() -> None:
    """Tell the entries apart by audience; those there are full."""
    with op.batch_alter_table("calendar_entry") as batch_op:
        batch_op.add_column(sa.Column("audience", AUDIENCE, server_default="full", nullable=False))
        batch_op.add_column(
            sa.Column("setting", sa.String(length=5), server_default="", nullable=False)
        )
        batch_op.drop_constraint("pk_calendar_entry", type_="primary")
        batch_op.create_primary_key("pk_calendar_entry", ["event_id", "audience"])


def downgrade() -> None:
    """Keep the full entries alone."""
    raise_numbers()
    op.execute(entry.delete().where(entry.c.audience != "full"))
    with op.batch_alter_table("calendar_entry") as batch_op:
        batch_op.drop_constraint("pk_calendar_entry", type_="primary")
        batch_op.drop_constraint(op.f("ck_calendar_entry_audience"), type_="check")
        batch_op.create_primary_key("pk_calendar_entry", ["event_id"])
        batch_op.drop_column("setting")
        batch_op.drop_column("audience")


def raise_numbers() -> None:
    """Number the full entry of an event above those that other audiences were told."""
    connection = op.get_bind()
    narrower = (
        sa.select(
            entry.c.event_id,
            sa.func.max(entry.c.sequence).label("sequence"),
            sa.func.max(entry.c.modified_at).label("modified_at"),
        )
        .where(entry.c.audience != "full")
        .group_by(entry.c.event_id)
        .subquery()
    )
    pairs = sa.select(
        entry, narrower.c.sequence.label("most"), narrower.c.modified_at.label("last")
    )
    joined = pairs.join(narrower, narrower.c.event_id == entry.c.event_id)
    for row in connection.execute(joined.where(entry.c.audience == "full")).all():
        number = max(row.sequence, row.most) + 1
        moment = max(row.modified_at, row.last) + timedelta(seconds=1)
        of_event = (entry.c.event_id == row.event_id) & (entry.c.audience == "full")
        values = {"sequence": number, "modified_at": moment}
        values["body"] = renumbered(bytes(row.body), number, f"{moment:%Y%m%dT%H%M%SZ}")
        connection.execute(entry.update().where(of_event).values(values))


def renumbered(body: bytes, number: int, stamp: str) -> bytes:
    """Return an entry with another number and moment; text in it never holds a whole line."""
    lines = body.split(b"\r\n")
    values = {b"SEQUENCE": str(number), b"DTSTAMP": stamp, b"LAST-MODIFIED": stamp}
    for at, line in enumerate(lines):
        name, colon, _value = line.partition(b":")
        if colon and name in values:
            lines[at] = name + b":" + values.pop(name).encode()
    return b"\r\n".join(lines)
