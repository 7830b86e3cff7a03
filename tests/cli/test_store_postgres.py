"""`flask store` where CHECK_STORE names a PostgreSQL database."""

from __future__ import annotations

import pytest

from storage.postgres import PostgresStore
from tests.cli.installation import Installation
from tests.postgres_cluster import made_database
from tests.storage.place import Place
from usecases.services import Services
from usecases.settings import read_settings


@pytest.fixture
def url(postgres_server: str, request: pytest.FixtureRequest) -> str:
    """The address of an empty database."""
    return made_database(postgres_server, request.node.name.replace("[", "_").strip("]")[:60])


@pytest.mark.parametrize(
    ("words", "instead"),
    [
        (("backup", "/tmp"), "pg_dump"),
        (("check",), "pg_amcheck"),
        (("restore", "copy.db", "--replace"), "pg_restore"),
        (("rekey",), "docs/operators.md, PostgreSQL"),
    ],
)
def test_what_postgresql_does_itself_is_said(
    installed: Installation, url: str, words: tuple[str, ...], instead: str
) -> None:
    said = installed.flask(*words, code=1, CHECK_STORE=url)
    assert "CHECK_STORE names a PostgreSQL database" in said
    assert instead in said


def test_the_store_is_copied_and_used_from_then_on(installed: Installation, place: Place, url: str) -> None:
    said = installed.flask("copy", CHECK_STORE=url)
    assert "workspaces: 1 rows, digest " in said
    assert "Start the site and the worker with CHECK_STORE as it is." in said
    assert installed.database.exists()
    store = Services(read_settings({**installed.settings, "CHECK_STORE": url})).store
    assert isinstance(store, PostgresStore)
    assert store.assessment(place.workspace.id, place.assessment.id) == place.assessment
    store.close()
    assert "not empty" in installed.flask("copy", code=1, CHECK_STORE=url)


def test_without_the_setting_there_is_nothing_to_copy_to(installed: Installation) -> None:
    assert "Set CHECK_STORE" in installed.flask("copy", code=1)


def test_a_purge_counts_there(installed: Installation, url: str) -> None:
    assert "0 workspaces were last used" in installed.flask("purge", "--dry-run", CHECK_STORE=url)
