"""Documents attached to events, outcomes, values, agreements and persons.

Revision: 0052, after 0051.
"""

import sqlalchemy as sa
from alembic import op

revision = "0052"
down_revision = "0051"
branch_labels = None
depends_on = None

HOLDERS = ("event_id", "outcome_id", "indicator_update_id", "programme_id", "person_id")
ONE_HOLDER = " + ".join(f"(CASE WHEN {name} IS NULL THEN 0 ELSE 1 END)" for name in HOLDERS)
KINDS = (
    *("pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp"),
    *("jpeg", "png", "webp", "heic", "ics", "csv", "txt"),
)
KEYS = {
    "event": "CASCADE",
    "coordination": "SET NULL",
    "outcome": "CASCADE",
    "indicator_update": "CASCADE",
    "programme": "CASCADE",
    "person": "CASCADE",
}
INDEXED = [["sha256"], *([f"{table}_id"] for table in KEYS)]


def upgrade() -> None:
    """Go up."""
    op.create_table(
        "attachment",
        sa.Column("id", sa.Integer, nullable=False),
        *(sa.Column(f"{table}_id", sa.Integer, nullable=True) for table in KEYS),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(*KINDS, name="file_kind", native_enum=False, create_constraint=True, length=40),
            nullable=False,
        ),
        sa.Column("size", sa.Integer, nullable=False),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("releasable_to", sa.String(600), nullable=False),
        sa.Column("author_id", sa.Integer, nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("marking", sa.SmallInteger, nullable=True),
        *(
            sa.ForeignKeyConstraint(
                [f"{table}_id"],
                [f"{table}.id"],
                name=op.f(f"fk_attachment_{table}_id_{table}"),
                ondelete=gone,
            )
            for table, gone in KEYS.items()
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["user_account.id"], name=op.f("fk_attachment_author_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.CheckConstraint(f"{ONE_HOLDER} = 1", name=op.f("ck_attachment_one_holder")),
        sa.CheckConstraint(
            "coordination_id IS NULL OR event_id IS NOT NULL",
            name=op.f("ck_attachment_of_its_event"),
        ),
        sa.CheckConstraint("size > 0", name=op.f("ck_attachment_size_positive")),
    )
    for columns in INDEXED:
        op.create_index(f"ix_attachment_{'_'.join(columns)}", "attachment", columns)


def downgrade() -> None:
    """Go down; the documents stay in the store, and nothing tells of them any more."""
    for columns in reversed(INDEXED):
        op.drop_index(f"ix_attachment_{'_'.join(columns)}", "attachment")
    op.drop_table("attachment")
