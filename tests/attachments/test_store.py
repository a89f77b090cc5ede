"""The store: nothing half-written, what belongs to nothing is swept, what is wrong is told."""

import ast
import re
from datetime import timedelta
from hashlib import sha256
from io import BytesIO

import pytest

from planner import clock
from planner.attachments import actions
from planner.attachments.arriving import arrive, arriving
from planner.attachments.faults import attachment_faults
from planner.attachments.models import Attachment
from planner.attachments.store import store
from planner.attachments.sweeping import sweep_attachments
from planner.db import db
from planner.errors import RuleBroken
from tests.attachments.conftest import attached, send
from tests.attachments.documents import pdf
from tests.factories import make_event
from tests.meaning import MODULES

DIGEST = sha256(pdf()).hexdigest()


@pytest.fixture(params=["folder", "memory"])
def place(request, app, own_store):
    """Keep the octets in a folder, or in a store that fsspec reaches."""
    if request.param == "memory":
        app.config["RAPPORT_FILES"] = f"memory://{own_store.parent.name}"
    return request.param


def put(octets):
    with arriving() as files:
        files.append(arrive(BytesIO(octets)))
        store().put(files[0].path, files[0].digest)


def test_what_is_put_is_there_whole_and_goes_when_it_is_removed(place):
    where = store()
    put(pdf())
    put(pdf())
    with where.open(DIGEST) as stream:
        stream.seek(5)
        assert stream.read() == pdf()[5:]
    assert where.size(DIGEST) == len(pdf())
    assert [digest for digest, _at in where.kept()] == [DIGEST]
    where.remove(DIGEST)
    where.remove(DIGEST)
    assert where.size(DIGEST) is None
    assert where.size("../../etc/passwd") is None
    assert not list(where.kept())


def test_what_belongs_to_nothing_is_swept_after_an_hour(place):
    event, now = make_event(), clock.now()
    row = attached("event", event)
    put(b"nobody's")
    db.session.commit()
    sweep_attachments(now)
    assert len(list(store().kept())) == 2
    later = now + timedelta(hours=2)
    sweep_attachments(later)
    assert [digest for digest, _at in store().kept()] == [row.sha256]


def test_what_an_undo_could_bring_back_is_spared_and_then_goes(client_as, clock_at):
    row, client = attached("event", make_event()), client_as("planner")
    began = clock.now()
    assert client.post(f"/attachments/{row.id}/remove").status == 303
    sweep_attachments(began + timedelta(minutes=50))
    assert store().size(DIGEST)
    sweep_attachments(began + timedelta(hours=2))
    assert store().size(DIGEST) is None


def test_a_save_that_fails_leaves_no_row_and_what_it_wrote_is_swept(client_as, monkeypatch):
    def fail(*_arguments):
        raise RuleBroken("The disk is full.")

    monkeypatch.setattr(actions, "check_room", fail)
    answer = send(
        client_as("planner"), f"/attachments/new?event={make_event().id}", ("a.pdf", pdf())
    )
    assert (answer.status, "The disk is full." in answer.text) == (422, True)
    assert db.session.query(Attachment).count() == 0
    assert not list(store().kept())


def test_missing_spoiled_and_stray_documents_are_told(app, client_as, own_store):
    now = clock.now()
    row = attached("event", make_event())
    db.session.commit()
    assert attachment_faults(now) == []
    path = own_store / DIGEST[:2] / DIGEST
    path.write_bytes(pdf()[:-1] + b"!")
    assert "is spoiled" in attachment_faults(now)[0]
    assert attachment_faults(now, with_digests=False) == []
    path.chmod(0o644)
    assert any("chmod 600" in one for one in attachment_faults(now, with_digests=False))
    path.unlink()
    assert f"The document {DIGEST} is not in the store" in attachment_faults(now)[0]
    page = client_as("planner").get(f"/attachments/{row.id}/file")
    assert (page.status, "not in the store any more" in page.text) == (422, True)
    put(b"nobody's")
    assert any("belong to nothing" in one for one in attachment_faults(now + timedelta(days=2)))
    app.config["RAPPORT_SCANNER"] = "no-such-scanner --quick"
    assert any("no-such-scanner" in one for one in attachment_faults(now))
    app.config["RAPPORT_FILES"] = "nosuchstore://bucket"
    assert "driver is not installed" in attachment_faults(now)[0]


@pytest.mark.no_database
def test_the_libraries_are_imported_where_they_are_asked_and_not_at_the_start():
    for module in MODULES:
        for node in ast.parse(module.path.read_text()).body:
            assert not re.match("(import|from) (fsspec|puremagic)", ast.unparse(node)), module.name
