"""The worker's real processes: what is ordered is printed, whoever is killed, and never more at once than set."""

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

from scripts.serve import worker_command
from storage.keys import make_key_file
from storage.records import PrintOrder
from web.inputs import read_plan_input
from web.jobs import make_queue
from web.plans import printable_plan
from web.services import Services
from web.settings import ROOT, read_settings

PATIENCE = 120.0


@pytest.fixture
def place(tmp_path: Path) -> dict[str, str]:
    """A data folder with keys."""
    for name in ("store.key", "secret.key"):
        make_key_file(tmp_path / name)
    return {"CHECK_DATA": str(tmp_path)}


@pytest.fixture
def parts(place: dict[str, str]) -> Iterator[Services]:
    """The parts of a site on that folder, which only orders."""
    parts = Services(read_settings(place))
    parts.store.keep_bank(parts.bank.version, parts.bank.document)
    yield parts
    parts.store.close()


@contextmanager
def worker(place: dict[str, str], printers: int) -> Iterator[None]:
    """The worker as ./run starts it, but quicker to look for work and for dead processes."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("CHECK_", "FLASK_"))}
    command = [sys.executable, *worker_command(printers), "-m", "0.1", "-c", "0.5"]
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


def order(parts: Services, example: str) -> PrintOrder:
    """An order of the plan of an example, in a workspace of its own; nobody is told of it."""
    given = read_plan_input(parts.bank, ROOT / "examples" / f"{example}.yaml")
    store, now = parts.store, parts.now()
    ours = store.create_workspace(os.urandom(8), now).id
    where = store.add_premises(ours, now).id
    store.save_profile(ours, where, given.profile, now)
    which = store.start_assessment(ours, where, parts.bank.version, given.kind, now).id
    store.save_answers(ours, which, given.answers, now)
    store.finish(ours, which, now)
    subject = {"assessment": which}
    printable = printable_plan(parts, subject)
    assert printable is not None
    return store.order_print("plan", printable.key, subject, now, workspace_id=ours, assessment_id=which)


def until(parts: Services, given: PrintOrder, *, printed: bool) -> PrintOrder:
    """The order once it is printed, or once a printer has taken it."""
    last = monotonic() + PATIENCE
    while monotonic() < last:
        found = parts.store.find_print(given.id)
        assert found is not None
        assert not found.failed
        if found.printed or (found.printer and not printed):
            return found
        sleep(0.01)
    raise AssertionError("it was not printed")


def test_a_process_killed_in_the_middle_is_replaced_and_its_document_printed(
    parts: Services, place: dict[str, str]
) -> None:
    """Its job went with it, and the order was never in the queue: the store alone knows of it."""
    ordered = order(parts, "music-pub")
    with worker(place, 1):
        taken = until(parts, ordered, printed=False)
        os.kill(int(str(taken.printer).partition("-")[0]), signal.SIGKILL)
        killed = parts.store.find_print(ordered.id)
        assert killed is not None
        assert killed.printed is None, "it was killed too late to show anything"
        done = until(parts, ordered, printed=True)
    assert done.key == ordered.key, "the worker makes the same document of the subject as the site"
    assert (done.tries, done.printer == taken.printer) == (2, False)
    document = parts.store.printed_document(ordered.id)
    assert document is not None
    assert document.startswith(b"%PDF")
    assert not parts.printers.living(str(done.printer))


def test_never_more_are_printed_at_once_than_set_and_none_twice(parts: Services, place: dict[str, str]) -> None:
    asks = [make_queue(parts)[1] for _ in range(2)]
    orders = [order(parts, "bookshop-quick") for _ in range(4)]
    for each in orders:
        for ask in asks:
            ask(each.id)
    with worker(place, 2):
        done = [until(parts, each, printed=True) for each in orders]
    assert {each.tries for each in done} == {1}
    assert len({each.printer for each in done}) <= 2
    for each in done:
        assert each.started
        at_once = [one for one in done if one.started and one.printed and one.started <= each.started < one.printed]
        assert len(at_once) <= 2
        assert len({one.printer for one in at_once}) == len(at_once)
