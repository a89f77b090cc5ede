"""What was written of gifts in an event becomes a gift of the register, and words again."""

import json

import pytest
from flask_migrate import downgrade, upgrade

from planner.app import create_app
from planner.db import db
from tests.terms.test_migrating import FOLDER, put, revision_before, rows

pytestmark = pytest.mark.no_database
WORDS = "Two books for the mayor,\nbelow the limit"
LONG = "A bowl " * 60


@pytest.fixture(params=["sqlite", "postgresql"])
def before(request, tmp_path, own_database):
    """Return an application whose database stands before there was a register of gifts."""
    app = create_app(own_database(request.param, tmp_path, revision_before("protocol")))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def plan(uid, details):
    return put(
        "event", uid=f"{uid:032}", title="Old", kind="ceremony", state="concept",
        date_precision="day", zone="UTC", modality="in_person", details=details, version=1,
        marking=0,
    )  # fmt: skip


def details():
    return [
        json.loads(kept) if isinstance(kept, str) else kept for (kept,) in rows("event", "details")
    ]


def test_gifts_move_into_the_register_and_back(before):
    kind = {"name": "Parade", "family": "culture", "position": 1}
    put("event_kind", code="parade", asks="gifts venue protocol", **kind)
    first = plan(1, {"gifts": WORDS, "venue": "Hall", "protocol": "Both anthems"})
    second = plan(2, {"gifts": LONG})
    plan(3, {"venue": "Port"})

    upgrade(directory=FOLDER)
    assert rows("gift", "event_id", "note", "direction", "place") == [
        (first, WORDS, "given", "planned"),
        (second, LONG, "given", "planned"),
    ]
    (long,), (short,) = rows("gift", "what")
    assert short == WORDS.replace("\n", " ")
    assert long.startswith("A bowl A bowl") and long.endswith(" …") and len(long) <= 200
    assert {"venue": "Hall", "protocol": "Both anthems"} in details()
    assert not any("gifts" in one for one in details())
    assert ("parade", "venue") in rows("event_kind", "code", "asks")

    downgrade(directory=FOLDER, revision=revision_before("protocol"))
    assert {"gifts": WORDS, "venue": "Hall", "protocol": "Both anthems"} in details()
    assert {"gifts": LONG} in details()
