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

from reports.pdf.pdf_worker import ROOT, Mate
from reports.pdf.plan import one_by_one, render_plan
from tests.reports.cards.test_logo import picture
from tests.reports.opened import plan
from tests.reports.premises import places

PATIENCE = 60.0
DOCUMENTS = [
    f'<html lang="en-GB"><head><title>{name}</title></head><body><h1>{name}</h1></body></html>'
    for name in ("One", "Two", "Three ☃")
]


@pytest.fixture
def mate() -> Iterator[Mate]:
    mate = Mate()
    yield mate
    mate.end()


def process_of(mate: Mate) -> subprocess.Popen[bytes]:
    assert mate._process is not None
    return mate._process


def test_it_prints_what_one_process_prints(mate: Mate) -> None:
    assert mate.press(DOCUMENTS, {}) == one_by_one(DOCUMENTS, {})
    assert mate.press(DOCUMENTS[:1], {}) == one_by_one(DOCUMENTS[:1], {})


@pytest.mark.parametrize("name", ["quick", "hostile"])
def test_a_plan_has_the_same_bytes(mate: Mate, name: str) -> None:
    assert render_plan(places()[name], mate.press) == plan(name).data


def test_pictures_go_along(mate: Mate) -> None:
    shown = [document.replace("</h1>", '</h1><p><img src="p:x" alt="A"/></p>') for document in DOCUMENTS]
    pictures = {"p:x": picture()}
    assert mate.press(shown, pictures) == one_by_one(shown, pictures)
    assert mate.press(shown, pictures) != mate.press(DOCUMENTS, {})


def test_where_it_has_ended_there_is_a_new_one(mate: Mate) -> None:
    mate.start()
    old = process_of(mate)
    old.kill()
    old.wait()
    assert mate.press(DOCUMENTS, {}) == one_by_one(DOCUMENTS, {})
    assert process_of(mate).pid != old.pid


def test_what_it_was_printing_when_it_was_killed_is_printed_here(mate: Mate) -> None:
    mate.start()
    old = process_of(mate)
    os.kill(old.pid, signal.SIGSTOP)  # it prints nothing, so it is surely killed before it is done
    with ended_after(1.0, old):
        assert mate.press(DOCUMENTS, {}) == one_by_one(DOCUMENTS, {})
    assert mate.press(DOCUMENTS, {}) == one_by_one(DOCUMENTS, {})
    assert process_of(mate).pid != old.pid


def test_where_printing_here_fails_the_next_caller_gets_nothing_of_it(
    mate: Mate, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the mate made of a document that nobody took must never end up in the next one."""
    with monkeypatch.context() as patch:
        patch.setattr("reports.pdf.pdf_worker.print_html", no_paper)
        with pytest.raises(RuntimeError, match="no paper"):
            mate.press(DOCUMENTS, {})
    others = [document.replace("One", "Another") for document in DOCUMENTS]
    assert mate.press(others, {}) == one_by_one(others, {})


def no_paper(*_: object, **__: object) -> bytes:
    raise RuntimeError("no paper")


def test_nothing_outside_is_fetched_there_either(mate: Mate) -> None:
    reaching = [DOCUMENTS[0].replace("<h1>", '<h1 style="background: url(https://example.org/x.png)">'), DOCUMENTS[1]]
    assert mate.press(reaching, {}) == one_by_one(reaching, {})


def test_it_ends_with_the_process_that_made_it() -> None:
    code = (
        "import os, signal; from reports.pdf.pdf_worker import Mate; mate = Mate(); mate.start();"
        "print(mate.process_id, flush=True); os.kill(os.getpid(), signal.SIGKILL)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert done.returncode == -signal.SIGKILL
    last = monotonic() + PATIENCE
    while runs(int(done.stdout)):
        assert monotonic() < last
        sleep(0.05)


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
