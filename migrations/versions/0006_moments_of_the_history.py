"""Keep with the history, and with moves between states, the marking and nations of their moment.

What is there already is filled in from what the history itself tells, newest entry first.

Revision: 0006, after 0005.
"""

from itertools import groupby

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
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
    codes = {name: code for code, name in connection.execute(sa.select(nation.c.code, nation.c.name))}
    codes |= {code: code for code in codes.values()}
    widest = {}
    found = []
    for event_id, rows in groupby(entries_of_events(connection), key=lambda row: row.event_id):
        marking, nations = standing.get(event_id, (HIGHEST, frozenset()))
        found += walked_back(list(rows), marking, nations, codes, widest)
    write(connection, entry, found)
    write(connection, entry, outcomes_filled(connection, standing, widest))
    write(connection, transition, transitions_filled(connection, standing, widest))


def events_now(connection):
    """Return marking and nations of every event, by its key."""
    nations = {}
    for event_id, code in connection.execute(
        sa.select(event_nation.c.event_id, event_nation.c.nation_code)
    ):
        nations.setdefault(event_id, set()).add(code)
    return {
        key: (marking, frozenset(nations.get(key, set()) | ({host} if host else set())))
        for key, marking, host in connection.execute(
            sa.select(event.c.id, event.c.marking, event.c.host_code)
        )
    }


def entries_of_events(connection):
    """Give the entries about events, event by event, the newest first."""
    return connection.execute(
        sa.select(
            entry.c.id,
            entry.c.at,
            entry.c.verb,
            entry.c.subject_kind,
            entry.c.subject_id,
            entry.c.event_id,
            entry.c.changes,
            entry.c.request_id,
        )
        .where(entry.c.event_id.is_not(None))
        .order_by(entry.c.event_id, entry.c.id.desc())
    )


def walked_back(rows, marking, nations, codes, widest):
    """Give each entry of an event the narrower of before and after, walking back in time.

    Entries of one request belong to one moment. What the event was at its highest marking,
    with the nations that were always there, is noted in `widest`.
    """
    highest, always, found = marking, nations, []
    for _moment, group in groupby(rows, key=lambda row: row.request_id or row.at):
        together = list(group)
        before_marking, before_nations = marking, nations
        is_first = False
        for row in together:
            changes = row.changes or {}
            if row.subject_kind == "event" and row.verb == "added":
                is_first = True
            if row.subject_kind == "event" and "marking" in changes and row.verb == "changed":
                before_marking = MARKINGS.get(changes["marking"][0], HIGHEST)
                marking = max(marking, MARKINGS.get(changes["marking"][1], HIGHEST))
            before_nations = nations_before(row, before_nations, codes)
        if is_first:
            before_marking, before_nations = marking, nations
        mine = (max(marking, before_marking), nations & before_nations)
        highest, always = max(highest, mine[0]), always & mine[1]
        found += [(row.id, *mine) for row in together]
        marking, nations = before_marking, before_nations
    widest[rows[0].event_id] = (highest, always)
    return found


def nations_before(row, nations, codes):
    """Return the nations of an event before an entry, from those after it."""
    changes = row.changes or {}
    if row.subject_kind == "event_nation":
        old, new = changes.get("nation_code", (None, None))
        return (nations - {codes.get(new)}) | ({codes[old]} if old in codes else set())
    if row.subject_kind == "event" and "host_code" in changes and row.verb == "changed":
        old, _new = changes["host_code"]
        return nations | ({codes[old]} if old in codes else set())
    return nations


def outcomes_filled(connection, standing, widest):
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
    return [(row.id, *narrowest(links.get(row.subject_id), standing, widest)) for row in rows]


def transitions_filled(connection, standing, widest):
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
            marking, nations = narrowest({row.event_id}, standing, widest)
        found.append((row.id, marking, nations))
    return found


def narrowest(event_ids, standing, widest):
    """Return the highest marking of events, and the nations that all of them always had."""
    parts = [
        widest.get(key) or standing.get(key) or (HIGHEST, frozenset()) for key in event_ids or ()
    ]
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
