"""The product as a running server, and what a client of it needs."""

import http.client
import os
import re
import socket
import subprocess
import sys
from contextlib import contextmanager, suppress
from itertools import cycle, islice
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).parent.parent
PATIENCE = 600
"""Seconds that an answer or an end may take beside other work; what is right is there at once."""
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


_ports = islice(cycle(range(20_000, 32_000)), os.getpid() * 37 % 12_000, None)
"""Every process begins at a place of its own."""


def free_port():
    """Return a port that nobody has, below those that the system gives to whoever connects.

    What is asked of the system could be given away again before a server takes it.
    """
    return next(port for port in _ports if is_free(port))


def is_free(port):
    with socket.socket() as asked, suppress(OSError):
        asked.bind(("127.0.0.1", port))
        return True
    return False


class Served:
    """A server process on the loopback address."""

    def __init__(self, process, port, log) -> None:
        self.process, self.port, self.log = process, port, log

    def connect(self):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def socket(self, text=""):
        """Return an open socket on which some text was sent; close it with `with`."""
        opened = socket.create_connection(("127.0.0.1", self.port), timeout=PATIENCE)
        opened.sendall(text.encode())
        return opened

    def get(self, path, connection=None, **headers):
        """Return the answer and its text."""
        return self.ask(connection, "GET", path, headers=headers)

    def post(self, path, values, connection=None, **headers):
        """Return the answer to a form and its text."""
        body = urlencode(values, doseq=True)
        return self.ask(connection, "POST", path, body=body, headers=FORM | headers)

    def ask(self, connection, *words, **more):
        """Send a request, on a connection of its own unless one is given."""
        used = connection or self.connect()
        try:
            used.request(*words, **more)
            answer = used.getresponse()
            return answer, answer.read().decode()
        finally:
            if connection is None:
                used.close()

    def sign_in(self, email, password):
        """Return the cookies of a user, good for sending forms."""
        answer, page = self.get("/sign-in")
        cookie = cookies(answer)
        values = {"csrf_token": hidden(page, "csrf_token"), "email": email, "password": password}
        answer, page = self.post("/sign-in", values, Cookie=cookie)
        assert answer.status == 303, page
        cookie = cookies(answer, cookie)
        return cookies(self.get("/account/", Cookie=cookie)[0], cookie)

    def wait_until_it_answers(self, path):
        """Return its first answer; fail when the process ends before."""
        while True:
            try:
                return self.get(path)
            except OSError:
                self.watch()

    def watch(self):
        """Give the process a moment; fail when it ends meanwhile."""
        try:
            self.process.wait(0.1)
        except subprocess.TimeoutExpired:
            return
        raise AssertionError(self.log.read_text())

    def stop(self):
        """Stop it as an administrator would; return its exit code."""
        self.process.terminate()
        return self.process.wait(PATIENCE)


def cookies(answer, before=""):
    """Return the cookies of a browser after an answer."""
    kept = dict(one.split("=", 1) for one in before.split("; ") if one)
    for line in answer.headers.get_all("Set-Cookie") or ():
        name, value = line.split(";")[0].split("=", 1)
        kept[name] = value
    return "; ".join(f"{name}={value}" for name, value in kept.items())


def hidden(page, name):
    """Return the value of a hidden field."""
    return re.search(rf'name="{name}"[^>]*value="([^"]+)"', page)[1]


@contextmanager
def served(folder, *words, path="/health", **environment):
    """Run a command that serves, with `{port}` in its words filled in."""
    port, log = free_port(), folder / "server.log"
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RAPPORT_")}
    with log.open("w") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", *(word.format(port=port) for word in words)],
            cwd=ROOT,
            env=kept | {"RAPPORT_INSTANCE": str(folder)} | environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    server = Served(process, port, log)
    try:
        server.wait_until_it_answers(path)
        yield server
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()
