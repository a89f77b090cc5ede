"""Keep long work with its progress and result, and mails that wait to be sent.

Revision: 0026, after 0025.
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def lease():
    """Return the columns of a row that one worker at a time works on."""
    return (
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("held_by", sa.String(length=32), server_default="", nullable=False),
        sa.Column("held_until", sa.DateTime(timezone=True), nullable=True),
    )


def states(*codes):
    """Return a column of one of some codes."""
    return sa.Column(
        "state",
        sa.Enum(*codes, name="state", native_enum=False, create_constraint=True, length=40),
        nullable=False,
    )


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "mail",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("recipient", sa.String(length=254), server_default="", nullable=False),
        sa.Column("about", sa.JSON(), nullable=False),
        states("waiting", "sent", "given_up", "stopped"),
        sa.Column("posted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("good_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.String(length=60), server_default="", nullable=False),
        *lease(),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mail")),
    )
    op.create_index(op.f("ix_mail_due_at"), "mail", ["due_at"])
    op.create_index(op.f("ix_mail_posted_at"), "mail", ["posted_at"])
    op.create_table(
        "job",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=200), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        states("waiting", "running", "done", "failed", "cancelled"),
        sa.Column("wants", sa.JSON(), nullable=False),
        sa.Column("cursor", sa.JSON(), nullable=False),
        sa.Column("steps_done", sa.Integer(), nullable=False),
        sa.Column("steps_total", sa.Integer(), nullable=False),
        sa.Column("said", sa.Text(), server_default="", nullable=False),
        sa.Column("root", sa.String(length=300), server_default="", nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_cancel_asked", sa.Boolean(), nullable=False),
        sa.Column("file_name", sa.String(length=200), server_default="", nullable=False),
        sa.Column("file_mime", sa.String(length=100), server_default="", nullable=False),
        sa.Column("file_filter", sa.Text(), server_default="", nullable=False),
        sa.Column("file_rows", sa.Integer(), nullable=False),
        sa.Column("made_for", sa.String(length=64), server_default="", nullable=False),
        sa.Column("kept_until", sa.DateTime(timezone=True), nullable=True),
        *lease(),
        sa.ForeignKeyConstraint(
            ["owner_id"],
            ["user_account.id"],
            name=op.f("fk_job_owner_id_user_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job")),
    )
    op.create_index(op.f("ix_job_owner_id"), "job", ["owner_id"])
    op.create_index(op.f("ix_job_asked_at"), "job", ["asked_at"])
    op.create_index(op.f("ix_job_due_at"), "job", ["due_at"])
    op.create_table(
        "job_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("job_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("octets", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["job_id"], ["job.id"], name=op.f("fk_job_part_job_id_job"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_job_part")),
        sa.UniqueConstraint("job_id", "position", name=op.f("uq_job_part_job_id_position")),
    )


def downgrade() -> None:
    """Go down."""
    for table in ("job_part", "job", "mail"):
        op.drop_table(table)
