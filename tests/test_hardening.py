"""Production refuses an open address and secrets that can be guessed; `planner check` tells."""

import base64
import secrets

import pytest

from planner.commands import faults
from planner.config import SettingsError, read_settings
from planner.server.deployment import deployment_faults, setting_faults
from planner.server.files import private_file
from planner.server.hardening import MAKE_A_SECRET, is_web_address, random_bytes, weakness
from tests.test_commands import PRODUCTION

pytestmark = pytest.mark.no_database

NAMES = ("RAPPORT_SECRET_KEY", "RAPPORT_PASSWORD_SALT")
WEAK = [
    "k" * 64,
    "dev",
    "0" * 100,
    "changeme" * 8,
    "password1234" * 6,
    "0123456789abcdef" * 4,
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789",
    "a-very-long-secret-key-that-nobody-is-ever-going-to-guess-here",
    "the-quick-brown-fox-jumps-over-the-lazy-dog-and-runs-away-again",
    "The quick brown fox jumps over the lazy dog, and then it runs away.",
    "9f1c2ab7e04d5a68b3c7d9e01f24a6b8",  # 16 bytes in hexadecimal
    "Zk3vQ0x9YtB7wLr2NnHs8Pd5JcUe1MfA",  # 24 bytes in base64
    "8203ffd8-f32c-4bf6-b3e7-fbbc6c1f04d2",  # one UUID
    "7041928365" * 8,
]
MAKERS = {
    "token_urlsafe(48)": lambda: secrets.token_urlsafe(48),
    "token_urlsafe(32)": lambda: secrets.token_urlsafe(32),
    "token_hex(32)": lambda: secrets.token_hex(32),
    "openssl rand -base64 32": lambda: base64.b64encode(secrets.token_bytes(32)).decode(),
    "openssl rand -base64 48": lambda: base64.b64encode(secrets.token_bytes(48)).decode(),
    "openssl rand -hex 64": lambda: secrets.token_hex(64),
}


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("secret", WEAK)
def test_production_refuses_a_secret_that_can_be_guessed(name, secret):
    with pytest.raises(SettingsError, match=f"{name} can be guessed") as refusal:
        read_settings(PRODUCTION | {name: secret})
    assert MAKE_A_SECRET in str(refusal.value)
    assert secret not in str(refusal.value)


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_what_a_generator_makes_is_taken(make):
    for _ in range(200):
        made = make()
        assert not weakness(made), made


@pytest.mark.parametrize(("length", "bytes_held"), [(64, 32), (62, 31), (63, 31.5)])
def test_bytes_are_counted_by_what_a_text_is_drawn_from(length, bytes_held):
    assert random_bytes(secrets.token_hex(32)[:length]) == bytes_held


def test_two_secrets_that_are_one_are_refused():
    one = PRODUCTION[NAMES[0]]
    with pytest.raises(SettingsError, match="are the same"):
        read_settings(PRODUCTION | {NAMES[1]: one})


@pytest.mark.parametrize(
    "url",
    [
        "http://rapport.office.example",
        "http://192.168.1.10:5000",
        "http://10.0.0.1",
        "http://0.0.0.0:5000",
        "http://localhost.office.example",
        "http://127.0.0.1.office.example",
        "http://[2001:db8::1]/",
    ],
)
def test_production_refuses_an_unencrypted_address(url):
    with pytest.raises(SettingsError, match="must start with https://"):
        read_settings(PRODUCTION | {"RAPPORT_BASE_URL": url})
    assert setting_faults(read_settings({"RAPPORT_BASE_URL": url}))


@pytest.mark.parametrize(
    "url",
    [
        "https://rapport.office.example",
        "https://rapport.office.example:8443/",
        "http://localhost:5000",
        "http://127.0.0.1:5000",
        "http://127.8.9.1",
        "http://[::1]:5000/",
    ],
)
def test_https_and_loopback_are_taken(url):
    assert read_settings(PRODUCTION | {"RAPPORT_BASE_URL": url})["RAPPORT_BASE_URL"] == url


@pytest.mark.parametrize(
    "url", ["https://", "ftp://x", "https://[::1", "https://a:b@c.example", "https://x.example?a=b"]
)
def test_what_is_no_address_is_refused(url):
    assert not is_web_address(url)
    with pytest.raises(SettingsError, match="RAPPORT_BASE_URL must be an address"):
        read_settings({"RAPPORT_BASE_URL": url})


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"RAPPORT_HOST": "0.0.0.0"}, "RAPPORT_HOST is 0.0.0.0"),
        ({"RAPPORT_HOST": "::"}, "RAPPORT_HOST is ::"),
        ({"RAPPORT_SMTP_HOST": "mail.example", "RAPPORT_SMTP_TLS": "no"}, "RAPPORT_SMTP_TLS is no"),
        ({"RAPPORT_SECRET_KEY": "changeme"}, "RAPPORT_SECRET_KEY can be guessed"),
        ({"RAPPORT_PASSWORD_SALT": "salt"}, "RAPPORT_PASSWORD_SALT can be guessed"),
        ({"RAPPORT_BASE_URL": "http://office.example"}, "RAPPORT_BASE_URL must start with https"),
    ],
)
def test_check_names_a_setting_that_is_dangerous(settings, sentence):
    assert sentence in setting_faults(read_settings(settings))[0]


def test_the_defaults_are_not_dangerous():
    assert setting_faults(read_settings({})) == []
    mail = {"RAPPORT_SMTP_HOST": "localhost", "RAPPORT_SMTP_TLS": "no"}
    assert setting_faults(read_settings(mail)) == []


@pytest.fixture
def office(app, tmp_path):
    """Return the settings of an office with its own, private instance folder."""
    (tmp_path / "secret-key").write_text(secrets.token_urlsafe(48))
    (tmp_path / "password-salt").write_text(secrets.token_urlsafe(48))
    for path in tmp_path.iterdir():
        path.chmod(0o600)
    return read_settings({}) | {"INSTANCE": tmp_path}


@pytest.fixture
def url(app):
    with app.app_context():
        from planner.db import db

        return db.engine.url


def test_check_finds_nothing_in_a_private_office(office, url):
    assert deployment_faults(office, url) == []


@pytest.mark.parametrize(("mode", "name"), [(0o644, "secret-key"), (0o640, "demo-sign-ins.txt")])
def test_check_names_a_file_that_others_can_open(office, url, mode, name):
    path = private_file(office["INSTANCE"] / name)
    path.chmod(mode)
    (fault,) = deployment_faults(office, url)
    assert fault == f"Others have rights to {path} (mode {mode:o}): chmod 600 {path}."


def test_check_names_an_open_folder_and_what_is_inside(office, url):
    saved = office["INSTANCE"] / "backups"
    saved.mkdir()
    saved.chmod(0o755)
    office["INSTANCE"].chmod(0o755)
    told = " ".join(deployment_faults(office, url))
    assert f"chmod 700 {office['INSTANCE']}." in told
    assert f"chmod 700 {saved}." in told


@pytest.mark.parametrize("suffix", ["", "-wal", "-shm"])
def test_check_names_an_open_database(office, url, app, suffix, tmp_path):
    database = tmp_path / "elsewhere" / "office.sqlite"
    database.parent.mkdir(mode=0o700)
    for end in ("", "-wal", "-shm"):
        private_file(database.with_name(database.name + end))
    database.with_name(database.name + suffix).chmod(0o644)
    (fault,) = deployment_faults(office, url.set(database=str(database)))
    assert fault.endswith(f"chmod 600 {database}{suffix}.")


@pytest.mark.parametrize(
    ("name", "cost"), [("secret-key", "signs in anew"), ("password-salt", "planner user reset")]
)
def test_check_names_a_kept_secret_that_can_be_guessed(office, url, name, cost):
    (office["INSTANCE"] / name).write_text("changeme\n")
    (fault,) = deployment_faults(office, url)
    assert f"The secret in {office['INSTANCE'] / name} can be guessed" in fault
    assert cost in fault
    assert MAKE_A_SECRET in fault


def test_check_names_kept_secrets_that_are_one(office, url):
    folder = office["INSTANCE"]
    (folder / "secret-key").write_text((folder / "password-salt").read_text())
    assert "hold the same secret" in " ".join(deployment_faults(office, url))


def test_check_looks_at_both_the_deployment_and_the_rows(app):
    with app.app_context():
        from planner.db import db
        from planner.viewers import EVERYTHING

        db.session.info["viewer"] = EVERYTHING
        assert faults() == []
        secret = app.config["INSTANCE"] / "secret-key"
        secret.chmod(0o644)
        try:
            assert [f"chmod 600 {secret}." in fault for fault in faults()] == [True]
        finally:
            secret.chmod(0o600)
        db.session.remove()
