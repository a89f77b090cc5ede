import subprocess
import sys

import pytest

from planner.accounts.actions import add_user
from planner.accounts.guessing import is_easy
from planner.accounts.keyboard import is_keyboard_walk
from planner.accounts.password_actions import change_password, choose_password
from planner.accounts.password_strength import check_strength
from planner.choices import Marking, Role
from planner.errors import RuleBroken
from planner.shapes.user import NewUser
from tests.factories import NOW, make_user

COMMON = [
    "password1234",
    "Password1234!",
    "P@ssw0rd12345",
    "passwordpassword",
    "letmein123456",
    "iloveyouiloveyou",
    "trustno1trustno1",
    "sunshine2024!",
    "Summer2026!!!",
    "dragonmonkey12",
    "ambassador2026",
    "qazwsxedcrfv",
    "welcome to rapport",
    "correct horse battery staple",
    "correcthorsebatterystaple",
    "1qaz2wsx3edc4rfv",
    "password" * 25,
]
WALKS = [
    "qwertyuiop12",
    "QwertyUiopAsdf",
    "poiuytrewqlkj",
    "asdfghjkl;'qwert",
    "zxcvbnm,./zxcvbnm",
    "azertyuiopqsdf",
    "plmoknijbuhv",
    "!QAZ2wsx#EDC",
    "qsdfghjklmwxcvbn",
    "qwertzuiopasdfgh",
    "aoeuidhtns-aoeui",
    "йцукенгшщзхъ",
    "123456789012",
    "0987654321poiuy",
    "abcdefghijklmn",
    "!@#$%^&*()_+",
    "xqwertyuiop1234!",
    "q.w.e.r.t.y.u.i.o.p",
    "qw er ty ui op as",
    "1 2 3 4 5 6 7 8 9 0",
    "a-s_d-f_g-h_j-k_l",
]
GOOD = [
    "three quiet herons",
    "seven green lanterns",
    "café au lait à Paris",
    "vTq8-wR2m.xKc4",
    "expert treetop poplar",
    "lantern under water",
    "ledger antler mosquito",
    "тихая цапля у канала",
    "§±¿¡€£a¥¢©®µ",
    "qwe#§€^µ~ zxc",
    "ledger antler mosquito " * 8,
]


@pytest.mark.parametrize("password", [*COMMON, *WALKS])
def test_a_common_password_or_a_walk_along_the_keys_is_refused_with_what_to_do(password):
    with pytest.raises(RuleBroken, match="Choose several words"):
        check_strength(password, email="ada@x.example", name="Ada")


@pytest.mark.parametrize("password", WALKS)
def test_a_keyboard_row_is_seen_whatever_the_layout_and_direction(password):
    assert is_keyboard_walk(password)


@pytest.mark.parametrize("password", GOOD)
def test_several_words_and_random_signs_pass(password):
    check_strength(password, email="ada@x.example", name="Ada")


def test_what_a_guesser_knows_of_the_account_counts_as_common():
    assert is_easy("Lovelace-Embassy", ["lovelace", "embassy"])
    assert not is_easy("Lovelace-Embassy-heron", [])


def test_the_office_is_known_to_a_guesser(app, monkeypatch):
    monkeypatch.setitem(app.config, "RAPPORT_BASE_URL", "https://zagrebdesk.kolding.example")

    with pytest.raises(RuleBroken, match="made of common parts"):
        check_strength("zagrebdesk2026", email="ada@x.example", name="Ada")


def test_every_door_to_a_password_refuses_a_common_one():
    user = make_user()
    choose_password(user, new="three quiet herons", again="three quiet herons")
    common = {"new": "password1234", "again": "password1234"}

    with pytest.raises(RuleBroken, match="is common"):
        choose_password(user, **common)
    with pytest.raises(RuleBroken, match="is common"):
        change_password(user, current="three quiet herons", **common)
    with pytest.raises(RuleBroken, match="is common"):
        add_user(
            NewUser(
                email="new@rapport.example",
                name="New",
                roles=[Role.VIEWER],
                ceiling=Marking.PUBLIC,
                has_all_nations=True,
                nations=[],
            ),
            now=NOW,
            password="password1234",
        )


def test_the_library_is_read_only_when_a_password_is_set():
    code = "import sys, planner.accounts.guessing; sys.exit('zxcvbn' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
