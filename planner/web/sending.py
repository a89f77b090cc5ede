"""One sending of a form: whose, with which key, and what it said."""

import hmac
from dataclasses import dataclass
from hashlib import sha256

from flask import request

from planner.web.access import viewer
from planner.web.address_parts import without
from planner.web.formkeys import ONCE
from planner.web.kept_words import ARG
from planner.web.masked_tokens import TOKEN
from planner.web.queries import Spent, spent_key
from planner.web.uploading import files_told

FIELD = ONCE
NOT_HASHED = {FIELD, TOKEN, ARG}


@dataclass
class Sending:
    """One form that was sent with a key, and what is known of that key."""

    user_id: int
    key_hash: str
    body_hash: str
    spent: Spent | None
    """What an earlier sending left."""
    row_id: int | None = None
    """The row that this sending has made."""
    answer: str = ""

    @property
    def is_the_same(self) -> bool:
        """Say whether the same words were sent with the same key before."""
        return self.spent is not None and hmac.compare_digest(self.spent.body_hash, self.body_hash)


def hash_of_body(key: str) -> str:
    """Return a keyed hash of where the form was sent and what stood in it."""
    parts = [without(request.full_path, ARG)]
    for name, value in request.form.items(multi=True):
        if name not in NOT_HASHED:
            parts += [name, value]
    parts += files_told()
    text = "".join(f"{len(part)}:{part}" for part in parts)
    return hmac.digest(key.encode(), text.encode("utf-8", "replace"), "sha256").hex()


def read_sending() -> Sending | None:
    """Return the sending of this request; None without a key or for nobody in particular.

    Any text is a key, since only its hash is kept: a spoiled one protects as well.
    """
    user_id = viewer().user_id
    if request.method != "POST" or user_id is None or not (key := request.form.get(FIELD)):
        return None
    key_hash = sha256(key.encode("utf-8", "replace")).hexdigest()
    return Sending(user_id, key_hash, hash_of_body(key), spent_key(user_id, key_hash))
