"""The queue without its processes: an order is in it once, no workspace keeps others waiting, the log is cleaned."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from secrets import token_hex
from threading import Thread

import psycopg
import pytest
from huey import Huey, PostgresHuey

from printing import print_orders
from printing.print_job import PrintJob, Subject, key_of
from printing.print_kinds import PrintKind
from printing.print_orders import order_print, orders_before
from printing.print_queue import make_queue, print_next
from printing.print_service import PrintService
from reports.pdf.plan import Renderer
from storage.keys import make_key_file
from storage.owner_sessions import NewSession
from tests.postgres_cluster import made_database
from usecases.owner_sessions import LONGEST
from usecases.services import Services
from usecases.settings import read_settings


def small(_services: Services, subject: Subject) -> PrintJob:
    """A document that takes no time."""

    def render(_renderer: Renderer) -> bytes:
        return str(subject["name"]).encode()

    return PrintJob(key_of("small", str(subject["name"])), render, "small.pdf", back=("public.start", {}))


@pytest.fixture(params=["sqlite", "postgres"])
def printing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> Iterator[PrintService]:
    """The printing of a site of its own, which prints small documents of a hundred kinds."""
    for name in ("store.key", "secret.key"):
        make_key_file(tmp_path / name)
    kinds = {f"small-{number}": PrintKind("Your document", "Back", small) for number in range(100)}
    monkeypatch.setattr(print_orders, "KINDS", kinds)
    given = {"CHECK_DATA": str(tmp_path)}
    if request.param == "postgres":
        given["CHECK_STORE"] = made_database(request.getfixturevalue("postgres_server"), f"queue-{token_hex(4)}")
    made = PrintService(Services(read_settings(given)))
    yield made
    made.services.store.close()


@pytest.fixture
def queue(printing: PrintService) -> Iterator[Huey]:
    """The queue, which the site asks."""
    queue, printing.ask = make_queue(printing)
    yield queue
    queue.storage.close()


def workspace(printing: PrintService, code: bytes) -> str:
    """The id of a new workspace."""
    return printing.services.store.begin_workspace(code, printing.services.now())[0].id


def run_periodic(queue: Huey) -> None:
    """What a worker does every minute."""
    for task in queue._registry.periodic_tasks:
        queue.execute(task)


def test_an_order_is_in_the_queue_once_however_often_it_is_looked_at(printing: PrintService, queue: Huey) -> None:
    ours = workspace(printing, b"ours")
    for _ in range(20):
        order_print(printing, "small-0", {"name": "a"}, workspace_id=ours)
    other, another_site_asks = make_queue(printing)
    another_site_asks("whichever")
    other.storage.close()
    run_periodic(queue)
    assert queue.pending_count() == 1
    order_print(printing, "small-1", {"name": "b"}, workspace_id=ours)
    run_periodic(queue)
    assert queue.pending_count() == 2


def test_sessions_that_ended_long_ago_are_forgotten_within_a_minute(printing: PrintService, queue: Huey) -> None:
    store, now = printing.services.store, printing.services.now()
    for name, seen in ((b"old", now - LONGEST - timedelta(minutes=1)), (b"new", now)):
        store.begin_workspace(name, seen, session=NewSession(name))
    run_periodic(queue)
    assert store.owner_session(b"old", now) is None
    assert store.owner_session(b"new", now) is not None


def test_a_job_that_was_lost_is_added_again_within_a_minute(printing: PrintService, queue: Huey) -> None:
    order_print(printing, "small-0", {"name": "a"})
    queue.flush()
    run_periodic(queue)
    assert queue.pending_count() == 1


def test_what_is_being_printed_needs_no_job(printing: PrintService, queue: Huey) -> None:
    order = order_print(printing, "small-0", {"name": "a"}).order
    queue.flush()
    assert printing.services.store.take_print(order.id, "another", printing.services.now())
    run_periodic(queue)
    assert queue.pending_count() == 0


def test_one_workspace_with_fifty_orders_keeps_nobody_waiting(printing: PrintService, queue: Huey) -> None:
    many, one = workspace(printing, b"many"), workspace(printing, b"one")
    first = [order_print(printing, f"small-{n}", {"name": f"{n}"}, workspace_id=many).order for n in range(50)]
    single = order_print(printing, "small-0", {"name": "single"}, workspace_id=one).order
    assert queue.pending_count() == 51
    assert orders_before(printing, single) == 1, "the waiting page"
    assert orders_before(printing, first[49]) == 50
    print_next(printing)
    assert orders_before(printing, single) == 0
    print_next(printing)
    store = printing.services.store
    assert store.printed_document(single.id) == b"single"
    assert [each.id for each in store.unfinished_prints()] == [each.id for each in first[1:]]
    for _ in range(60):
        print_next(printing)
    assert store.unfinished_prints() == ()
    assert [store.printed_document(each.id) for each in first] == [f"{n}".encode() for n in range(50)]


@pytest.mark.parametrize("printing", ["sqlite"], indirect=True)
def test_the_worker_cleans_the_log_of_the_store(
    printing: PrintService, queue: Huey, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace(printing, b"gone")
    log = Path(f"{printing.services.settings.database}-wal")
    assert log.stat().st_size > 0
    run_periodic(queue)
    assert log.stat().st_size == 0


@pytest.mark.parametrize("printing", ["postgres"], indirect=True)
def test_the_queue_is_in_the_same_database_and_outlives_its_restart(
    printing: PrintService, queue: Huey, tmp_path: Path
) -> None:
    assert isinstance(queue, PostgresHuey)
    assert not list(tmp_path.glob("*.db*"))
    order_print(printing, "small-0", {"name": "a"})
    url = printing.services.settings.postgres
    assert url
    with psycopg.connect(url, autocommit=True) as beside:
        tables = beside.execute("select tablename from pg_tables where schemaname = 'jobs'").fetchall()
        assert ("huey_task",) in tables
        ended = (
            "select pg_terminate_backend(pid, 9000) from pg_stat_activity where pid <> pg_backend_pid() and datname = "
        )
        beside.execute(f"{ended} current_database()".encode())
    order_print(printing, "small-1", {"name": "b"})
    assert queue.pending_count() == 2


@pytest.mark.parametrize("printing", ["postgres"], indirect=True)
@pytest.mark.parametrize("times", range(3))
def test_many_processes_make_the_queue_at_once_also_where_a_back_up_left_it_out(
    printing: PrintService, times: int
) -> None:
    """docs/operators.md has back-ups made without the queue: a restored database has nothing of it."""
    _ = printing.services.store, times
    url, failed, made = printing.services.settings.postgres, list[Exception](), list[Huey]()
    assert url
    with psycopg.connect(url, autocommit=True) as beside:
        beside.execute("drop schema jobs cascade")

    def make() -> None:
        try:
            made.append(make_queue(printing)[0])
        except Exception as error:
            failed.append(error)

    threads = [Thread(target=make) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert {queue.pending_count() for queue in made} == {0}
    for queue in made:
        queue.storage.close()
