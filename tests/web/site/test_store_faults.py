"""When the store fails: a clear page with 503 everywhere, and what was saved before stays."""

from __future__ import annotations

import logging
from typing import NoReturn

import pytest
from flask import Flask

from storage.errors import Damaged, KeyRefused, StoreUnavailable
from storage.sqlite import SqliteStore
from storage.sqlite.connections import Pool
from tests.person import Person
from tests.web.site.test_access import ids_of, requests, token_of
from usecases.services import Services

pytestmark = pytest.mark.usefixtures("faults_expected")


def full(*_: object, **__: object) -> NoReturn:
    """What a store does whose disk is full."""
    raise StoreUnavailable("The disk is full.")


def test_a_page_that_cannot_be_saved_says_so_and_can_be_sent_again(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = f"{person.starts()}/areas/leadership/1"
    person.go(address)
    person.press({"choice-security-lead": "2"})
    form = person.go(address).form()
    with monkeypatch.context() as broken:
        broken.setattr(SqliteStore, "change_answers", full)
        page = person.press({"choice-security-lead": "3", "note-security-lead": "New"}, status=503)
        assert "disk" not in page.text, "what is wrong with the machine is for the operator"
    assert person.go(address).form().values["choice-security-lead"] == ["2"]
    person.press({"choice-security-lead": "3", "note-security-lead": "New"})
    assert person.go(address).form().values["note-security-lead"] == ["New"]
    assert form.values["choice-security-lead"] == ["2"]


def test_every_private_page_says_so_when_the_store_is_away(
    site: Flask, person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    ids = ids_of(person)
    token = token_of(person)
    monkeypatch.setattr(Pool, "_take", full)
    for method, address in requests(site, ids):
        answer = person.client.open(address, method=method, data=token)
        assert answer.status_code == 503, (method, address)
        assert answer.headers["Retry-After"] == "30"


def test_pages_for_all_do_not_need_the_store(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    person.go("/return")
    monkeypatch.setattr(Pool, "_take", full)
    for address in ("/", "/about", "/privacy", "/accessibility", "/return", "/health", "/static/app.css"):
        assert person.client.get(address).status_code == 200
    person.send("/begin", {}, 503)
    person.go("/return")
    person.press({"code": "0000-0000"}, status=503)


def test_health_is_alive_and_ready_is_honest(
    person: Person, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    alive = person.client.get("/health")
    assert (alive.status_code, alive.mimetype) == (200, "text/plain")
    ready = person.client.get("/ready")
    assert ready.status_code == 200
    assert services.bank.version in ready.text
    monkeypatch.setattr(SqliteStore, "check", full)
    assert person.client.get("/health").status_code == 200
    assert person.client.get("/ready").status_code == 503


def test_a_key_that_has_gone_is_a_page_that_says_so(
    person: Person, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when the disk of the keys is not there: who needs a new connection then is told, and may try again."""
    address = f"{person.starts()}/areas/leadership/1"

    def gone() -> NoReturn:
        raise KeyRefused("The key file cannot be opened.")

    with monkeypatch.context() as broken:
        store = services.store
        assert isinstance(store, SqliteStore)
        broken.setattr(store._pool, "_opener", gone)
        store._pool._forget_idle()
        assert person.client.get(address).status_code == 503
    person.go(address)


@pytest.mark.parametrize(
    ("error", "level", "trace"),
    [
        (StoreUnavailable("The disk is full. Free some space."), logging.WARNING, False),
        (KeyRefused("The key is not there. Mount its disk."), logging.WARNING, False),
        (Damaged("The database is damaged. Restore a back-up."), logging.ERROR, True),
        (ValueError("the back door is broken"), logging.ERROR, True),
    ],
)
def test_what_is_known_is_one_line_in_the_log_and_what_is_not_keeps_its_trace(
    person: Person,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
    level: int,
    trace: bool,
) -> None:
    def fails(*_: object, **__: object) -> NoReturn:
        raise error

    address = f"{person.starts()}/areas/leadership/1"
    monkeypatch.setattr(SqliteStore, "answered", fails)
    caplog.clear()
    person.go(address, 500 if isinstance(error, ValueError) else 503)
    (record,) = [each for each in caplog.records if "questionnaire.page" in each.getMessage()]
    assert (record.levelno, bool(record.exc_info)) == (level, trace)
    assert trace or str(error) in record.getMessage(), "what to do is in the line"
    assert "\n" not in record.getMessage()


def test_a_held_database_is_one_warning(
    person: Person, services: Services, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Another program has it, and nobody planted the error."""
    person.go(f"{person.starts()}/areas/leadership/1")
    store = services.store
    assert isinstance(store, SqliteStore)
    monkeypatch.setattr(store, "_busy_seconds", 0.05)
    with store._pool.lend() as other:
        other.execute("begin immediate")
        caplog.clear()
        person.press({"choice-security-lead": "2"}, status=503)
        other.execute("rollback")
    (record,) = [each for each in caplog.records if each.levelno >= logging.WARNING]
    assert (record.levelno, record.exc_info) == (logging.WARNING, None)
    assert "see what holds it" in record.getMessage()
