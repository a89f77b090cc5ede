"""Let outcomes, reports and follow-ups be marked higher than their events.

Revision: 0035, after 0034.

On the way down the events of what is marked higher are marked as high: the older schema has no
place for it, and nothing is to be opened.
"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

TABLES = ("outcome", "after_action_report", "follow_up")
HINTED = ("outcome", "after_action_report")


def upgrade() -> None:
    """Go up."""
    for name in TABLES:
        with op.batch_alter_table(name) as table:
            table.add_column(sa.Column("marking", sa.SmallInteger(), nullable=True))
            if name in HINTED:
                table.add_column(
                    sa.Column(
                        "are_words_looked_at",
                        sa.Boolean(),
                        nullable=False,
                        server_default=sa.false(),
                    )
                )


def downgrade() -> None:
    """Go down."""
    mark_events_as_high()
    for name in TABLES:
        with op.batch_alter_table(name) as table:
            if name in HINTED:
                table.drop_column("are_words_looked_at")
            table.drop_column("marking")


def mark_events_as_high() -> None:
    """Give events the highest own marking of what came of them, where that is higher."""
    event = sa.table("event", sa.column("id"), sa.column("marking"))
    outcome = sa.table("outcome", sa.column("id"), sa.column("marking"))
    link = sa.table("outcome_event", sa.column("outcome_id"), sa.column("event_id"))
    of_outcome = sa.select(link.c.event_id, outcome.c.marking).join_from(
        link, outcome, outcome.c.id == link.c.outcome_id
    )
    of_event = [
        sa.select(table.c.event_id, table.c.marking)
        for table in (
            sa.table(name, sa.column("event_id"), sa.column("marking")) for name in TABLES[1:]
        )
    ]
    told = sa.union_all(of_outcome, *of_event).subquery()
    highest = sa.select(told.c.event_id, sa.func.max(told.c.marking).label("marking"))
    rows = op.get_bind().execute(highest.where(told.c.marking > 0).group_by(told.c.event_id))
    for event_id, marking in rows.all():
        lower = (event.c.id == event_id) & (event.c.marking < marking)
        op.execute(event.update().where(lower).values(marking=marking))
