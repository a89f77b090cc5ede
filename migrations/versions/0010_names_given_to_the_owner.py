"""Note whether who named an event's owner gave the names of its participants along.

Revision: 0010, after 0009.
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

KEEPERS = ("approver", "country_desk")

event = sa.table(
    "event",
    sa.column("id", sa.Integer),
    sa.column("owner_id", sa.Integer),
    sa.column("author_id", sa.Integer),
    sa.column("owner_keeps_names", sa.Boolean),
)
entry = sa.table(
    "history_entry",
    sa.column("id", sa.Integer),
    sa.column("subject_kind", sa.String),
    sa.column("event_id", sa.Integer),
    sa.column("by_id", sa.Integer),
    sa.column("changes", sa.JSON),
)
user = sa.table("user_account", sa.column("id", sa.Integer), sa.column("name", sa.String))
grant = sa.table("role_grant", sa.column("user_id", sa.Integer), sa.column("role", sa.String))


def upgrade() -> None:
    """Add the column and fill it from what the history tells of each naming."""
    with op.batch_alter_table("event") as batch_op:
        batch_op.add_column(
            sa.Column("owner_keeps_names", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
    fill(op.get_bind())


def downgrade() -> None:
    """Drop the column."""
    with op.batch_alter_table("event") as batch_op:
        batch_op.drop_column("owner_keeps_names")


def fill(connection) -> None:
    """Give the names to owners whom nobody named, as a load does, or somebody who kept them."""
    names = {row.id: row.name for row in connection.execute(sa.select(user.c.id, user.c.name))}
    keepers = set(connection.scalars(sa.select(grant.c.user_id).where(grant.c.role.in_(KEEPERS))))
    namings = namings_of(connection)
    owned = connection.execute(
        sa.select(event.c.id, event.c.owner_id, event.c.author_id).where(
            event.c.owner_id.is_not(None)
        )
    ).all()
    for row in owned:
        if was_given(row, namings.get(row.id, ()), names, keepers):
            connection.execute(
                event.update().where(event.c.id == row.id).values(owner_keeps_names=True)
            )


def namings_of(connection):
    """Return who named whom owner of which event, in order: key to pairs of namer and words."""
    found = {}
    rows = connection.execute(
        sa.select(entry.c.event_id, entry.c.by_id, entry.c.changes)
        .where(entry.c.subject_kind == "event", entry.c.event_id.is_not(None))
        .order_by(entry.c.id)
    )
    for event_id, by_id, changes in rows:
        if "owner_id" in (changes or {}):
            found.setdefault(event_id, []).append((by_id, changes["owner_id"][1]))
    return found


def was_given(row, namings, names, keepers):
    """Say whether the last naming gave the names along: by one who kept them, to another."""
    given, owner = True, None
    for by_id, named in namings:
        mine = {names.get(by_id), f"#{by_id}"}
        had = given and owner is not None and owner in mine
        keeps = by_id is None or by_id == row.author_id or by_id in keepers or had
        given, owner = keeps and named not in mine, named
    return given
