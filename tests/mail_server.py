"""A mail server on the loopback address, for tests of what leaves by mail."""

import socketserver
import threading
from email import message_from_bytes

import pytest

BASE = "https://rapport.example"


class Conversation(socketserver.StreamRequestHandler):
    """One connection of a mail server that knows as much of RFC 5321 as a client asks of it."""

    def handle(self):
        self.say("220 mail.example")
        while line := self.rfile.readline():
            verb = line[:4].upper()
            if verb == b"DATA":
                self.say("354 go on")
                self.take()
            elif verb == b"QUIT":
                self.say("221 bye")
                break
            elif verb == b"RCPT":
                self.say(self.server.answer)
            else:
                self.say("250 ok")

    def say(self, words):
        self.wfile.write(f"{words}\r\n".encode())

    def take(self):
        lines = iter(self.rfile.readline, b".\r\n")
        self.server.mails.append(message_from_bytes(b"".join(lines)))
        self.say("250 taken")


@pytest.fixture
def server(app, monkeypatch):
    """Return a mail server on the loopback address, which the office is set to use."""
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Conversation) as made:
        made.daemon_threads, made.mails, made.answer = True, [], "250 ok"
        thread = threading.Thread(target=made.serve_forever, args=(0.01,))
        thread.start()
        settings = {"HOST": "127.0.0.1", "PORT": str(made.server_address[1]), "TLS": "no"}
        for name, value in settings.items():
            monkeypatch.setitem(app.config, f"RAPPORT_SMTP_{name}", value)
        monkeypatch.setitem(app.config, "RAPPORT_BASE_URL", BASE)
        yield made
        made.shutdown()
        thread.join()
