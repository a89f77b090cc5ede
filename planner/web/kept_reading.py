"""What is kept for who is looking: one form by its reference, or all of them."""

from dataclasses import replace

from flask import g, has_request_context, request

from planner.clock import now
from planner.web.access import viewer
from planner.web.kept_rows import KEPT_FOR
from planner.web.kept_seals import hashed, opened, random_of
from planner.web.kept_words import ARG, SentForm
from planner.web.queries import kept_form, kept_forms


def is_mine(ref: str) -> bool:
    """Say whether a reference was made for who is looking, whatever became of the form."""
    return bool(random_of(ref, viewer().user_id))


def words_of(ref: str) -> SentForm | None:
    """Return what is kept under a reference of the viewer; None for anybody else's."""
    user_id = viewer().user_id
    random = random_of(ref, user_id)
    if not random or user_id is None:
        return None
    octets = kept_form(user_id, hashed(random), now() - KEPT_FOR)
    return opened(octets, user_id) if octets else None


def has_some(user_id: int) -> bool:
    """Say whether anything is kept for a user."""
    return bool(kept_forms(user_id, now() - KEPT_FOR))


def all_mine() -> list[SentForm]:
    """Return what is kept for the viewer, the newest first."""
    user_id = viewer().user_id
    if user_id is None:
        return []
    rows = kept_forms(user_id, now() - KEPT_FOR)
    found = [(opened(octets, user_id), at) for octets, at in rows]
    return [replace(words, at=at) for words, at in found if words]


def ref_here() -> str:
    """Return the reference of the kept form that this page shows."""
    if not has_request_context():
        return ""
    return str(g.get("shown_ref") or (request.form.get(ARG) if request.method == "POST" else ""))
