"""A real Chromium against a real server with the sample office in it."""

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, expect

from tests.browser import faces
from tests.launching import planner
from tests.patterns import Patterns
from tests.served import free_port

HOUSE = Path(__file__).parent.parent.parent
# How long a state is waited for, in milliseconds: long enough for a machine that others use too.
# A page that is right is seen at once; only a wrong one takes this long.
PATIENCE = 300_000
FLAGS = (
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
)


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict:
    """Use the system's Chromium; without one the tests fail, they are not skipped."""
    chromium = os.environ.get("PLANNER_CHROMIUM") or shutil.which("chromium")
    assert chromium, "no Chromium: install it or name it in PLANNER_CHROMIUM"
    sandbox = ["--no-sandbox"] if os.geteuid() == 0 else []
    return {"executable_path": chromium, "args": [*FLAGS, *sandbox], "timeout": PATIENCE}


@pytest.fixture(scope="session", autouse=True)
def patient_expectations() -> None:
    """Let `expect(…)` wait as long as everything else does."""
    expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browsers(
    browser: Browser,
    browser_type: BrowserType,
    browser_type_launch_args: dict,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[dict[str | None, Browser]]:
    """Return a browser by face: with the machine's own fonts, the widest, and the narrowest."""
    folder = tmp_path_factory.mktemp("faces")
    made: dict[str | None, Browser] = {None: browser}
    for face in faces.FACES:
        fonts = {"FONTCONFIG_FILE": str(faces.only(face, folder / face))}
        made[face] = browser_type.launch(**browser_type_launch_args, env=os.environ | fonts)
    yield made
    for face in faces.FACES:
        made[face].close()


@dataclass
class Site:
    """The running product: its address and a sign-in for each role."""

    address: str
    sign_ins: dict[str, tuple[str, str]]
    states: dict[str, dict] = field(default_factory=dict)


def environment(folder: Path) -> dict[str, str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("RAPPORT_")}
    return clean | {"RAPPORT_INSTANCE": str(folder), "PYTHONPATH": str(HOUSE)}


def command(folder: Path, *arguments: str) -> None:
    done = planner(*arguments, folder=HOUSE, RAPPORT_INSTANCE=str(folder))
    assert done.returncode == 0, done.stderr


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory, patterns: Patterns) -> Iterator[Site]:
    """Serve the sample office as the demo does, on a port of its own.

    The office is made once; each process of a run has a copy.
    """

    def make(path: Path) -> None:
        patterns.migrated_in(path)
        command(path, "demo", "--nation", "US")

    folder = tmp_path_factory.mktemp("site") / "office"
    shutil.copytree(patterns.made("demo-US", make), folder)
    port = free_port()
    options = ["--workers", "1", "--threads", "4", "--bind", f"127.0.0.1:{port}"]
    server = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *options, "wsgi:app"],
        env=environment(folder),
        cwd=HOUSE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    wait_for(port, server)
    urlopen(f"{address}/health", timeout=PATIENCE / 1000).close()
    lines = (folder / "demo-sign-ins.txt").read_text().splitlines()
    sign_ins = {role: (name, word) for _, role, name, word in (line.split() for line in lines)}
    yield Site(address, sign_ins)
    server.terminate()
    server.wait(PATIENCE / 1000)


def wait_for(port: int, server: subprocess.Popen) -> None:
    """Return once the port is open; between two tries the server has a quarter of a second."""
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        with suppress(subprocess.TimeoutExpired):
            server.wait(0.25)
            pytest.fail("the server ended")


def sign_in(page: Page, site: Site, role: str) -> None:
    """Sign in by the page, as a person would."""
    address, password = site.sign_ins[role]
    page.goto(f"{site.address}/sign-in")
    page.get_by_label("E-mail address").fill(address)
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(f"{site.address}/")


class Watched:
    """A page that notes console errors, failed answers and requests to other origins."""

    def __init__(self, context: BrowserContext, site: Site) -> None:
        self.site = site
        self.problems: list[str] = []
        self.page = context.new_page()
        self.page.on("console", self.note_console)
        self.page.on("pageerror", lambda error: self.problems.append(f"script: {error}"))
        self.page.on("request", self.note_request)

    def note_console(self, message) -> None:
        if message.type == "error" and "422" not in message.text:
            self.problems.append(f"console: {message.text}")

    def note_request(self, request) -> None:
        if not request.url.startswith((self.site.address, "data:", "about:", "blob:")):
            self.problems.append(f"left the origin: {request.url}")

    def open(self, path: str):
        return self.page.goto(self.site.address + path)


@pytest.fixture
def visit(browsers: dict[str | None, Browser], site: Site) -> Iterator:
    """Return a function that opens a signed-in page: `visit("planner", width=320, dark=True)`."""
    contexts: list[BrowserContext] = []
    watched: list[Watched] = []

    def make(role=None, width=1280, height=900, dark=False, script=True, face=None):
        browser = browsers[face]
        if role and role not in site.states:
            first = browser.new_context()
            first.set_default_timeout(PATIENCE)
            sign_in(first.new_page(), site, role)
            site.states[role] = first.storage_state()
            first.close()
        context = browser.new_context(
            storage_state=site.states[role] if role else None,
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            locale="en-GB",
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        watched.append(Watched(context, site))
        return watched[-1]

    yield make
    for context in contexts:
        context.close()
    problems = [problem for one in watched for problem in one.problems]
    assert not problems, problems
