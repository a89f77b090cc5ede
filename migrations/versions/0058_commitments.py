"""Commitments between partners and us.

Revision: 0058, after 0057.
"""

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0057"
branch_labels = None
depends_on = None

POINTS = {
    "nation_code": ("nation", "code", None),
    "organisation_id": ("organisation", "id", None),
    "person_id": ("person", "id", None),
    "made_at_id": ("event", "id", "SET NULL"),
    "outcome_id": ("outcome", "id", "SET NULL"),
    "owner_id": ("user_account", "id", None),
}


def of(name: str, *codes: str) -> sa.Enum:
    """Return the type of a choice."""
    return sa.Enum(*codes, name=name, native_enum=False, create_constraint=True, length=40)


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "commitment",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("promised_by", of("promised_by", "ours", "theirs"), nullable=False),
        sa.Column("nation_code", sa.String(2), nullable=False),
        sa.Column("organisation_id", sa.Integer, nullable=True),
        sa.Column("person_id", sa.Integer, nullable=True),
        sa.Column("made_at_id", sa.Integer, nullable=True),
        sa.Column("outcome_id", sa.Integer, nullable=True),
        sa.Column("what", sa.String(200), nullable=False),
        sa.Column("promised_on", sa.Date, nullable=False),
        sa.Column("due_on", sa.Date, nullable=False),
        sa.Column("owner_id", sa.Integer, nullable=False),
        sa.Column(
            "state",
            of("commitment_state", "open", "kept", "broken", "withdrawn"),
            nullable=False,
        ),
        sa.Column("settled_on", sa.Date, nullable=True),
        sa.Column("reason", sa.Text, nullable=False),
        sa.Column("marking", sa.SmallInteger, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.CheckConstraint(
            "(state = 'open') = (settled_on IS NULL)", name=op.f("ck_commitment_settled_has_day")
        ),
        sa.CheckConstraint("promised_on <= due_on", name=op.f("ck_commitment_due_after_promise")),
        *(
            sa.ForeignKeyConstraint(
                [name],
                [f"{table}.{key}"],
                name=op.f(f"fk_commitment_{name}_{table}"),
                ondelete=ondelete,
            )
            for name, (table, key, ondelete) in POINTS.items()
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_commitment")),
    )
    for name in POINTS:
        op.create_index(f"ix_commitment_{name}", "commitment", [name])
    op.create_index("ix_commitment_state_due", "commitment", ["state", "due_on"])


def downgrade() -> None:
    """Go down; what was promised is forgotten."""
    op.drop_index("ix_commitment_state_due", "commitment")
    for name in reversed(POINTS):
        op.drop_index(f"ix_commitment_{name}", "commitment")
    op.drop_table("commitment")
