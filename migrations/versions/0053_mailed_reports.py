"""Reports that were mailed to colleagues, with their files as they were sent.

Revision: 0053, after 0052.
"""

import sqlalchemy as sa
from alembic import op

revision = "0053"
down_revision = "0052"
branch_labels = None
depends_on = None

STATES = ("waiting", "sent", "given_up", "stopped")


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "mailed_report",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("report", sa.String(40), nullable=False),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("query", sa.Text, nullable=False),
        sa.Column("message", sa.Text, nullable=False),
        sa.Column("by_id", sa.Integer, nullable=False),
        sa.Column("to_id", sa.Integer, nullable=False),
        sa.Column("marking", sa.SmallInteger, nullable=False),
        sa.Column("rights", sa.String(64), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                *STATES, name="mailed_state", native_enum=False, create_constraint=True, length=40
            ),
            nullable=False,
        ),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [name], ["user_account.id"], name=op.f(f"fk_mailed_report_{name}_user_account")
            )
            for name in ("by_id", "to_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailed_report")),
    )
    for name in ("by_id", "to_id"):
        op.create_index(f"ix_mailed_report_{name}", "mailed_report", [name])
    op.create_table(
        "mailed_file",
        sa.Column("id", sa.Integer, nullable=False),
        sa.Column("mailed_report_id", sa.Integer, nullable=False),
        sa.Column("form", sa.String(10), nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("mime", sa.String(100), nullable=False),
        sa.Column("rows", sa.Integer, nullable=False),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("octets", sa.LargeBinary, nullable=False),
        sa.ForeignKeyConstraint(
            ["mailed_report_id"],
            ["mailed_report.id"],
            name=op.f("fk_mailed_file_mailed_report_id_mailed_report"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailed_file")),
        sa.UniqueConstraint(
            "mailed_report_id", "form", name=op.f("uq_mailed_file_mailed_report_id_form")
        ),
    )


def downgrade() -> None:
    """Go down; what was mailed is forgotten."""
    op.drop_table("mailed_file")
    for name in ("to_id", "by_id"):
        op.drop_index(f"ix_mailed_report_{name}", "mailed_report")
    op.drop_table("mailed_report")
