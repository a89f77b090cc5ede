"""Keep links by which somebody outside gives a value, and who gave it.

Revision: 0043, after 0042.
"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "value_link",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("indicator_id", sa.Integer(), nullable=False),
        sa.Column("asked_of", sa.String(length=200), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=False),
        sa.Column("ends_on", sa.Date(), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("asked_by_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_value_link_ends_after_start")),
        sa.ForeignKeyConstraint(
            ["indicator_id"],
            ["indicator.id"],
            name=op.f("fk_value_link_indicator_id_indicator"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["asked_by_id"],
            ["user_account.id"],
            name=op.f("fk_value_link_asked_by_id_user_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_value_link")),
    )
    with op.batch_alter_table("value_link") as links:
        links.create_index(op.f("ix_value_link_indicator_id"), ["indicator_id"])
        links.create_index("ix_value_link_token_hash", ["token_hash"], unique=True)
    with op.batch_alter_table("indicator") as indicators:
        indicators.add_column(
            sa.Column("is_releasable", sa.Boolean(), server_default=sa.false(), nullable=False)
        )
    with op.batch_alter_table("indicator_update") as updates:
        for name in ("giver_name", "giver_organisation"):
            updates.add_column(
                sa.Column(name, sa.String(length=200), server_default="", nullable=False)
            )


def downgrade() -> None:
    """Go down."""
    with op.batch_alter_table("indicator_update") as updates:
        for name in ("giver_organisation", "giver_name"):
            updates.drop_column(name)
    with op.batch_alter_table("indicator") as indicators:
        indicators.drop_column("is_releasable")
    op.drop_table("value_link")
