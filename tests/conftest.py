"""The site with a data folder of its own, and people who use it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from flask import Flask
from xdist.remote import Producer

from app import serve
from storage.keys import make_key_file
from tests.client import CheckedClient
from tests.distribution import WaitingBesideWorking
from tests.person import Person
from tests.postgres_cluster import made_database, running_cluster, why_not
from tests.shared_work import share
from usecases.settings import Settings, read_settings


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> WaitingBesideWorking | None:
    """Who runs which tests where files stay together (./test), so that no process waits while others do."""
    return WaitingBesideWorking(config, log) if config.getvalue("dist") == "loadfile" else None


@pytest.fixture(scope="session", autouse=True)
def shared_work() -> Iterator[None]:
    """Sites of one test run share what they build."""
    with pytest.MonkeyPatch.context() as patch:
        share(patch)
        yield


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The address of a server for this run of tests."""
    if (reason := why_not()) is not None:
        pytest.skip(reason)
    with running_cluster() as url:
        yield url


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Settings:
    """Settings with a fresh data folder and fresh keys; plans are printed in the same process.

    With TEST_STORE=postgres in the environment, the store is PostgreSQL.
    """
    data, keys = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("keys")
    for name in ("store.key", "secret.key"):
        make_key_file(keys / name)
    in_postgres = os.environ.get("TEST_STORE") == "postgres"
    return read_settings(
        {
            "CHECK_STORE": made_database(request.getfixturevalue("postgres_server"), "web") if in_postgres else "",
            "CHECK_DATA": str(data),
            "CHECK_STORE_KEY_FILE": str(keys / "store.key"),
            "CHECK_SECRET_KEY_FILE": str(keys / "secret.key"),
            "CHECK_WORKER": "0",
        }
    )


@pytest.fixture(scope="session")
def served(settings: Settings) -> Iterator[Flask]:
    """The one application of the session; each test that uses it begins with workspaces of its own."""
    site = serve(settings)
    site.test_client_class = CheckedClient
    yield site
    site.extensions["services"].store.close()


@pytest.fixture
def asked_to_print() -> list[str]:
    """The print orders that the worker was told of; nothing is printed, as that takes seconds."""
    return []


@pytest.fixture
def site(served: Flask, asked_to_print: list[str], monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The site. Prints are only asked for; a test that wants one calls `prints_all`."""
    monkeypatch.setattr(served.extensions["printing"], "ask", asked_to_print.append)
    return served


@pytest.fixture
def person(site: Flask) -> Person:
    """Somebody with nothing open."""
    return Person(site)


@pytest.fixture
def another(site: Flask) -> Person:
    """Somebody else, elsewhere."""
    return Person(site)
