"""`flask adviser first` and `flask adviser reset`: links that work, every fault named, and nothing kept after one."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from app import create_app
from storage.accounts import Account, NewAccount, Role
from storage.keys import make_key_file
from tests.cli.conftest import Said
from tests.storage.place import inviter, setup
from usecases.invitations import invitation_digest, invite
from usecases.services import Services
from usecases.settings import read_settings

Adviser = Callable[..., Said]
SAM = ("first", "kent", "--name", "Sam Reed", "--email", "sam@force.example")


@pytest.fixture
def app(tmp_path: Path) -> Flask:
    """An application with an empty store."""
    for name in ("store.key", "secret.key"):
        make_key_file(tmp_path / name)
    return create_app(read_settings({"CHECK_DATA": str(tmp_path)}))


@pytest.fixture
def services(app: Flask) -> Services:
    """What it works with."""
    found: Services = app.extensions["services"]
    return found


@pytest.fixture
def adviser(app: Flask) -> Adviser:
    """Runs `flask adviser` with these words."""

    def command(*words: str, code: int = 0) -> Said:
        result = app.test_cli_runner().invoke(args=["adviser", *words])
        assert result.exit_code == code, result.output
        assert "Traceback" not in result.output
        return Said(result.exit_code, result.stdout, result.stderr, result.stdout_bytes)

    return command


def opened(services: Services, said: Said) -> Account:
    """The account that the printed link sets up."""
    address = said.out.splitlines()[-1]
    found = services.store.find_invitation(
        invitation_digest(address.rpartition("/")[2], services.secret), services.now()
    )
    assert found is not None
    return found


def joined(services: Services, email: str, role: Role = "administrator") -> Account:
    """Somebody with an account."""
    _, token = invite(services, NewAccount("kent", email, "Joined", role), by=inviter(services.store))
    digest = invitation_digest(token, services.secret)
    return services.store.accept_invitation(digest, setup("Joined", (b"code",)), services.now())


def test_the_first_administrator_is_invited(adviser: Adviser, services: Services) -> None:
    said = adviser(*SAM, "--site", "https://check.example.org/")
    assert "Sam Reed as administrator of Kent Police" in said.out
    assert said.out.splitlines()[-1].startswith("https://check.example.org/advisers/invitation/")
    account = opened(services, said)
    assert (account.force_id, account.email, account.name, account.role) == (
        "kent",
        "sam@force.example",
        "Sam Reed",
        "administrator",
    )
    assert [(line.act, line.account_id) for line in services.store.log_of("kent")] == [
        ("first-administrator", account.id)
    ]


def test_the_same_call_again_makes_a_new_link(adviser: Adviser, services: Services) -> None:
    first = adviser(*SAM)
    second = adviser("first", "kent", "--name", "Samantha Reed", "--email", "SAM@force.example")
    assert opened(services, second).name == "Samantha Reed"
    with pytest.raises(AssertionError):
        opened(services, first)
    assert len(services.store.accounts_of("kent")) == 1


def test_who_was_invited_as_adviser_becomes_an_administrator(adviser: Adviser, services: Services) -> None:
    invite(services, NewAccount("kent", "sam@force.example", "Sam", "adviser"), by=inviter(services.store))
    assert opened(services, adviser(*SAM)).role == "administrator"


def test_a_force_with_an_administrator_needs_no_other(adviser: Adviser, services: Services) -> None:
    boss = joined(services, "boss@force.example")
    said = adviser(*SAM, code=1)
    assert said.out == ""
    assert "Kent Police has an administrator, who invites others" in said.err
    services.store.suspend(boss.id, by=boss.id, now=services.now())
    assert opened(services, adviser(*SAM)).role == "administrator", "one who is suspended invites nobody"


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"force": "kentt"}, "There is no force 'kentt': choose from"),
        ({"name": " "}, "--name: give a name"),
        ({"name": "x" * 81}, "--name: give a name"),
        ({"email": "sam"}, "--email: 'sam' is not an email address"),
        ({"email": "sam@force.example\x1b[31m"}, "is not an email address"),
        ({"site": "check.example.org"}, "--site: 'check.example.org' is not the address of a site"),
        ({"site": "javascript:alert(1)"}, "is not the address of a site"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(
    adviser: Adviser, services: Services, changes: dict[str, str], wrong: str
) -> None:
    given = {"force": "kent", "name": "Sam", "email": "sam@force.example", "site": "https://x.example", **changes}
    words = ("first", given["force"], "--name", given["name"], "--email", given["email"], "--site", given["site"])
    said = adviser(*words, code=1)
    assert wrong in said.err
    assert said.out == ""
    assert all(character.isprintable() for line in said.err.splitlines() for character in line)
    assert services.store.accounts_of("kent") == ()


def test_every_fault_is_named_at_once(adviser: Adviser) -> None:
    said = adviser("first", "x", "--name", "", "--email", "y", "--site", "z", code=1)
    assert [word in said.err for word in ("no force", "--name", "--email", "--site")] == [True] * 4


def test_an_address_of_another_force_is_refused(adviser: Adviser, services: Services) -> None:
    invite(services, NewAccount("essex", "sam@force.example", "Sam", "adviser"), by=inviter(services.store))
    assert "has an account already" in adviser(*SAM, code=1).err
    assert "Missing option" in adviser("first", "kent", code=2).err


def test_who_lost_everything_gets_a_new_link(adviser: Adviser, services: Services) -> None:
    account = joined(services, "boss@force.example")
    services.store.sign_in(account.id, b"token", "Firefox", services.now(), services.now().replace(year=2099))
    said = adviser("reset", "BOSS@force.example")
    assert opened(services, said).id == account.id
    assert services.store.signed_in(b"token", services.now()) is None
    assert services.store.recovery_left(account.id) == 0
    lines = [(line.act, line.about) for line in services.store.log_of("kent")]
    assert lines == [("reset-by-operator", account.id), ("signed-in", ""), ("accepted-invitation", "")]


def test_reset_says_what_is_wrong(adviser: Adviser, services: Services) -> None:
    assert "No account has the email address" in adviser("reset", "nobody@force.example", code=1).err
    account = joined(services, "boss@force.example")
    assert "is not the address of a site" in adviser("reset", account.email, "--site", "x", code=1).err
    services.store.suspend(account.id, by=account.id, now=services.now())
    assert "is suspended" in adviser("reset", account.email, code=1).err
    assert [line.act for line in services.store.log_of("kent")] == ["suspended", "accepted-invitation"]


def test_the_accounts_of_a_force_are_listed(adviser: Adviser, services: Services) -> None:
    assert "No accounts." in adviser("list", "kent").out
    assert "No accounts." in adviser("list").out
    adviser(*SAM)
    sam = services.store.find_account("sam@force.example")
    assert sam is not None
    line = f"kent, Sam Reed, sam@force.example, administrator, invited, never signed in, id {sam.id}\n"
    assert adviser("list", "kent").out == adviser("list").out == line
    assert "No accounts." in adviser("list", "essex").out
    assert "There is no force 'nowhere'" in adviser("list", "nowhere", code=1).err


def test_the_list_says_in_london_when_each_signed_in_last(adviser: Adviser, services: Services) -> None:
    boss = joined(services, "boss@force.example")
    for number, at in enumerate(("2026-03-01T09:00:00+00:00", "2026-07-01T13:05:00+00:00")):
        moment = datetime.fromisoformat(at)
        services.store.sign_in(boss.id, b"%d" % number, "Firefox", moment, moment + timedelta(hours=8))
    services.store.suspend(boss.id, by=boss.id, now=services.now())
    assert "suspended, last signed in on 1 July 2026 at 14:05 BST, id" in adviser("list", "kent").out


def test_an_account_is_suspended_by_the_operator(adviser: Adviser, services: Services) -> None:
    boss = joined(services, "boss@force.example")
    services.store.sign_in(boss.id, b"token", "Firefox", services.now(), services.now().replace(year=2099))
    adviser("suspend", "boss@force.example", code=1)
    assert services.store.signed_in(b"token", services.now()) is not None, "it asks first"
    said = adviser("suspend", "BOSS@force.example", "--yes")
    assert said.out == "Suspended: Joined, administrator of kent\n"
    assert services.store.signed_in(b"token", services.now()) is None
    (line, *_) = services.store.log_of("kent")
    assert (line.account_id, line.act) == (boss.id, "suspended-by-operator")
    assert "Joined is suspended already." in adviser("suspend", "boss@force.example", "--yes", code=1).err
    assert "No account has the email address" in adviser("suspend", "nobody@force.example", code=1).err
    adviser(*SAM)
    assert "has not accepted the invitation" in adviser("suspend", "sam@force.example", "--yes", code=1).err
    assert "Missing argument" in adviser("suspend", code=2).err


def test_a_suspended_account_is_let_in_again_by_the_operator(adviser: Adviser, services: Services) -> None:
    boss = joined(services, "boss@force.example")
    assert "Joined is not suspended." in adviser("restore", "boss@force.example", "--yes", code=1).err
    adviser("suspend", "boss@force.example", "--yes")
    adviser("restore", "boss@force.example", code=1)
    assert [each.state for each in services.store.accounts_of("kent")] == ["suspended"], "it asks first"
    assert adviser("restore", "BOSS@force.example", "--yes").out == "Restored: Joined, administrator of kent\n"
    found = services.store.account(boss.id)
    assert found is not None
    assert (found.state, found.password_hash, found.totp_secret) == ("active", boss.password_hash, boss.totp_secret)
    (line, *_) = services.store.log_of("kent")
    assert (line.account_id, line.act) == (boss.id, "restored-by-operator")
    adviser("remove", "boss@force.example", "--yes")
    assert "invite the person again" in adviser("restore", "boss@force.example", "--yes", code=1).err
    adviser(*SAM)
    assert "has not accepted the invitation" in adviser("restore", "sam@force.example", "--yes", code=1).err


def test_an_account_is_removed_by_the_operator(adviser: Adviser, services: Services) -> None:
    boss = joined(services, "boss@force.example")
    assert "Joined, administrator of kent, active" in adviser("remove", "boss@force.example", "--yes").out
    assert "No accounts." in adviser("list", "kent").out
    (line, *_) = services.store.log_of("kent")
    assert (line.account_id, line.act) == (boss.id, "removed-by-operator")
    assert "No account has the email address" in adviser("remove", "boss@force.example", "--yes", code=1).err


def test_removing_asks_first(adviser: Adviser, services: Services) -> None:
    joined(services, "boss@force.example")
    adviser("remove", "boss@force.example", code=1)
    assert len(services.store.accounts_of("kent")) == 1
