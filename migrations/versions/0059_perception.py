"""Media items of a nation alone and their answers; concerns; risks that ask for an answer.

Revision: 0059, after 0058.
"""

import sqlalchemy as sa
from alembic import op

revision = "0059"
down_revision = "0058"
branch_labels = None
depends_on = None

SOURCES = (
    *("press", "parliament", "community", "partner", "neighbour", "organisation"),
    "other",
)
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
    op.create_table(
        "concern",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(200), nullable=False),
        sa.Column("detail", sa.Text(), nullable=False, server_default=""),
        sa.Column(
            "source",
            sa.Enum(
                *SOURCES,
                name="concern_source",
                native_enum=False,
                create_constraint=True,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("raised_by", sa.String(200), nullable=False),
        sa.Column("raised_on", sa.Date(), nullable=False),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False, server_default=""),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("event_id", sa.Integer(), nullable=True),
        sa.Column("nation_code", sa.String(2), nullable=True),
        sa.Column("marking", sa.SmallInteger(), nullable=True),
        sa.ForeignKeyConstraint(
            ["event_id"], ["event.id"], name=op.f("fk_concern_event_id_event"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["nation_code"], ["nation.code"], name=op.f("fk_concern_nation_code_nation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concern")),
        sa.CheckConstraint(
            "event_id IS NOT NULL OR nation_code IS NOT NULL",
            name=op.f("ck_concern_of_event_or_nation"),
        ),
        sa.CheckConstraint(
            "(event_id IS NULL) = (marking IS NOT NULL)",
            name=op.f("ck_concern_marked_without_event"),
        ),
        sa.CheckConstraint(
            "(answered_on IS NULL) = (answer = '')", name=op.f("ck_concern_answered_whole")
        ),
    )
    op.create_index("ix_concern_event_id", "concern", ["event_id"])
    op.create_index("ix_concern_nation_code", "concern", ["nation_code"])
    op.create_index("ix_concern_raised_on_id", "concern", ["raised_on", "id"])
    with op.batch_alter_table("risk_category") as batch:
        batch.add_column(
            sa.Column("asks_for_answer", sa.Boolean(), nullable=False, server_default=sa.false())
        )
    categories = sa.table("risk_category", sa.column("code"), sa.column("asks_for_answer"))
    asking = categories.c.code == "perceived_as_show_of_force"
    op.execute(categories.update().where(asking).values(asks_for_answer=sa.true()))


def downgrade() -> None:
    """Go down; what was logged of a nation alone has no place there and goes."""
    with op.batch_alter_table("risk_category") as batch:
        batch.drop_column("asks_for_answer")
    op.drop_table("concern")
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
