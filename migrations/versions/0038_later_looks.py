"""Keep later looks at events, and after how many days a kind deserves them.

Revision: 0038, after 0037.
"""

import sqlalchemy as sa
from alembic import op

revision = "0038"
down_revision = "0037"
branch_labels = None
depends_on = None

DESERVE = (
    "joint_exercise",
    "personnel_exchange",
    "education_training",
    "workshop_seminar",
    "technology_cooperation",
    "community_outreach",
)
"""The shipped kinds of which something should last."""
ANSWERS = ("lasted", "partly", "gone", "not_yet_known")


def upgrade() -> None:
    """Go up."""
    with op.batch_alter_table("event_kind") as kinds:
        kinds.add_column(sa.Column("looks_after", sa.Text(), server_default="", nullable=False))
    kind = sa.table("event_kind", sa.column("code"), sa.column("looks_after"))
    op.execute(kind.update().where(kind.c.code.in_(DESERVE)).values(looks_after=" 30 90 180 "))
    op.create_table(
        "later_look",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column(
            "lasted",
            sa.Enum(*ANSWERS, name="lasted", native_enum=False, create_constraint=True, length=40),
            nullable=True,
        ),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.Column("looked_on", sa.Date(), nullable=True),
        sa.Column("looked_by_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=False),
        sa.CheckConstraint("days BETWEEN 1 AND 3650", name=op.f("ck_later_look_days_in_range")),
        sa.CheckConstraint(
            "(lasted IS NULL) = (looked_on IS NULL)", name=op.f("ck_later_look_taken_whole")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"],
            ["event.id"],
            name=op.f("fk_later_look_event_id_event"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["looked_by_id"],
            ["user_account.id"],
            name=op.f("fk_later_look_looked_by_id_user_account"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_later_look")),
        sa.UniqueConstraint("event_id", "days", name=op.f("uq_later_look_event_id_days")),
    )
    with op.batch_alter_table("later_look") as looks:
        looks.create_index(op.f("ix_later_look_event_id"), ["event_id"])
        looks.create_index("ix_later_look_lasted_due", ["lasted", "due_on"])


def downgrade() -> None:
    """Go down."""
    op.drop_table("later_look")
    with op.batch_alter_table("event_kind") as kinds:
        kinds.drop_column("looks_after")
