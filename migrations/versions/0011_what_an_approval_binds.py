"""Keep who wrote at drafts, the changes proposed to approved events, and verified values.

Revision: 0011, after 0010.
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

WRITTEN = ("event", "outcome", "indicator_update")


def writers() -> sa.Column:
    """Return the column that holds the keys of who wrote a row."""
    return sa.Column("writer_ids", sa.Text(), server_default="", nullable=False)


def upgrade() -> None:
    """Add the columns and the table."""
    for table in WRITTEN:
        with op.batch_alter_table(table) as batch_op:
            batch_op.add_column(writers())
    with op.batch_alter_table("indicator_update") as batch_op:
        batch_op.add_column(sa.Column("verified_by_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("verified_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_foreign_key(
            op.f("fk_indicator_update_verified_by_id_user_account"),
            "user_account",
            ["verified_by_id"],
            ["id"],
        )
        batch_op.create_check_constraint(
            op.f("ck_indicator_update_verified_by_somebody_else"),
            "verified_by_id IS NULL OR author_id IS NULL OR verified_by_id <> author_id",
        )
        batch_op.create_check_constraint(
            op.f("ck_indicator_update_verified_whole"),
            "(verified_by_id IS NULL) = (verified_at IS NULL)",
        )
    op.create_table(
        "proposed_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "open",
                "agreed",
                "declined",
                "withdrawn",
                "lapsed",
                name="proposal_state",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("marking", sa.SmallInteger(), nullable=True),
        sa.Column("nations", sa.Text(), nullable=True),
        writers(),
        sa.Column("proposed_by_id", sa.Integer(), nullable=True),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by_id", sa.Integer(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decision_note", sa.Text(), server_default="", nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["decided_by_id"],
            ["user_account.id"],
            name=op.f("fk_proposed_change_decided_by_id_user_account"),
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_proposed_change_event_id_event"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["proposed_by_id"],
            ["user_account.id"],
            name=op.f("fk_proposed_change_proposed_by_id_user_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_proposed_change")),
    )
    with op.batch_alter_table("proposed_change") as batch_op:
        batch_op.create_index(batch_op.f("ix_proposed_change_event_id"), ["event_id"])
        batch_op.create_index(
            "ix_proposed_change_one_open",
            ["event_id"],
            unique=True,
            sqlite_where=sa.text("state = 'open'"),
            postgresql_where=sa.text("state = 'open'"),
        )


def downgrade() -> None:
    """Drop the table and the columns."""
    op.drop_table("proposed_change")
    with op.batch_alter_table("indicator_update") as batch_op:
        for name in ("verified_by_somebody_else", "verified_whole"):
            batch_op.drop_constraint(op.f(f"ck_indicator_update_{name}"), type_="check")
        batch_op.drop_constraint(
            op.f("fk_indicator_update_verified_by_id_user_account"), type_="foreignkey"
        )
        batch_op.drop_column("verified_at")
        batch_op.drop_column("verified_by_id")
    for table in WRITTEN:
        with op.batch_alter_table(table) as batch_op:
            batch_op.drop_column("writer_ids")
