"""Answers are packed when the client asks, say so, and hold the same as the plain ones."""

import gzip
import re
from pathlib import Path

import pytest
from flask import Response

from planner.app import create_app
from planner.web import compression
from planner.web.access import ANYONE, may
from tests.factories import make_event
from tests.pages import PageClient
from tests.test_access_walk import VARIES

ASKS = {"Accept-Encoding": "gzip, deflate, br"}
STYLE = "/static/css/components.css"


@pytest.fixture(scope="module")
def served(app):
    """Return an application with answers of every sort."""
    made = create_app(
        {"RAPPORT_INSTANCE": app.config["RAPPORT_INSTANCE"], "RATELIMIT_ENABLED": False}
    )
    closed = []

    @made.route("/try/stream")
    @may(ANYONE)
    def stream():
        def rows():
            try:
                for number in range(500):
                    yield f"row {number},some words\r\n"
            finally:
                closed.append(True)

        return Response(rows(), content_type="text/csv; charset=utf-8")

    @made.route("/try/<int:length>/<path:mime>")
    @may(ANYONE)
    def sized(length, mime):
        return Response(b"a" * length, content_type=mime)

    @made.route("/try/packed")
    @may(ANYONE)
    def already():
        answer = Response(gzip.compress(b"a" * 5000), content_type="text/html")
        answer.headers["Content-Encoding"] = "gzip"
        return answer

    @made.route("/try/bug")
    @may(ANYONE)
    def bug():
        raise ValueError

    made.closed = closed
    return made


def ask(client, url, **headers):
    return client.client.get(url, headers=headers, buffered=True)


def words(text):
    return VARIES.sub("", re.sub(r'value="[\w~.=-]{40,}"', "", text))


@pytest.mark.parametrize(
    "url",
    ["/events/", "/events/new", "/events.csv", "/reports/", "/no/such/page", "/search?q=a"],
)
def test_a_packed_answer_holds_what_the_plain_one_holds(client_as, url):
    for number in range(8):
        make_event(title=f"Talks {number}")
    client = client_as("planner")
    client.get("/events/")
    plain, packed = ask(client, url), ask(client, url, **ASKS)
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.status_code == plain.status_code
    assert int(packed.headers["Content-Length"]) == len(packed.data) < len(plain.data)
    text = gzip.decompress(packed.data).decode()
    assert words(text) == words(plain.get_data(as_text=True))
    for answer in (plain, packed):
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert answer.headers["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("header", "is_packed"),
    [
        ("gzip", True),
        ("GZIP;q=0.5", True),
        ("*", True),
        ("br, deflate", False),
        ("gzip;q=0", False),
        ("identity", False),
        ("*;q=0", False),
        ("gzip;q=0, *", False),
        ("", False),
        ("¿;q=x", False),
    ],
)
def test_it_is_packed_only_when_the_client_asks(served, header, is_packed):
    answer = ask(PageClient(served, None), "/sign-in", **{"Accept-Encoding": header})
    assert (answer.headers.get("Content-Encoding") == "gzip") is is_packed


@pytest.mark.parametrize(
    ("url", "is_packed"),
    [
        ("/try/1023/text/html", False),
        ("/try/1024/text/html", True),
        ("/try/5000/text/csv", True),
        ("/try/5000/image/png", False),
        ("/try/5000/application/zip", False),
        ("/try/5000/application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", False),
        ("/health", False),
    ],
)
def test_tiny_answers_and_what_is_packed_already_stay_as_they_are(served, url, is_packed):
    answer = ask(PageClient(served, None), url, **ASKS)
    assert ("Content-Encoding" in answer.headers) is is_packed
    assert "Vary" in answer.headers or not is_packed


def test_what_a_view_packed_is_not_packed_again(served):
    answer = ask(PageClient(served, None), "/try/packed", **ASKS)
    assert gzip.decompress(answer.data) == b"a" * 5000


def test_a_workbook_is_left_alone(client_as):
    make_event(title="Talks")
    answer = ask(client_as("planner"), "/events.xlsx", **ASKS)
    assert "Content-Encoding" not in answer.headers
    assert answer.data[:2] == b"PK"


def test_a_stream_stays_a_stream(served):
    answer = served.test_client().get("/try/stream", headers=ASKS, buffered=False)
    pieces = list(answer.response)
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Content-Length" not in answer.headers
    assert len(pieces) > 400
    text = gzip.decompress(b"".join(pieces)).decode()
    assert text.splitlines()[499] == "row 499,some words"
    answer.close()
    assert served.closed


def test_a_page_of_an_error_is_packed_too(served):
    answer = ask(PageClient(served, None), "/try/bug", **ASKS)
    assert answer.status_code == 500
    assert "Something went wrong" in gzip.decompress(answer.data).decode()


def test_a_head_request_tells_of_the_same_answer(served):
    client = PageClient(served, None).client
    for url in (STYLE, "/try/5000/text/html"):
        for headers in ({}, ASKS):
            whole, head = [
                call(url, headers=headers, buffered=True) for call in (client.get, client.head)
            ]
            assert head.data == b""
            for name in ("Content-Encoding", "Vary", "ETag", "Content-Type"):
                assert head.headers.get(name) == whole.headers.get(name), name
            told = abs(int(head.headers["Content-Length"]) - len(whole.data))
            assert told <= compression.MOST_PADDING


def test_files_are_packed_once_and_known_again_either_way(served):
    client = PageClient(served, None)
    plain, packed = ask(client, STYLE), ask(client, STYLE, **ASKS)
    content = Path(served.static_folder, "css/components.css").read_bytes()
    assert plain.data == content
    assert gzip.decompress(packed.data) == content
    assert ask(client, STYLE, **ASKS).data == packed.data
    assert len(packed.data) < len(content) / 2
    assert packed.headers["ETag"].startswith('W/"')
    for answer in (plain, packed):
        assert "Accept-Encoding" in answer.headers["Vary"]
        assert "max-age=31536000" in answer.headers["Cache-Control"]
        for headers in ({}, ASKS):
            again = ask(client, STYLE, **headers, **{"If-None-Match": answer.headers["ETag"]})
            assert (again.status_code, again.data) == (304, b"")
            assert "Accept-Encoding" in again.headers["Vary"]
            assert "Content-Encoding" not in again.headers


def test_a_part_of_a_file_is_given_plain(served):
    client = PageClient(served, None)
    answer = ask(client, STYLE, **ASKS, Range="bytes=0-99")
    assert (answer.status_code, len(answer.data)) == (206, 100)
    assert "Content-Encoding" not in answer.headers


def test_the_weight_of_a_page_varies_by_itself(served):
    client = PageClient(served, None)
    weights = {len(ask(client, "/try/5000/text/html", **ASKS).data) for _ in range(20)}
    assert len(weights) > 5
