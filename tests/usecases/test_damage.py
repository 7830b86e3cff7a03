"""Damage is found by the daily check, told by /ready, and a damaged bank document is made again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from app import create_app, serve
from questions import Bank, load_bank
from storage.errors import Damaged
from storage.keys import make_key_file, read_key
from storage.sqlite.connections import connect
from storage.sqlite.pages import PAGE
from usecases.damage import EVERY, check_a_little, last_check
from usecases.services import Services
from usecases.settings import ROOT, Settings, read_settings


@pytest.fixture(scope="module")
def bank() -> Bank:
    return load_bank(ROOT / "questions" / "bank")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    for name in ("store.key", "secret.key"):
        make_key_file(tmp_path / name)
    return read_settings({"CHECK_DATA": str(tmp_path), "CHECK_WORKER": "0"})


@pytest.fixture
def services(settings: Settings, bank: Bank) -> Iterator[Services]:
    services = Services(settings)
    vars(services)["bank"] = bank
    services.warm()
    services.store.clean_log()
    yield services
    services.store.close()


def flip(settings: Settings, page: int) -> None:
    """Change one bit of a page."""
    with settings.database.open("r+b") as file:
        file.seek((page - 1) * PAGE + 500)
        byte = file.read(1)[0]
        file.seek(-1, 1)
        file.write(bytes([byte ^ 8]))


def page_of_the_bank(services: Services) -> int:
    """A page that holds a part of the bank's document: what is damaged makes that, and only that, unreadable."""
    services.store.close()
    for page in range(services.store.count_pages() * 2 // 3, services.store.count_pages()):
        flip(services.settings, page)
        db = connect(services.settings.database, read_key(services.settings.store_key_file), 0)
        try:
            db.execute("select count(*) from settings").fetchall()
            db.execute("select length(document), substr(document, -1) from banks").fetchall()
        except Exception:
            return page
        finally:
            db.close()
        flip(services.settings, page)
    raise AssertionError("there is no such page")


def test_every_page_is_looked_at_in_a_day_and_damage_is_named_until_it_is_gone(
    services: Services, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    moment = [datetime(2026, 11, 27, 3, tzinfo=UTC)]
    monkeypatch.setattr(Services, "now", lambda _: moment[0])
    monkeypatch.setattr("usecases.damage._LEAST", 40)
    total = services.store.count_pages()
    assert total > 100
    steps = 0
    while not check_a_little(services).finished:
        steps += 1
    assert steps >= total // 40 - 1
    flip(services.settings, total - 5)
    assert check_a_little(services).damaged == (), "the next check begins a day later"
    moment[0] += EVERY
    while not check_a_little(services).finished:
        pass
    found = last_check(services)
    assert found is not None
    assert found.damaged == (total - 5,)
    assert f"pages {total - 5}" in caplog.text
    flip(services.settings, total - 5)
    assert check_a_little(services).damaged == (), "what is whole again is no longer named"


@pytest.mark.parametrize("byte", [0, 20, PAGE - 1])
def test_the_first_page_is_looked_at_too(services: Services, byte: int) -> None:
    assert services.store.damaged_pages([1]) == ()
    with services.settings.database.open("r+b") as file:
        file.seek(byte)
        old = file.read(1)[0]
        file.seek(byte)
        file.write(bytes([old ^ 1]))
    assert services.store.damaged_pages([1]) == (1,)


def test_no_page_is_thought_damaged_while_others_save_and_the_log_is_cut(services: Services) -> None:
    for number in range(60):
        services.store.keep_setting("filler", "x" * 50_000 + str(number), services.now())
        services.store.clean_log()
        assert services.store.damaged_pages(range(1, services.store.count_pages() + 1)) == ()


def test_ready_says_so(services: Services, settings: Settings, bank: Bank) -> None:
    app = create_app(settings)
    vars(app.extensions["services"])["bank"] = bank
    client = app.test_client()
    assert client.get("/ready").status_code == 200
    flip(settings, services.store.count_pages() - 3)
    while not (found := check_a_little(services)).damaged:
        assert not found.finished, "the whole database was read, and nothing found"
    answer = client.get("/ready")
    assert (answer.status_code, answer.text) == (503, "damaged: run flask doctor\n")
    assert client.get("/health").status_code == 200
    app.extensions["services"].store.close()


def test_a_damaged_bank_document_does_not_stop_the_start_and_is_made_again(
    services: Services, settings: Settings, bank: Bank
) -> None:
    page_of_the_bank(services)
    app = serve(settings)
    store = app.extensions["services"].store
    assert store.bank_document(bank.version) == bank.document
    store.keep_bank(bank.version, bank.document)
    assert store.damaged_pages(range(1, store.count_pages() + 1)) != (), "the page stays damaged, and is told of"
    store.close()


def test_another_version_that_is_damaged_cannot_be_made_again(services: Services, settings: Settings) -> None:
    page_of_the_bank(services)
    later = Services(settings)
    with pytest.raises(Damaged, match="flask store restore"):
        later.store.bank_document(services.bank.version)
    assert later.store.setting("anything") is None, "the connection that met it does not spoil the next question"
    later.store.close()
