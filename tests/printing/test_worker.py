"""The worker's real processes: every order is printed, even if workers are killed, and never more at once than set."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest

from cli.plan_file import read_plan_input
from printing.kinds.plan import plan_job
from printing.print_queue import make_queue
from printing.print_service import PrintService
from scripts.serve import worker_command
from storage.keys import make_key_file
from storage.records import PrintOrder
from tests.postgres_cluster import made_database
from usecases.services import Services
from usecases.settings import ROOT, read_settings

PATIENCE = 120.0
# The worker, but what a dead process held is free sooner than after the 15 seconds of the service.
SHORT_LEASE = """
import runpy
from datetime import timedelta
from storage import print_orders
print_orders.LEASE = timedelta(seconds=5)
runpy.run_module("huey.bin.huey_consumer", run_name="__main__", alter_sys=True)
"""


@pytest.fixture
def place(tmp_path: Path, request: pytest.FixtureRequest) -> dict[str, str]:
    """A data folder with keys; the store is in it, or in PostgreSQL."""
    for name in ("store.key", "secret.key"):
        make_key_file(tmp_path / name)
    given = {"CHECK_DATA": str(tmp_path)}
    if getattr(request, "param", "sqlite") == "postgres":
        given["CHECK_STORE"] = made_database(request.getfixturevalue("postgres_server"), "worker")
    return given


@pytest.fixture
def services(place: dict[str, str]) -> Iterator[Services]:
    """The services of a site on that folder, which only orders."""
    services = Services(read_settings(place))
    services.store.keep_bank(services.bank.version, services.bank.document)
    yield services
    services.store.close()


@contextmanager
def worker(place: dict[str, str], printers: int) -> Iterator[None]:
    """The worker as ./run starts it, but quicker to look for work and for dead processes."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("CHECK_", "FLASK_"))}
    consumer = worker_command(printers)
    assert consumer[:2] == ("-m", "huey.bin.huey_consumer")
    command = [sys.executable, "-c", SHORT_LEASE, *consumer[2:], "-m", "0.1", "-c", "0.5"]
    with subprocess.Popen(command, cwd=ROOT, env=environment | place, start_new_session=True) as process:
        try:
            yield
        finally:
            process.terminate()
            try:
                process.wait(30)
            finally:
                if process.returncode is None:
                    os.killpg(process.pid, signal.SIGKILL)


def order(services: Services, example: str) -> PrintOrder:
    """An order of the plan of an example, in a workspace of its own; no worker is told of it."""
    given = read_plan_input(services.bank, ROOT / "examples" / f"{example}.yaml")
    store, now = services.store, services.now()
    ours, where = (each.id for each in store.begin_workspace(os.urandom(8), now))
    store.save_profile(ours, where, given.profile, now)
    which = store.start_assessment(ours, where, services.bank.version, given.kind, now).id
    store.save_answers(ours, which, given.answers, now)
    store.finish(ours, which, now)
    subject = {"assessment": which}
    printable = plan_job(services, subject)
    assert printable is not None
    return store.order_print("plan", printable.key, subject, now, workspace_id=ours, assessment_id=which)


def until(services: Services, given: PrintOrder, *, printed: bool) -> PrintOrder:
    """The order once it is printed, or once a printer has taken it."""
    last = monotonic() + PATIENCE
    while monotonic() < last:
        found = services.store.find_print(given.id)
        assert found is not None
        assert not found.failed
        if found.printed or (found.printer and not printed):
            return found
        sleep(0.01)
    raise AssertionError("it was not printed")


@pytest.mark.parametrize("place", ["sqlite", "postgres"], indirect=True)
def test_a_process_killed_in_the_middle_is_replaced_and_its_document_printed(
    services: Services, place: dict[str, str]
) -> None:
    """Its job went with it, and the order was never in the queue: the store alone knows of it."""
    ordered = order(services, "music-pub")
    with worker(place, 1):
        taken = until(services, ordered, printed=False)
        os.kill(int(str(taken.printer).partition("-")[0]), signal.SIGKILL)
        killed = services.store.find_print(ordered.id)
        assert killed is not None
        assert killed.printed is None, "it was killed too late to show anything"
        done = until(services, ordered, printed=True)
    assert done.key == ordered.key, "the worker makes the same document of the subject as the site"
    assert (done.tries, done.printer == taken.printer) == (2, False)
    document = services.store.printed_document(ordered.id)
    assert document is not None
    assert document.startswith(b"%PDF")


def test_never_more_are_printed_at_once_than_set_and_none_twice(services: Services, place: dict[str, str]) -> None:
    asks = [make_queue(PrintService(services))[1] for _ in range(2)]
    orders = [order(services, "bookshop-quick") for _ in range(4)]
    for each in orders:
        for ask in asks:
            ask(each.id)
    with worker(place, 2):
        done = [until(services, each, printed=True) for each in orders]
    assert {each.tries for each in done} == {1}
    assert len({str(each.printer).partition("-")[0] for each in done}) <= 2
    for each in done:
        assert each.started
        at_once = [one for one in done if one.started and one.printed and one.started <= each.started < one.printed]
        assert len(at_once) <= 2
        assert len({one.printer for one in at_once}) == len(at_once)
