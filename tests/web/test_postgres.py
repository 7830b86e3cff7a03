"""The whole site on PostgreSQL: a business, its adviser, a workshop, a print, and nothing in the data folder."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from app import serve
from storage.keys import make_key_file
from storage.postgres import PostgresStore
from tests.client import CheckedClient
from tests.person import Person
from tests.postgres_cluster import made_database
from tests.web.advisers.officer import Officer
from usecases.doctor import examine_installation
from usecases.housekeeping import keep_house
from usecases.settings import read_settings


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with keys."""
    folder = tmp_path_factory.mktemp("data")
    for name in ("store.key", "secret.key"):
        make_key_file(folder / name)
    return folder


@pytest.fixture(scope="module")
def served_there(postgres_server: str, data: Path) -> Iterator[Flask]:
    """A site whose store is PostgreSQL; it prints in the same process."""
    url = made_database(postgres_server, "site")
    made = serve(read_settings({"CHECK_DATA": str(data), "CHECK_STORE": url, "CHECK_WORKER": "0"}))
    made.test_client_class = CheckedClient
    yield made
    made.extensions["services"].store.close()


@pytest.fixture
def there(served_there: Flask, monkeypatch: pytest.MonkeyPatch) -> tuple[Flask, list[str]]:
    """The site, and the orders that were asked for."""
    asked: list[str] = []
    monkeypatch.setattr(served_there.extensions["printing"], "ask", asked.append)
    return served_there, asked


def test_a_business_answers_comes_back_and_deletes_everything(there: tuple[Flask, list[str]], data: Path) -> None:
    site, asked = there
    person = Person(site)
    start = person.finishes("2", "1", "0")
    assert person.at == f"{start}/result"
    assert asked, "its plan is to be printed"
    services = site.extensions["services"]
    assert isinstance(services.store, PostgresStore)
    which = services.store.find_assessment(start.split("/")[2])
    assert which is not None
    for path in (f"{start}/answers", f"{start}/result", "/workspace", "/workspace/data.json"):
        person.go(path)
    keep_house(services)
    services.store.delete_workspace(which.workspace_id)
    assert services.store.find_assessment(which.id) is None
    assert sorted(each.name for each in data.iterdir()) == ["secret.key", "store.key"]


def test_an_adviser_signs_in_and_sees_the_lists(there: tuple[Flask, list[str]]) -> None:
    officer = Officer(there[0]).joins(role="administrator")
    for path in ("/advisers/requests", "/advisers/visits", "/advisers/workshops", "/advisers/team"):
        officer.go(path)


def test_the_doctor_finds_the_database_in_order(there: tuple[Flask, list[str]]) -> None:
    found = {each.subject: each for each in examine_installation(there[0].extensions["services"])}
    assert found["database"].found == "PostgreSQL can be read and written"
    assert {found[subject].state for subject in ("database", "damage", "back-up", "keys")} == {"ok"}
