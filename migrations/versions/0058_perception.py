"""Media items of a nation alone, their themes and campaigns, and how they were answered.

Revision: 0058, after 0055.
"""

import sqlalchemy as sa
from alembic import op

revision = "0058"
down_revision = "0055"
branch_labels = None
depends_on = None

WAYS = ("statement", "correction", "interview", "letter", "post", "let_be")


def upgrade() -> None:
    """Go up; what was answered before keeps its day, and nobody says how."""
    with op.batch_alter_table("media_item") as batch:
        batch.alter_column("event_id", existing_type=sa.Integer(), nullable=True)
        batch.add_column(sa.Column("nation_code", sa.String(2), nullable=True))
        batch.add_column(sa.Column("marking", sa.SmallInteger(), nullable=True))
        batch.add_column(sa.Column("campaign", sa.String(200), nullable=False, server_default=""))
        batch.add_column(
            sa.Column(
                "answer_way",
                sa.Enum(
                    *WAYS,
                    name="answer_way",
                    native_enum=False,
                    create_constraint=False,
                    length=40,
                ),
                nullable=True,
            )
        )
        batch.add_column(sa.Column("answer", sa.Text(), nullable=False, server_default=""))
        batch.create_check_constraint(op.f("ck_media_item_answer_way"), f"answer_way IN {WAYS}")
        batch.create_check_constraint(
            op.f("ck_media_item_of_event_or_nation"),
            "event_id IS NOT NULL OR nation_code IS NOT NULL",
        )
        batch.create_check_constraint(
            op.f("ck_media_item_marked_without_event"),
            "(event_id IS NULL) = (marking IS NOT NULL)",
        )
        batch.create_check_constraint(
            op.f("ck_media_item_answer_has_day"),
            "answer_way IS NULL OR answered_on IS NOT NULL",
        )
        batch.create_foreign_key(
            op.f("fk_media_item_nation_code_nation"), "nation", ["nation_code"], ["code"]
        )
        batch.create_index("ix_media_item_nation_code", ["nation_code"])
        batch.create_index("ix_media_item_published_on_id", ["published_on", "id"])
    op.create_table(
        "media_item_theme",
        sa.Column("media_item_id", sa.Integer(), nullable=False),
        sa.Column("theme_code", sa.String(40), nullable=False),
        sa.ForeignKeyConstraint(
            ["media_item_id"],
            ["media_item.id"],
            name=op.f("fk_media_item_theme_media_item_id_media_item"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["theme_code"],
            ["theme.code"],
            name=op.f("fk_media_item_theme_theme_code_theme"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("media_item_id", "theme_code", name=op.f("pk_media_item_theme")),
    )
    op.create_index("ix_media_item_theme_theme_code", "media_item_theme", ["theme_code"])


def downgrade() -> None:
    """Go down; what was logged of a nation alone has no place there and goes."""
    op.drop_table("media_item_theme")
    op.execute("DELETE FROM media_item WHERE event_id IS NULL")
    with op.batch_alter_table("media_item") as batch:
        batch.drop_index("ix_media_item_published_on_id")
        batch.drop_index("ix_media_item_nation_code")
        batch.drop_constraint(op.f("fk_media_item_nation_code_nation"), type_="foreignkey")
        for name in ("answer_has_day", "marked_without_event", "of_event_or_nation", "answer_way"):
            batch.drop_constraint(op.f(f"ck_media_item_{name}"), type_="check")
        for column in ("answer", "answer_way", "campaign", "marking", "nation_code"):
            batch.drop_column(column)
        batch.alter_column("event_id", existing_type=sa.Integer(), nullable=False)
