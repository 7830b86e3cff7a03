"""When the store fails half-way through an act of an adviser: the page says so, and nothing of the act was kept."""

from __future__ import annotations

from typing import Any

import pytest
from flask import Flask
from sqlcipher3 import dbapi2
from sqlite_utils import Database

from tests.web.advisers.officer import PASSWORD, Officer
from tests.web.advisers.test_account import NEW, acts_of, elsewhere, is_in

pytestmark = pytest.mark.usefixtures("faults_expected")


def fill_the_disk(broken: pytest.MonkeyPatch, at: str) -> list[str]:
    """Let every statement pass but those that begin like this; the list holds what failed."""
    real, failed = Database.execute, []

    def execute(self: Database, sql: str, *rest: Any) -> Any:
        if sql.startswith(at):
            failed.append(sql)
            error = dbapi2.OperationalError("database or disk is full")
            error.sqlite_errorcode = dbapi2.SQLITE_FULL
            raise error
        return real(self, sql, *rest)

    broken.setattr(Database, "execute", execute)
    return failed


@pytest.mark.parametrize("at", ["update accounts set password_hash", "delete from sign_ins", "insert into acts"])
def test_a_password_is_changed_whole_or_not_at_all(
    site: Flask, officer: Officer, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    other, store, now = elsewhere(site, officer), officer.services.store, officer.services.now()
    kept = store.account(officer.account.id), store.sign_ins_of(officer.account.id, now), acts_of(officer)
    officer.go("/advisers/account/password")
    with monkeypatch.context() as broken:
        failed = fill_the_disk(broken, at)
        officer.press({"password": PASSWORD, "new_password": NEW}, status=503)
        assert len(failed) == 1
    assert (store.account(officer.account.id), store.sign_ins_of(officer.account.id, now), acts_of(officer)) == kept
    assert is_in(other), "the other session has not ended"
    other.signs_out()
    other.gives_password(NEW, status=400)
    other.gives_password(PASSWORD)


def test_nobody_is_suspended_without_a_line_in_the_log(
    officer: Officer, administrator: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    administrator.go("/advisers/team")
    before = acts_of(administrator)
    with monkeypatch.context() as broken:
        assert is_in(officer)
        fill_the_disk(broken, "insert into acts")
        administrator.send(f"/advisers/team/{officer.account.id}/suspend", {}, 503)
    assert acts_of(administrator) == before
    assert is_in(officer)
