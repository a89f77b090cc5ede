import pytest

from planner.accounts.passwords import is_password_of
from planner.accounts.queries import user_by_email
from planner.choices import Marking, Role
from planner.db import db
from planner.errors import RuleBroken
from tests.factories import make_nation, make_user


@pytest.fixture
def run(app):
    def command(*words, typed=None):
        db.session.commit()
        result = app.test_cli_runner(catch_exceptions=False).invoke(
            args=["user", *words], input=typed
        )
        db.session.expire_all()
        return result

    return command


def test_the_first_administrator_is_added_with_a_one_time_password(run):
    result = run("add", "admin@rapport.example", "--name", "Ada", "--role", "administrator")

    user = user_by_email("admin@rapport.example")
    once = result.output.partition("One-time password: ")[2].split()[0]
    assert user.role_set == {Role.ADMINISTRATOR}
    assert user.must_change_password
    assert is_password_of(user, once)


def test_a_password_can_come_from_standard_input(run):
    make_nation("FR")

    run(
        *("add", "p@rapport.example", "--role", "planner", "--role", "approver"),
        *("--nation", "fr", "--ceiling", "official-sensitive", "--password-stdin"),
        typed="three quiet herons\n",
    )

    user = user_by_email("p@rapport.example")
    assert is_password_of(user, "three quiet herons")
    assert not user.must_change_password
    assert user.role_set == {Role.PLANNER, Role.APPROVER}
    assert user.ceiling is Marking.OFFICIAL_SENSITIVE
    assert [nation.code for nation in user.nations] == ["FR"]


def test_an_unknown_nation_or_user_is_one_sentence(run):
    with pytest.raises(RuleBroken, match="“QQ” is no nation that is known"):
        run("add", "p@rapport.example", "--role", "planner", "--nation", "QQ")
    with pytest.raises(RuleBroken, match="There is no user"):
        run("reset", "p@rapport.example")


def test_reset_lock_unlock_and_list(run):
    make_user(email="p@rapport.example", name="Pat")

    once = run("reset", "p@rapport.example").output.partition("One-time password: ")[2].split()[0]
    assert is_password_of(user_by_email("p@rapport.example"), once)
    run("lock", "p@rapport.example")
    assert not user_by_email("p@rapport.example").active
    assert "p@rapport.example\tPat\tplanner\tlocked" in run("list").output
    run("unlock", "p@rapport.example")
    assert user_by_email("p@rapport.example").active
