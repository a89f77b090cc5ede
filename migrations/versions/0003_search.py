"""The search index, and the orders of the event list.

Revision: 0003, after 0002.
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import TSVECTOR

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

ORDERS = {
    "ix_event_title_id": ["title", "id"],
    "ix_event_state_sort_on_id": ["state", "sort_on", "id"],
    "ix_event_kind_sort_on_id": ["kind", "sort_on", "id"],
}


def upgrade() -> None:
    """Go up."""
    with op.batch_alter_table("event", schema=None) as batch_op:
        for name, columns in ORDERS.items():
            batch_op.create_index(name, columns, unique=False)
    if op.get_bind().dialect.name == "sqlite":
        op.execute(
            "CREATE VIRTUAL TABLE search_index USING fts5("
            "title, body, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3')"
        )
        return
    op.create_table(
        "search_index",
        sa.Column("key", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("words", TSVECTOR(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_search_index")),
    )
    op.create_index(
        "ix_search_index_words", "search_index", ["words"], unique=False, postgresql_using="gin"
    )


def downgrade() -> None:
    """Go down."""
    op.execute("DROP TABLE search_index")
    with op.batch_alter_table("event", schema=None) as batch_op:
        for name in reversed(ORDERS):
            batch_op.drop_index(name)
