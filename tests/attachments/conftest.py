"""What the tests of attachments share: a store of their own, and a way to send files."""

from io import BytesIO

import pytest
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import encode_multipart

from planner.attachments.actions import attach
from planner.attachments.holders import BY_NAME, HeldRow
from planner.attachments.models import Attachment
from planner.attachments.uploads import look_at
from planner.choices import Marking, Role
from planner.shapes.attachment import NewAttachments
from planner.viewers import Viewer
from tests.attachments.documents import pdf
from tests.factories import NOW


@pytest.fixture(autouse=True)
def own_store(request, tmp_path):
    """Keep the octets of each test in a folder of its own."""
    if request.node.get_closest_marker("no_database"):
        yield None
        return
    settings = request.getfixturevalue("app").config
    before = {name: settings[name] for name in settings if name.startswith("RAPPORT_")}
    settings["RAPPORT_FILES"] = str(tmp_path / "store")
    yield tmp_path / "store"
    settings.update(before)


def send(client, address, *files, headers=None, **fields):
    """Send files as the form does."""
    sent = {"files": [FileStorage(BytesIO(octets), name) for name, octets in files]} | fields
    boundary, body = encode_multipart(MultiDict(sent))
    kind = f"multipart/form-data; boundary={boundary}"
    return client.post(address, body, content_type=kind, headers=headers or {})


DESK = Viewer(None, frozenset({Role.COUNTRY_DESK}), Marking.OFFICIAL_SENSITIVE, None)


def attached(kind, row, name="programme.pdf", octets=None, viewer=DESK, **written):
    """Attach a document by the action, and return it."""
    held, files = HeldRow(BY_NAME[kind], row), []
    storage = FileStorage(BytesIO(octets or pdf()), name)
    told = look_at(storage, held, files)
    assert not told.why_not, told
    (made,) = attach(held, [told.looked], NewAttachments(**written), viewer=viewer, now=NOW)
    assert isinstance(made, Attachment)
    return made
