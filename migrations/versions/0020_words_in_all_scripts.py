"""Keep the words of all scripts whole in the search index; the next start fills it anew.

Revision: 0020, after 0019.
"""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

WHOLE = "unicode61 remove_diacritics 0 categories ''L* M* N* Co''"
BEFORE = "unicode61 remove_diacritics 2"


def make_empty(tokenizer: str) -> None:
    """Empty the index; SQLite's is made with the tokenizer."""
    if op.get_bind().dialect.name != "sqlite":
        op.execute("DELETE FROM search_index")
        return
    op.execute("DROP TABLE search_index")
    op.execute(
        "CREATE VIRTUAL TABLE search_index USING fts5("
        f"title, body, tokenize = '{tokenizer}', prefix = '2 3')"
    )


def upgrade() -> None:
    """Go up."""
    make_empty(WHOLE)


def downgrade() -> None:
    """Go down."""
    make_empty(BEFORE)
