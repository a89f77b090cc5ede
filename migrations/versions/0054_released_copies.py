"""Copies of country briefs that left for partners, as they left.

Revision: 0054, after 0053.
"""

import sqlalchemy as sa
from alembic import op

revision = "0054"
down_revision = "0053"
branch_labels = None
depends_on = None

KEYS = {"nation_code": "nation.code", "to_code": "nation.code", "by_id": "user_account.id"}


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "released_copy",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("nation_code", sa.String(2), nullable=False),
        sa.Column("to_code", sa.String(2), nullable=False),
        sa.Column("by_id", sa.Integer, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("marking", sa.SmallInteger, nullable=False),
        sa.Column("parts", sa.JSON, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("octets", sa.LargeBinary, nullable=False),
        *(
            sa.ForeignKeyConstraint(
                [name],
                [to],
                name=op.f(f"fk_released_copy_{name}_{to.partition('.')[0]}"),
            )
            for name, to in KEYS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_released_copy")),
    )
    for name in ("nation_code", "to_code"):
        op.create_index(f"ix_released_copy_{name}", "released_copy", [name])


def downgrade() -> None:
    """Go down; what left is forgotten."""
    for name in ("to_code", "nation_code"):
        op.drop_index(f"ix_released_copy_{name}", "released_copy")
    op.drop_table("released_copy")
