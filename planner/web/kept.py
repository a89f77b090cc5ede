"""What was typed into a form that could not be saved: kept for its writer, for a day.

Packed, encrypted, bounded in size and number; see docs/decisions/kept-forms.md.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from flask import current_app, g, has_request_context, request
from flask.typing import ResponseReturnValue
from limits import RateLimitItemPerHour
from sqlalchemy import delete, insert
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from planner.clock import now
from planner.db import db
from planner.web.access import viewer
from planner.web.addresses import host_of, without
from planner.web.formkeys import ONCE, TOKEN, user_of_key
from planner.web.kept_words import ARG, SentForm, hashed, mark, opened, random_of, sealed
from planner.web.limits import address as sender
from planner.web.limits import limiter
from planner.web.models import KeptForm
from planner.web.queries import kept_form, kept_forms, kept_forms_before, may_sign_in

KEPT_FOR = timedelta(days=1)
LARGEST = 1024 * 1024
"""Octets of one form, unpacked: four times the largest that the product's pages send."""
MOST = 10
"""Forms kept for one user; the oldest makes room."""
FROM_NOBODY = RateLimitItemPerHour(120)
"""How many forms one address may leave without being signed in: an office after its lunch."""
NOT_TWICE = {ONCE, TOKEN, ARG}
"""Fields that are new each time a form is shown."""
PRIVATE = {"security", "account", "sessions"}
"""Where passwords are typed: nothing of it is kept."""

SHOWS_WORDS = "shows_words"
View = Callable[..., ResponseReturnValue]


@dataclass(frozen=True)
class Kept:
    """What became of the words of a form."""

    is_asked: bool = False
    """Whether there was anything to keep."""
    ref: str = ""
    """The reference that gives them back; empty when they could not be kept."""
    user_id: int | None = None

    @property
    def is_lost(self) -> bool:
        """Say whether there were words, and they are not kept."""
        return self.is_asked and not self.ref


def shows_words(view: View) -> View:
    """Declare that a view which only takes POST shows its form again when it saves nothing."""
    setattr(view, SHOWS_WORDS, True)
    return view


def gives_back(endpoint: str | None) -> bool:
    """Say whether an address shows the form that is sent to it, so that it can be filled again.

    The others are buttons: what they do must not be done without being pressed again.
    """
    if endpoint is None:
        return False
    is_page = any(
        "GET" in (rule.methods or ()) for rule in current_app.url_map.iter_rules(endpoint)
    )
    return is_page or bool(getattr(current_app.view_functions[endpoint], SHOWS_WORDS, False))


def sent_words() -> SentForm | None:
    """Return what was sent with this request, if it is anything that may be kept."""
    try:
        fields = list(request.form.items(multi=True))
    except HTTPException:
        return None
    is_private = request.blueprint in PRIVATE or any("password" in name for name, _ in fields)
    if request.method != "POST" or is_private or not gives_back(request.endpoint):
        return None
    fields = [pair for pair in fields if pair[0] not in NOT_TWICE]
    found = SentForm(without(request.full_path, ARG), fields)
    return found if found.typed else None


def owner() -> int | None:
    """Return whose form was sent: for whom it was made, who is signed in, or who was last."""
    made_for = user_of_key(request.form.get(ONCE, ""))
    return made_for or g.viewer.user_id or g.get("last_user")


def is_from_here() -> bool:
    """Say whether the form stood on a page of ours, as far as the browser tells."""
    if site := request.headers.get("Sec-Fetch-Site"):
        return site in {"same-origin", "none"}
    origin = request.headers.get("Origin")
    ours = (request.host_url, current_app.config["RAPPORT_BASE_URL"])
    return origin is None or host_of(origin) in {host_of(url) for url in ours if url}


def may_leave() -> bool:
    """Say whether who sends this may leave something; who is not signed in, only so often."""
    if g.viewer.user_id is not None or not limiter.enabled:
        return True
    return bool(limiter.limiter.hit(FROM_NOBODY, "kept", sender()))


def keep() -> Kept:
    """Keep what was sent with this request for its writer; never fails.

    In a transaction of its own: that of the request is over, or was never begun.
    """
    if is_shown_again():
        return Kept(is_asked=True, ref=g.shown_ref, user_id=viewer().user_id)
    words = sent_words()
    if words is None:
        return Kept()
    user_id = owner()
    size = sum(len(name) + len(value.encode()) for name, value in words.fields)
    if user_id is None or size > LARGEST or not is_from_here() or not may_leave():
        return Kept(is_asked=True)
    try:
        return Kept(is_asked=True, ref=written(words, user_id), user_id=user_id)
    except SQLAlchemyError as error:
        current_app.logger.warning("form not kept: %s", type(error).__name__)
        return Kept(is_asked=True)


def written(words: SentForm, user_id: int) -> str:
    """Write the words down in the place of what the same form left before; return the reference.

    The empty text when the user cannot sign in to have it back.
    """
    random = secrets.token_urlsafe(18)
    key_hash = hashed(request.form.get(ONCE) or request.path)
    row = {
        "user_id": user_id,
        "ref_hash": hashed(random),
        "key_hash": key_hash,
        "path_hash": hashed(request.path),
        "words": sealed(words, user_id, random),
        "at": now(),
    }
    shown_before = hashed(random_of(request.form.get(ARG, ""), user_id))
    with db.engine.begin() as connection:
        if not may_sign_in(connection, user_id):
            return ""
        connection.execute(delete(KeptForm).where(KeptForm.at <= now() - KEPT_FOR))
        same = KeptForm.key_hash.in_([key_hash]) | KeptForm.ref_hash.in_([shown_before])
        connection.execute(delete(KeptForm).where(KeptForm.user_id == user_id, same))
        old = kept_forms_before(connection, user_id, MOST - 1)
        connection.execute(delete(KeptForm).where(KeptForm.id.in_(old)))
        connection.execute(insert(KeptForm).values(row))
    return f"{random}~{mark(random, user_id)}"


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


def take() -> None:
    """Use up the kept form that is saved now, in the transaction of the action."""
    random = random_of(request.form.get(ARG, ""), viewer().user_id)
    if not random:
        return
    mine = (KeptForm.user_id == viewer().user_id, KeptForm.ref_hash == hashed(random))
    here = KeptForm.path_hash == hashed(request.path)
    db.session.connection().execute(delete(KeptForm).where(*mine, here))


def is_shown_again() -> bool:
    """Say whether this request only shows a kept form: nothing may be saved."""
    return has_request_context() and "shown_ref" in g


def sweep() -> int:
    """Delete what was kept for its day, with the transaction that is open; return how many."""
    statement = delete(KeptForm).where(KeptForm.at <= now() - KEPT_FOR)
    return db.session.connection().execute(statement).rowcount
