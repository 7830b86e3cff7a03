"""Two processes print a document's parts: the same bytes as one, whatever becomes of the other."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer
from time import monotonic, sleep

import pytest

from reports.pdf.pdf_worker import ROOT, PdfWorker
from reports.pdf.plan import one_by_one, plan_html, render_plan
from tests.reports.cards.test_logo import picture
from tests.reports.opened import plan
from tests.reports.premises import places

PATIENCE = 60.0
DOCUMENTS = [
    f'<html lang="en-GB"><head><title>{name}</title></head><body><h1>{name}</h1></body></html>'
    for name in ("One", "Two", "Three ☃")
]


@pytest.fixture
def worker() -> Iterator[PdfWorker]:
    worker = PdfWorker()
    yield worker
    worker.end()


def process_of(worker: PdfWorker) -> subprocess.Popen[bytes]:
    assert worker._process is not None
    return worker._process


def test_it_prints_what_one_process_prints(worker: PdfWorker) -> None:
    assert worker.render(DOCUMENTS, {}) == one_by_one(DOCUMENTS, {})
    assert worker.render(DOCUMENTS[:1], {}) == one_by_one(DOCUMENTS[:1], {})


@pytest.mark.parametrize("name", ["quick", "hostile"])
def test_a_plan_has_the_same_bytes(worker: PdfWorker, name: str) -> None:
    assert render_plan(places()[name], worker.render) == plan(name).data


def test_pictures_go_along(worker: PdfWorker) -> None:
    shown = [document.replace("</h1>", '</h1><p><img src="p:x" alt="A"/></p>') for document in DOCUMENTS]
    pictures = {"p:x": picture()}
    assert worker.render(shown, pictures) == one_by_one(shown, pictures)
    assert worker.render(shown, pictures) != worker.render(DOCUMENTS, {})


def test_a_dead_worker_is_replaced(worker: PdfWorker) -> None:
    worker.start()
    old = process_of(worker)
    old.kill()
    old.wait()
    assert worker.render(DOCUMENTS, {}) == one_by_one(DOCUMENTS, {})
    assert process_of(worker).pid != old.pid


def test_what_it_was_printing_when_it_was_killed_is_printed_here(worker: PdfWorker) -> None:
    worker.start()
    old = process_of(worker)
    os.kill(old.pid, signal.SIGSTOP)  # it prints nothing, so it is surely killed before it is done
    with ended_after(1.0, old):
        assert worker.render(DOCUMENTS, {}) == one_by_one(DOCUMENTS, {})
    assert worker.render(DOCUMENTS, {}) == one_by_one(DOCUMENTS, {})
    assert process_of(worker).pid != old.pid


def test_where_printing_here_fails_the_next_caller_gets_nothing_of_it(
    worker: PdfWorker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Output of the worker that was never read must not end up in the next document."""
    with monkeypatch.context() as patch:
        patch.setattr("reports.pdf.pdf_worker.print_html", no_paper)
        with pytest.raises(RuntimeError, match="no paper"):
            worker.render(DOCUMENTS, {})
    others = [document.replace("One", "Another") for document in DOCUMENTS]
    assert worker.render(others, {}) == one_by_one(others, {})


def no_paper(*_: object, **__: object) -> bytes:
    raise RuntimeError("no paper")


def test_nothing_outside_is_fetched_there_either(worker: PdfWorker) -> None:
    reaching = [DOCUMENTS[0].replace("<h1>", '<h1 style="background: url(https://example.org/x.png)">'), DOCUMENTS[1]]
    assert worker.render(reaching, {}) == one_by_one(reaching, {})


def test_it_ends_with_the_process_that_made_it() -> None:
    code = (
        "import os, signal; from reports.pdf.pdf_worker import PdfWorker; worker = PdfWorker(); worker.start();"
        "print(worker.process_id, flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert done.returncode == -signal.SIGKILL
    last = monotonic() + PATIENCE
    while runs(int(done.stdout)):
        assert monotonic() < last
        sleep(0.05)


def test_what_it_is_killed_in_leaves_nothing_behind(
    worker: PdfWorker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    worker._ask([plan_html(places()["quick"])] * 3, {})
    process = process_of(worker)
    assert process.stdout is not None
    process.stdout.readline()  # it has printed one, and goes on with the next
    last, seen = monotonic() + 1.0, set[str]()
    while monotonic() < last and not seen:
        seen.update(path.name for path in tmp_path.iterdir())
    process.kill()
    process.wait()
    assert seen == set()
    assert list(tmp_path.iterdir()) == []


@contextmanager
def ended_after(seconds: float, process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Kill a process in a while."""
    timer = Timer(seconds, process.kill)
    timer.start()
    yield
    timer.join()


def runs(number: int) -> bool:
    """Whether a process of this number is at work; one that has ended and was not fetched is not."""
    try:
        return Path(f"/proc/{number}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except FileNotFoundError:
        return False
