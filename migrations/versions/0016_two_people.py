"""Keep that two records that look alike stand for two people.

Revision: 0016, after 0015.
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table of pairs."""
    op.create_table(
        "two_people",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("said_by_id", sa.Integer(), nullable=True),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["first_id"],
            ["person.id"],
            name="fk_two_people_first_id_person",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["second_id"],
            ["person.id"],
            name="fk_two_people_second_id_person",
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["said_by_id"], ["user_account.id"], name="fk_two_people_said_by_id_user_account"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_two_people"),
        sa.UniqueConstraint("first_id", "second_id", name="uq_two_people_first_id_second_id"),
    )
    op.create_index("ix_two_people_second_id", "two_people", ["second_id"])


def downgrade() -> None:
    """Forget them."""
    op.drop_table("two_people")
