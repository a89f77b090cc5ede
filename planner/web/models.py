"""What the web edge keeps: one-use keys of forms that were saved, and forms that were not."""

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from planner.db import Base, pk


class SpentKey(Base):
    """The one-use key of a form that somebody saved, and where its answer led."""

    __tablename__ = "spent_key"
    __table_args__ = (UniqueConstraint("user_id", "key_hash"),)

    id: Mapped[pk]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    key_hash: Mapped[str] = mapped_column(String(64))
    body_hash: Mapped[str] = mapped_column(String(64))
    """What was sent, hashed with the key, which is not kept: nobody can guess words from it."""
    answer: Mapped[str] = mapped_column(Text)
    """The address of what was made."""
    is_shown_once: Mapped[bool] = mapped_column(default=False)
    """Whether the answer was a page of its own, which is not shown again."""
    at: Mapped[datetime] = mapped_column(index=True)


class KeptForm(Base):
    """What somebody typed into a form that could not be saved; theirs for a day."""

    __tablename__ = "kept_form"
    __table_args__ = (UniqueConstraint("user_id", "ref_hash"),)

    id: Mapped[pk]
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id", ondelete="CASCADE"))
    ref_hash: Mapped[str] = mapped_column(String(64))
    """Hash of the reference in the address that gives the form back."""
    key_hash: Mapped[str] = mapped_column(String(64))
    """Hash of the form's one-use key: the same form sent twice is kept once."""
    path_hash: Mapped[str] = mapped_column(String(64))
    """Hash of where the form goes: saving another form of the page does not use it up."""
    words: Mapped[bytes] = mapped_column(LargeBinary)
    """Address and fields, packed and encrypted."""
    at: Mapped[datetime] = mapped_column(index=True)
