"""What PostgreSQL itself does for the promises of a store; what any store must do is tested with each kind."""

from __future__ import annotations

import multiprocessing
import threading
from contextlib import suppress

import psycopg
import pytest

from assessment.answers import Answer
from storage.errors import StoreError, StoreUnavailable
from storage.postgres import PostgresStore, connected
from storage.postgres.connections import MOST_CONNECTIONS, MOST_WRITERS
from tests.storage.conftest import BUSY, KEY, Postgres
from tests.storage.place import NOW, Place, furnish
from tests.storage.team import joined
from tests.storage.test_entries import ONE
from tests.storage.test_isolation import picture

FORK = multiprocessing.get_context("fork")


@pytest.mark.parametrize("table", ["acts", "entries", "entry_acts"])
@pytest.mark.parametrize("change", ["update {0} set {1} = {1}", "delete from {0}", "truncate {0} cascade"])
def test_what_is_only_added_to_cannot_be_changed_by_sql(postgres: Postgres, table: str, change: str) -> None:
    store = postgres.store
    ann, ben = joined(store, "ann"), joined(store, "ben")
    entry = store.propose_entry("kent", ann.id, lambda *_: ONE, NOW)
    store.confirm_entry("kent", entry.id, ben.id, NOW)
    sql = change.format(table, "team" if table == "entries" else "act")
    with pytest.raises(psycopg.errors.RaiseException, match="only added to"):
        postgres.beside.execute(sql.encode())
    assert store.log_of("kent")


def test_a_server_that_cannot_be_reached() -> None:
    with pytest.raises(StoreUnavailable, match="cannot be reached"):
        PostgresStore("postgresql://check:secret@/nowhere?host=/nowhere", KEY)


def test_an_address_that_cannot_be_read_is_not_shown() -> None:
    with pytest.raises(StoreUnavailable, match="cannot be read") as raised:
        PostgresStore("postgresql://check:se cret@/nowhere", KEY)
    assert "cret" not in f"{raised.value} {raised.value.__cause__}"


def test_a_database_that_is_not_there(postgres_server: str) -> None:
    with pytest.raises(StoreUnavailable, match=r"cannot be reached|no database"):
        PostgresStore(postgres_server.replace("/postgres?", "/absent?"), KEY)


def test_an_old_server_is_refused(postgres: Postgres, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connected, "OLDEST", 99)
    with pytest.raises(StoreUnavailable, match="Use 99 or newer"):
        PostgresStore(postgres.url, KEY)


def test_a_database_in_another_encoding_is_refused(postgres_server: str) -> None:
    with psycopg.connect(postgres_server, autocommit=True) as connection:
        connection.execute("create database latin encoding 'LATIN1' locale 'C' template template0")
    with pytest.raises(StoreUnavailable, match="encoding UTF8"):
        PostgresStore(postgres_server.replace("/postgres?", "/latin?"), KEY)


def test_a_read_only_database(postgres: Postgres) -> None:
    place = furnish(postgres.store)
    before = picture(postgres.store, place)
    standby = PostgresStore(f"{postgres.url}&options=-cdefault_transaction_read_only%3Don", KEY, busy_seconds=BUSY)
    with pytest.raises(StoreUnavailable, match="read-only"):
        standby.check()
    with pytest.raises(StoreUnavailable, match="read-only"):
        standby.save_answers(place.workspace.id, place.assessment.id, {"gates": Answer("3")}, NOW)
    assert picture(standby, place) == before
    standby.close()


def test_connections_that_the_server_closed_are_replaced(postgres: Postgres) -> None:
    place = furnish(postgres.store)
    before = picture(postgres.store, place)
    for _ in range(3):
        postgres.beside.execute(
            "select pg_terminate_backend(pid, 9000) from pg_stat_activity where pid <> pg_backend_pid() "
            "and datname = current_database()"
        )
        assert picture(postgres.store, place) == before
        postgres.store.check()


def test_who_writes_to_another_thing_does_not_wait_and_who_changes_the_whole_does(postgres: Postgres) -> None:
    ours, theirs = furnish(postgres.store, b"ours"), furnish(postgres.store, b"theirs")
    store = PostgresStore(postgres.url, KEY, busy_seconds=BUSY)

    def save(place: Place) -> None:
        store.save_answers(place.workspace.id, place.assessment.id, {"gates": Answer("3")}, NOW)

    with store._writing(ours.workspace.id):
        save(theirs)
        assert store.answers(theirs.assessment.id)["gates"].choice == "3"
        with pytest.raises(StoreUnavailable, match="locked"):
            save(ours)
        with pytest.raises(StoreUnavailable, match="locked"):
            store.delete_workspace(theirs.workspace.id)
    with store._writing(), pytest.raises(StoreUnavailable, match="locked"):
        save(theirs)
    save(ours)
    store.close()


def test_who_reads_never_waits_for_those_who_wait_to_write(postgres: Postgres) -> None:
    place = furnish(postgres.store)
    before = picture(postgres.store, place)
    patient, refused = PostgresStore(postgres.url, KEY, busy_seconds=20), list[str]()

    def save() -> None:
        try:
            patient.save_answers(place.workspace.id, place.assessment.id, {"gates": Answer("3")}, NOW)
        except StoreUnavailable as error:
            refused.append(str(error))

    threads = [threading.Thread(target=save) for _ in range(3 * MOST_CONNECTIONS)]
    with postgres.store._writing():
        for thread in threads:
            thread.start()
        # Before the first of them gives up.
        while len(waiting(postgres)) < MOST_WRITERS:
            assert not refused
        assert picture(patient, place) == before
        assert not refused
        assert len(waiting(postgres)) == MOST_WRITERS
    for thread in threads:
        thread.join()
    assert not refused
    assert patient.answers(place.assessment.id)["gates"].choice == "3"
    patient.close()


def waiting(postgres: Postgres) -> list[tuple[object, ...]]:
    """Who waits for a lock."""
    return postgres.beside.execute("select pid from pg_locks where not granted and locktype = 'advisory'").fetchall()


def test_a_statement_that_failed_spoils_its_whole_act(postgres: Postgres) -> None:
    def act() -> None:
        with postgres.store._writing() as db:
            db.execute("insert into settings (name, value, kept) values ('half', '', '')")
            with suppress(psycopg.Error):
                db.execute("select nothing from nowhere")

    with pytest.raises(StoreError, match="had failed"):
        act()
    assert postgres.store.setting("half") is None


def test_a_fork_shares_no_connection(postgres: Postgres) -> None:
    place = furnish(postgres.store)

    def child(name: str) -> None:
        for number in range(20):
            said = {f"{name}-{number}": Answer("1")}
            postgres.store.save_answers(place.workspace.id, place.assessment.id, said, NOW)

    processes = [FORK.Process(target=child, args=(name,)) for name in ("one", "other")]
    for process in processes:
        process.start()
    for number in range(5):
        said = {f"parent-{number}": Answer("2")}
        postgres.store.save_answers(place.workspace.id, place.assessment.id, said, NOW)
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0]
    assert len(postgres.store.answers(place.assessment.id)) == 47
