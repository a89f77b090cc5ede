"""The product behind its real server: slow senders, kept connections, large bodies, an end."""

import os
import re
import select
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from threading import Barrier

import pytest
from sqlalchemy import func
from sqlalchemy import select as select_rows

from planner.accounts.passwords import set_password
from planner.app import create_app
from planner.config import LARGEST_BODY
from planner.db import db
from planner.events.models import Event
from planner.server import receiving, serving
from planner.viewers import EVERYTHING
from tests.factories import make_nation, make_user
from tests.served import PATIENCE, ROOT, hidden, served

pytestmark = pytest.mark.no_database

ADDRESS, PASSWORD = "ada@rapport.example", "three quiet herons"
GUNICORN = ("gunicorn", "--bind", "127.0.0.1:{port}")
SIGN_IN = (
    "POST /sign-in HTTP/1.1\r\nHost: rapport\r\nContent-Type: application/x-www-form-urlencoded\r\n"
)
PART = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\nabc"
SMALL_APP = """
import os
from threading import Event

def app(environ, start_response):
    if environ["PATH_INFO"] == "/stuck":
        Event().wait()
    body = environ["wsgi.input"].read() or str(os.getpid()).encode()
    start_response("200 OK", [("Content-Length", str(len(body)))])
    return [body]
"""


def make_office(folder, **settings):
    """Make an office with one planner in a migrated database; return its application."""
    office = create_app({"RAPPORT_INSTANCE": str(folder), **settings})
    with office.app_context():
        db.session.info["viewer"] = EVERYTHING
        make_nation("FR", is_partner=True)
        set_password(make_user(email=ADDRESS, name="Ada"), PASSWORD)
        db.session.commit()
        db.session.remove()
    return office


@pytest.fixture(scope="module")
def server(patterns, tmp_path_factory):
    """Return the product, served by the command that an office uses."""
    folder = tmp_path_factory.mktemp("served")
    patterns.migrated_in(folder)
    make_office(folder)
    with served(folder, "planner.cli", "serve", "--port", "{port}") as running:
        yield running


@pytest.fixture
def small(tmp_path):
    """Return a function that serves a small application with other limits."""
    (tmp_path / "smallapp.py").write_text(SMALL_APP)

    def serve(*words, **limits):
        lines = [(ROOT / "gunicorn.conf.py").read_text()]
        lines += ["from planner.server import receiving, serving"]
        for name, value in limits.items():
            module = "receiving" if hasattr(receiving, name) else "serving"
            lines.append(f"{module}.{name} = {value}")
        config = tmp_path / "config.py"
        config.write_text("\n".join(lines))
        paths = os.pathsep.join([str(ROOT), str(tmp_path)])
        words = (*GUNICORN, "-c", str(config), *words, "smallapp:app")
        return served(tmp_path, *words, path="/", PYTHONPATH=paths)

    return serve


def is_open(opened):
    """Say whether the server has neither answered nor closed."""
    readable, _, _ = select.select([opened], [], [], 0)
    return not readable


def read_answer(opened):
    """Return everything until the server closes or the answer is complete."""
    found = b""
    while more := opened.recv(65536):
        found += more
        head, _, body = found.partition(b"\r\n\r\n")
        length = re.search(rb"(?i)content-length: (\d+)", head)
        if length and len(body) >= int(length[1]):
            break
    return found.decode()


@pytest.mark.parametrize("count", [16, 32, 300])
@pytest.mark.parametrize(
    "begun",
    [SIGN_IN + "Content-Length: 5000\r\n\r\nemail=a", SIGN_IN + "X-Slow", ""],
    ids=["body", "headers", "nothing"],
)
def test_slow_senders_keep_nobody_waiting(server, begun, count):
    with ExitStack() as opened:
        slow = [opened.enter_context(server.socket(begun)) for _ in range(count)]
        cookie = server.sign_in(ADDRESS, PASSWORD)
        for path in ("/", "/events/", "/events/new", "/health"):
            for one in slow:
                if begun:
                    one.sendall(b"a")
            answer, _page = server.get(path, Cookie=cookie)
            assert answer.status == 200
        assert all(is_open(one) for one in slow)
        if "\r\n\r\n" in begun:
            slow[0].sendall(b"b" * 5000)
            assert read_answer(slow[0]).startswith("HTTP/1.1 400")


def test_fifty_users_keep_their_connections(server):
    start = Barrier(50)

    def use(_number):
        connection = server.connect()
        connection.connect()
        start.wait()
        first = connection.sock
        for _ in range(6):
            answer, _text = server.get("/health", connection)
            assert answer.status in {200, 429}
            told = answer.getheader("Keep-Alive")
            assert told == f"timeout={receiving.TOLD_KEEP_ALIVE}"
            assert connection.sock is first, "the server closed a connection that it had kept"
            start.wait()  # everybody pauses until the slowest is there
        connection.close()

    with ThreadPoolExecutor(50) as users:
        list(users.map(use, range(50)))
    assert receiving.TOLD_KEEP_ALIVE <= serving.KEEP_ALIVE - 15 - serving.LOOK_EVERY


def test_a_pause_beyond_the_limit_ends_in_a_clean_close(small):
    with small(KEEP_ALIVE=1, LOOK_EVERY=1) as server:
        kept = [server.connect() for _ in range(50)]
        for connection in kept:
            server.get("/", connection)
        for connection in kept:
            readable, _, _ = select.select([connection.sock], [], [], 120)
            assert readable
            assert connection.sock.recv(10) == b"", "an end, not a reset"
            connection.close()


@pytest.mark.parametrize("size", [LARGEST_BODY + 1, 4 * LARGEST_BODY])
def test_an_oversize_body_gets_the_products_page(server, size):
    with server.socket(SIGN_IN + f"Content-Length: {size}\r\n\r\n") as opened:
        for _ in range(size // 65536):
            opened.sendall(b"a" * 65536)
        opened.sendall(b"a" * (size % 65536))
        answer = read_answer(opened)
    assert answer.startswith("HTTP/1.1 413")
    assert "Rapport" in answer


def test_an_oversize_body_of_no_stated_size_gets_the_products_page(server):
    with server.socket(SIGN_IN + "Transfer-Encoding: chunked\r\n\r\n") as opened:
        for _ in range(LARGEST_BODY // 65536 + 1):
            opened.sendall(b"10000\r\n" + b"a" * 65536 + b"\r\n")
        opened.sendall(b"0\r\n\r\n")
        answer = read_answer(opened)
    assert answer.startswith("HTTP/1.1 413")
    assert "Rapport" in answer


def test_a_body_beyond_all_bounds_is_refused_before_it_is_sent(server):
    with server.socket(SIGN_IN + f"Content-Length: {10**12}\r\n\r\n") as opened:
        answer = read_answer(opened)
    assert answer.startswith("HTTP/1.1 413")
    assert "Rapport" in answer
    assert "Connection: close" in answer


def test_a_body_of_the_largest_size_reaches_the_product(server):
    with server.socket(SIGN_IN + f"Content-Length: {LARGEST_BODY}\r\n\r\n") as opened:
        opened.sendall(b"a" * LARGEST_BODY)
        answer = read_answer(opened)
    assert answer.startswith("HTTP/1.1 4")
    assert "413" not in answer.splitlines()[0]


def test_a_form_that_takes_files_may_carry_more(server):
    kind = "multipart/form-data; boundary=x"
    start = f"POST /attachments/new HTTP/1.1\r\nHost: rapport\r\nContent-Type: {kind}\r\n"
    head = b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n'
    body = head + b"a" * LARGEST_BODY + b"\r\n--x--\r\n"
    with server.socket(start + f"Content-Length: {len(body)}\r\n\r\n") as opened:
        opened.sendall(body)
        answer = read_answer(opened)
    assert answer.startswith(("HTTP/1.1 3", "HTTP/1.1 4")), answer[:200]
    assert "413" not in answer.splitlines()[0]


@pytest.mark.parametrize("length", [5000, 16000, 60000])
def test_a_long_address_gets_the_products_answer(server, length):
    answer, page = server.get("/nowhere/" + "a" * length)
    assert 400 <= answer.status < 500
    assert "Rapport" in page


@pytest.mark.parametrize(
    "text",
    [
        "GARBAGE\r\n\r\n",
        f"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: {'9' * 5000}\r\n\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
        "GET /" + "a" * 70000 + " HTTP/1.1\r\nHost: x\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
)
def test_what_is_no_request_is_refused_in_one_line(server, text):
    with server.socket(text) as opened:
        assert re.match(r"HTTP/1\.\d 4\d\d ", read_answer(opened))
    assert "Traceback" not in server.log.read_text()
    assert "uncaptured" not in server.log.read_text()


def test_a_request_that_does_not_arrive_in_time_is_told_so(small):
    with small(RECEIVE_SECONDS=0.5, LOOK_EVERY=0.5) as server:
        with server.socket(PART) as late:
            assert "408 Request Timeout" in read_answer(late).splitlines()[0]
        assert server.get("/")[0].status == 200


def test_a_process_with_a_stuck_request_is_replaced(small):
    with small("--workers", "1", "--graceful-timeout", "1", STUCK_SECONDS=0.5, LOOK_EVERY=0.5) as (
        server
    ):
        before = server.get("/")[1]
        with server.socket("GET /stuck HTTP/1.1\r\nHost: x\r\n\r\n") as stuck:
            assert stuck.recv(10) == b""
        _answer, after = server.wait_until_it_answers("/")
        assert after != before
        assert "A request is stuck" in server.log.read_text()


def test_new_connections_find_room_when_all_are_taken(small):
    with small("--workers", "1", CONNECTIONS=120) as server, ExitStack() as opened:
        for _ in range(400):
            opened.enter_context(server.socket(PART))
        for _ in range(20):
            assert server.get("/")[0].status == 200


def test_what_has_begun_is_answered_when_the_server_stops(small):
    with small() as server, server.socket(PART) as late:
        server.get("/")
        server.process.terminate()
        wait_until_nobody_listens(server)
        late.sendall(b"def")
        answer = read_answer(late)
        assert answer.startswith("HTTP/1.1 200")
        assert answer.endswith("abcdef")
        assert server.process.wait(PATIENCE) == 0


def wait_until_nobody_listens(server):
    while True:
        try:
            server.socket().close()
        except (ConnectionRefusedError, ConnectionResetError):
            return


def test_headers_of_a_proxy_reach_the_product_that_decides_whom_to_believe(tmp_path, patterns):
    patterns.migrated_in(tmp_path)
    make_office(tmp_path)
    forwarded = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"}
    with served(tmp_path, *GUNICORN, "wsgi:app", RAPPORT_TRUSTED_PROXIES="1") as server:
        answer, _page = server.get("/sign-in", **forwarded)
        assert answer.getheader("Strict-Transport-Security")
    with served(tmp_path, *GUNICORN, "wsgi:app") as server:
        answer, _page = server.get("/sign-in", **forwarded)
        assert not answer.getheader("Strict-Transport-Security")


def test_every_start_goes_through_one_file():
    options = "--worker-class", "--threads", "--timeout", "--keep-alive", " -k "
    for path in (ROOT / "run.sh", ROOT / "planner" / "server" / "commands.py"):
        assert not any(option in path.read_text() for option in options), path
    config = Path(ROOT / "gunicorn.conf.py").read_text()
    assert "planner.server.serving.ReceivingWorker" in config


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
def test_of_a_hundred_double_sends_none_makes_two(request, tmp_path, patterns, database):
    settings = {}
    if database == "postgresql":
        settings["RAPPORT_DATABASE_URL"] = request.getfixturevalue("postgres").migrated_url()
    else:
        patterns.migrated_in(tmp_path)
    office = make_office(tmp_path, **settings)
    with served(tmp_path, *GUNICORN, "wsgi:app", **settings) as server:
        cookie = server.sign_in(ADDRESS, PASSWORD)
        day = {"kind": "cultural_event", "day": "2030-11-21", "partner_codes": "FR"}
        pairs = []
        for number in range(100):
            page = server.get("/events/quick", Cookie=cookie)[1]
            form = page.partition("data-guard")[2]
            hidden_values = {name: hidden(form, name) for name in ("csrf_token", "once")}
            pairs.append(day | hidden_values | {"title": f"Twice {number}"})

        def send(both):
            values, together = both
            together.wait()
            return server.post("/events/quick", values, Cookie=cookie)[0]

        with ThreadPoolExecutor(2) as hands:
            for values in pairs:
                together = Barrier(2)
                answers = list(hands.map(send, [(values, together)] * 2))
                assert [answer.status for answer in answers] == [303, 303]
                assert len({answer.getheader("Location") for answer in answers}) == 1
    with office.app_context():
        db.session.info["viewer"] = EVERYTHING
        titles = db.session.execute(select_rows(Event.title, func.count()).group_by(Event.title))
        assert dict(titles.all()) == {f"Twice {number}": 1 for number in range(100)}
        db.session.remove()
        db.engine.dispose()
