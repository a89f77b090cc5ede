"""Keep national and civilian aims, and which plan serves which.

Revision: 0045, after 0044.
"""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "aim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("agency", sa.String(200), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("retired_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.CheckConstraint("ends_on >= starts_on", name=op.f("ck_aim_ends_after_start")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_aim")),
        sa.UniqueConstraint("name", name=op.f("uq_aim_name")),
    )
    op.create_table(
        "plan_aim",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("aim_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["plan.id"], name=op.f("fk_plan_aim_plan_id_plan"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["aim_id"], ["aim.id"], name=op.f("fk_plan_aim_aim_id_aim"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("plan_id", "aim_id", name=op.f("pk_plan_aim")),
    )
    with op.batch_alter_table("plan_aim") as served:
        served.create_index(op.f("ix_plan_aim_aim_id"), ["aim_id"])


def downgrade() -> None:
    """Go down."""
    op.drop_table("plan_aim")
    op.drop_table("aim")
