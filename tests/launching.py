"""`planner …` as a process of its own, begun in a moment.

A process that has read the product's modules once waits (`python -m tests.launching wait`); each
command is a copy of it, with the folder, the environment, the umask and the open files that it
was asked for. It may also wait behind a socket for shells (`listen`), whose commands pass on what
they were asked (`ask`). What begins from nothing is tried by test_documented_commands, each
command once, and by test_light.
"""

import atexit
import gc
import json
import os
import socket
import sys
from array import array
from importlib import import_module
from pathlib import Path
from subprocess import CompletedProcess, Popen
from tempfile import TemporaryFile

ROOT = Path(__file__).parent.parent
OPEN_UMASK = 0o022


def planner(*words, folder, typed="", umask=OPEN_UMASK, **environment):
    """Run `planner` as a shell would, in a folder of the caller's; nothing else is set for it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("RAPPORT_")}
    asked = {"words": words, "folder": str(folder), "umask": umask, "env": kept | environment}
    with TemporaryFile() as given, TemporaryFile() as told, TemporaryFile() as wrong:
        given.write(typed.encode())
        given.seek(0)
        code = waiting().run(asked, (given, told, wrong))
        told.seek(0)
        wrong.seek(0)
        return CompletedProcess(words, code, told.read().decode(), wrong.read().decode())


class Waiting:
    """The process that has read the modules, and the line to it."""

    def __init__(self) -> None:
        self.line, far = socket.socketpair()
        with far:
            command = [sys.executable, "-m", "tests.launching", "wait", str(far.fileno())]
            self.process = Popen(command, cwd=ROOT, pass_fds=[far.fileno()])
        atexit.register(self.stop)

    def run(self, asked, files):
        """Return the exit code of one command."""
        return ask(self.line, asked, [file.fileno() for file in files])

    def stop(self):
        """Let it end: there is nobody at this end of the line any more."""
        self.line.close()
        self.process.wait()


def ask(line, asked, numbers):
    """Ask over a line for a command with open files by number; return its exit code."""
    body = json.dumps(asked).encode()
    socket.send_fds(line, [len(body).to_bytes(4)], numbers)
    line.sendall(body)
    return json.loads(line.recv(16))


def pass_on(path, words):
    """Be a command of a shell: ask whoever listens at a path, and end with the same exit code."""
    os.umask(umask := os.umask(0))
    asked = {"words": words, "folder": str(Path.cwd()), "umask": umask, "env": dict(os.environ)}
    with socket.socket(socket.AF_UNIX) as line:
        line.connect(path)
        code = ask(line, asked, [0, 1, 2])
    sys.exit(code)


_waiting = []


def waiting():
    """Return this process's waiting one, begun when it is first asked for."""
    if not _waiting:
        _waiting.append(Waiting())
    return _waiting[0]


# --- In the process that waits --------------------------------------------------------------


def listen(door):
    """Wait for commands on every line that is opened to a door."""
    while True:
        line, _address = door.accept()
        with line:
            wait_for_commands(line)


def wait_for_commands(line):
    """Begin a copy for each command that is asked for, until the line is closed."""
    room = socket.CMSG_SPACE(3 * array("i").itemsize)
    while head := line.recvmsg(4, room):
        if not head[0]:
            return
        files = array("i", head[1][0][2])
        length, body = int.from_bytes(head[0]), b""
        while len(body) < length:
            body += line.recv(length - len(body))
        child = os.fork()
        if child == 0:
            line.close()
            begin(json.loads(body), files)
        for file in files:
            os.close(file)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        line.sendall(json.dumps(code).encode())


def read_modules():
    """Read what commands read."""
    from planner.cli import COMMANDS
    from planner.rooms import ROOMS, WITHOUT_PAGES

    import_module("planner.app")
    for name in ROOMS:
        if name not in WITHOUT_PAGES:
            import_module(f"planner.{name}.views")
    for place in COMMANDS.values():
        import_module(place.partition(":")[0])
    gc.collect()
    gc.freeze()


def begin(asked, files):
    """Become the command, and end as it ends: with its exit code, its connections closed."""
    for number, file in enumerate(files):
        os.dup2(file, number)
        os.close(file)
    os.chdir(asked["folder"])
    os.umask(asked["umask"])
    os.environ.clear()
    os.environ.update(asked["env"])
    sys.argv = ["planner", *asked["words"]]
    from planner.cli import main

    main()
    sys.exit()


if __name__ == "__main__":
    way, place, *told = sys.argv[1:]
    if way == "ask":
        pass_on(place, told)
    read_modules()
    {"wait": wait_for_commands, "listen": listen}[way](socket.socket(fileno=int(place)))
