"""Keep with the history, and with moves between states, the marking and nations of their moment.

What is there already is filled in from what the history itself tells, newest entry first.

Revision: 0009, after 0008.
"""

from itertools import groupby

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

MARKINGS = {"PUBLIC": 0, "OFFICIAL": 1, "OFFICIAL_SENSITIVE": 2}
HIGHEST = 2
BATCH = 1000

entry = sa.table(
    "history_entry",
    sa.column("id", sa.Integer),
    sa.column("at", sa.DateTime(timezone=True)),
    sa.column("verb", sa.String),
    sa.column("subject_kind", sa.String),
    sa.column("subject_id", sa.String),
    sa.column("event_id", sa.Integer),
    sa.column("changes", sa.JSON),
    sa.column("request_id", sa.String),
    sa.column("marking", sa.SmallInteger),
    sa.column("nations", sa.Text),
)
transition = sa.table(
    "transition",
    sa.column("id", sa.Integer),
    sa.column("event_id", sa.Integer),
    sa.column("marking", sa.SmallInteger),
    sa.column("nations", sa.Text),
)
event = sa.table(
    "event",
    sa.column("id", sa.Integer),
    sa.column("marking", sa.SmallInteger),
    sa.column("host_code", sa.String),
)
event_nation = sa.table(
    "event_nation", sa.column("event_id", sa.Integer), sa.column("nation_code", sa.String)
)
nation = sa.table("nation", sa.column("code", sa.String), sa.column("name", sa.String))
outcome_event = sa.table(
    "outcome_event", sa.column("outcome_id", sa.Integer), sa.column("event_id", sa.Integer)
)


def upgrade() -> None:
    """Add the columns and fill them."""
    for name in ("history_entry", "transition"):
        with op.batch_alter_table(name) as batch_op:
            batch_op.add_column(sa.Column("marking", sa.SmallInteger(), nullable=True))
            batch_op.add_column(sa.Column("nations", sa.Text(), nullable=True))
    fill(op.get_bind())


def downgrade() -> None:
    """Drop the columns."""
    for name in ("transition", "history_entry"):
        with op.batch_alter_table(name) as batch_op:
            batch_op.drop_column("nations")
            batch_op.drop_column("marking")


def packed(codes):
    """Return codes as text in which each stands between blanks."""
    return "".join(f" {code}" for code in sorted(codes)) + " "


def fill(connection) -> None:
    """Give every entry and every move the marking and nations of its moment."""
    standing = events_now(connection)
    names = connection.execute(sa.select(nation.c.code, nation.c.name)).all()
    codes = {row.name: row.code for row in names} | {row.code: row.code for row in names}
    widest = {key: (marking, taking_part(*who)) for key, (marking, *who) in standing.items()}
    found = []
    for event_id, rows in groupby(entries_of_events(connection), key=lambda row: row.event_id):
        now = standing.get(event_id, (HIGHEST, frozenset(), None))
        moments = walked_back(list(rows), now, codes)
        widest[event_id] = narrowest([moment[1:] for moment in moments])
        found += moments
    write(connection, entry, found)
    write(connection, entry, outcomes_filled(connection, widest))
    write(connection, transition, transitions_filled(connection, widest))


def events_now(connection):
    """Return marking, partners and host of every event, by its key."""
    partners = {}
    for event_id, code in connection.execute(
        sa.select(event_nation.c.event_id, event_nation.c.nation_code)
    ):
        partners.setdefault(event_id, set()).add(code)
    rows = connection.execute(sa.select(event.c.id, event.c.marking, event.c.host_code))
    return {key: (marking, frozenset(partners.get(key, ())), host) for key, marking, host in rows}


def taking_part(partners, host):
    """Return the nations whose people see an event."""
    return partners | ({host} if host else set())


def entries_of_events(connection):
    """Give the entries about events, event by event, the newest first."""
    columns = (
        "id",
        "at",
        "verb",
        "subject_kind",
        "subject_id",
        "event_id",
        "changes",
        "request_id",
    )
    return connection.execute(
        sa.select(*(entry.c[name] for name in columns))
        .where(entry.c.event_id.is_not(None))
        .order_by(entry.c.event_id, entry.c.id.desc())
    )


def walked_back(rows, now, codes):
    """Give each entry of an event the narrower of before and after, walking back in time.

    Entries of one request belong to one moment.
    """
    found = []
    for _moment, group in groupby(rows, key=lambda row: row.request_id or row.at):
        together = list(group)
        before, highest = now, now[0]
        for row in together:
            before, highest = stood_before(row, before, highest, codes)
        is_first = any(row.subject_kind == "event" and row.verb == "added" for row in together)
        before = now if is_first else before
        nations = taking_part(*now[1:]) & taking_part(*before[1:])
        found += [(row.id, max(highest, before[0]), nations) for row in together]
        now = before
    return found


def stood_before(row, after, highest, codes):
    """Return how an event stood before an entry, and the highest marking met on the way."""
    (marking, partners, host), changes = after, row.changes or {}
    if row.subject_kind == "event_nation" and "nation_code" in changes:
        old, new = changes["nation_code"]
        is_unsure = new is not None and new not in codes
        kept = frozenset() if is_unsure else partners - {codes.get(new)}
        partners = kept | ({codes[old]} if old in codes else set())
    if row.subject_kind == "event" and row.verb == "changed":
        if "marking" in changes:
            marking, higher = (MARKINGS.get(name, HIGHEST) for name in changes["marking"])
            highest = max(highest, marking, higher)
        if "host_code" in changes:
            host = codes.get(changes["host_code"][0])
    return (marking, partners, host), highest


def outcomes_filled(connection, widest):
    """Give entries about outcomes what all their events had at their narrowest."""
    links = {}
    for outcome_id, event_id in connection.execute(
        sa.select(outcome_event.c.outcome_id, outcome_event.c.event_id)
    ):
        links.setdefault(str(outcome_id), set()).add(event_id)
    rows = connection.execute(
        sa.select(entry.c.id, entry.c.subject_id, entry.c.changes).where(
            entry.c.subject_kind == "outcome"
        )
    ).all()
    for row in rows:
        for names in (row.changes or {}).get("events", ()):
            keys = {int(name[1:]) for name in names or () if name[1:].isdigit()}
            links.setdefault(row.subject_id, set()).update(keys)
    return [(row.id, *of_events(links.get(row.subject_id), widest)) for row in rows]


def transitions_filled(connection, widest):
    """Give moves between states what their entry in the history has, or their event's narrowest."""
    told = {
        row.subject_id: (row.marking, row.nations)
        for row in connection.execute(
            sa.select(entry.c.subject_id, entry.c.marking, entry.c.nations).where(
                entry.c.subject_kind == "transition", entry.c.verb == "added"
            )
        )
    }
    found = []
    for row in connection.execute(sa.select(transition.c.id, transition.c.event_id)):
        marking, nations = told.get(str(row.id), (None, None))
        if marking is None:
            marking, nations = of_events({row.event_id}, widest)
        found.append((row.id, marking, nations))
    return found


def of_events(event_ids, widest):
    """Return the narrowest that events ever were; one that is gone was as narrow as can be."""
    return narrowest([widest.get(key, (HIGHEST, frozenset())) for key in event_ids or ()])


def narrowest(parts):
    """Return the highest of markings, and the nations that are in every one of the sets."""
    if not parts:
        return HIGHEST, frozenset()
    return max(part[0] for part in parts), frozenset.intersection(*(part[1] for part in parts))


def write(connection, table, rows) -> None:
    """Write marking and nations into rows, a thousand at a time."""
    statement = (
        table.update()
        .where(table.c.id == sa.bindparam("key"))
        .values(marking=sa.bindparam("m"), nations=sa.bindparam("n"))
    )
    for start in range(0, len(rows), BATCH):
        connection.execute(
            statement,
            [
                {"key": key, "m": marking, "n": n if isinstance(n, str) else packed(n)}
                for key, marking, n in rows[start : start + BATCH]
            ],
        )
