"""`flask store` where CHECK_STORE names a PostgreSQL database."""

from __future__ import annotations

import pytest

from storage.errors import KeyRefused
from storage.keys import next_key_file
from storage.postgres import PostgresStore
from tests.cli.installation import Installation
from tests.postgres_cluster import made_database
from tests.storage.place import Place, furnish
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


def test_the_key_is_changed_on_every_machine(installed: Installation, url: str) -> None:
    """One machine runs the command; another has been given the new key's file before, and goes on throughout."""
    here = {**installed.settings, "CHECK_STORE": url}
    running = Services(read_settings(here)).store
    place = furnish(running)
    old = installed.key_file.read_text()
    said = installed.flask("rekey", code=1, CHECK_STORE=url)
    assert "Copy it to the same place on every other machine of the service" in said
    new = next_key_file(installed.key_file).read_text()
    assert running.answers(place.assessment.id)["gates"].note == "Rusty"
    said = installed.flask("rekey", CHECK_STORE=url)
    assert "On every other machine of the service, put the new key in the place of the old one." in said
    assert installed.key_file.read_text() == new
    assert running.answers(place.assessment.id)["gates"].note == "Rusty"
    running.close()
    store = PostgresStore(url, bytes.fromhex(new.strip()))
    assert store.answers(place.assessment.id)["gates"].note == "Rusty"
    store.close()
    with pytest.raises(KeyRefused, match="another key of the service"):
        PostgresStore(url, bytes.fromhex(old.strip()))


def test_without_the_setting_there_is_nothing_to_copy_to(installed: Installation) -> None:
    assert "Set CHECK_STORE" in installed.flask("copy", code=1)


def test_a_purge_counts_there(installed: Installation, url: str) -> None:
    assert "0 workspaces were last used" in installed.flask("purge", "--dry-run", CHECK_STORE=url)
