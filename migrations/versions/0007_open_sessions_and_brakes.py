"""Keep open sessions and known browsers; slow failed sign-ins down instead of locking names.

Revision: 0007, after 0006.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables; failures counted so far are forgotten, and everybody signs in anew."""
    op.create_table(
        "open_session",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("browser", sa.String(length=40), nullable=False),
        sa.Column("system", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
            name=op.f("fk_open_session_user_id_user_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_open_session")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_open_session_key_hash")),
    )
    op.create_index("ix_open_session_user_id", "open_session", ["user_id"])
    op.create_index("ix_open_session_started_at", "open_session", ["started_at"])
    op.create_index("ix_open_session_seen_at", "open_session", ["seen_at"])
    op.create_table(
        "known_browser",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key_hash", sa.String(length=64), nullable=False),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["user_id"],
            ["user_account.id"],
            name=op.f("fk_known_browser_user_id_user_account"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_known_browser")),
        sa.UniqueConstraint("key_hash", name=op.f("uq_known_browser_key_hash")),
    )
    op.create_index("ix_known_browser_user_id", "known_browser", ["user_id"])
    op.create_index("ix_known_browser_used_at", "known_browser", ["used_at"])
    op.create_table(
        "sign_in_brake",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name_hash", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("tries", sa.Double(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("first_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('address', 'browser', 'name', 'pair')", name=op.f("ck_sign_in_brake_kind")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_brake")),
        sa.UniqueConstraint(
            "kind", "name_hash", "address", name=op.f("uq_sign_in_brake_kind_name_hash_address")
        ),
    )
    op.create_index("ix_sign_in_brake_name_hash", "sign_in_brake", ["name_hash"])
    op.create_index("ix_sign_in_brake_last_at", "sign_in_brake", ["last_at"])
    op.drop_index("ix_sign_in_failure_name_at", table_name="sign_in_failure")
    op.drop_index("ix_sign_in_failure_address_at", table_name="sign_in_failure")
    op.drop_table("sign_in_failure")


def downgrade() -> None:
    """Drop the tables and make the one for failed sign-ins again."""
    op.create_table(
        "sign_in_failure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name_hash", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sign_in_failure")),
    )
    op.create_index("ix_sign_in_failure_address_at", "sign_in_failure", ["address", "at"])
    op.create_index("ix_sign_in_failure_name_at", "sign_in_failure", ["name_hash", "at"])
    op.drop_table("sign_in_brake")
    op.drop_table("known_browser")
    op.drop_table("open_session")
