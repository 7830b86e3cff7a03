"""Files of anyone are read in processes of their own: so many at once, so many threads that wait, and no more."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import BoundedSemaphore

import pytest

from reports import apart
from reports.apart import BusyApart, read_apart
from reports.cards.logo_sandbox import read_logo_apart
from reports.exports.sheet_reader import SheetRefused
from reports.exports.sheet_sandbox import read_sheet_apart
from reports.forms.filled_form import FormRefused
from reports.forms.form_sandbox import read_form_apart
from usecases.settings import ROOT

# Writes when it begins and when it ends, and reads nothing.
SLOW = """
import sys, time
from pathlib import Path
begun = time.monotonic()
time.sleep(0.2)
Path(sys.stdin.read()).write_text(f"{begun} {time.monotonic()}")
print("+")
"""


@pytest.fixture
def slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a module that takes its time."""
    monkeypatch.setattr(apart, "ROOT", tmp_path)
    (tmp_path / "readers").mkdir()
    for name in ("a", "b", "c", "slow"):
        (tmp_path / "readers" / f"{name}.py").write_text(SLOW)
    return tmp_path


@pytest.mark.parametrize("at_once", [1, 2])
def test_no_more_are_read_at_once_than_may_be(slow: Path, at_once: int) -> None:
    files = [slow / f"{number}.times" for number in range(6)]
    with ThreadPoolExecutor(6) as threads:
        list(threads.map(lambda file: read_apart("readers.slow", str(file).encode(), 20, at_once), files))
    spans = [tuple(map(float, file.read_text().split())) for file in files]
    most = max(sum(begun <= moment < ended for begun, ended in spans) for moment, _ in spans)
    assert most == at_once


def test_no_more_threads_wait_than_may(slow: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_threads", BoundedSemaphore(2))
    files = [slow / f"{number}.times" for number in range(5)]

    def read(file: Path) -> bool:
        try:
            read_apart("readers.slow", str(file).encode(), 20, 1)
        except BusyApart:
            return False
        return True

    with ThreadPoolExecutor(5) as threads:
        assert sum(threads.map(read, files)) == 2
    assert [read(file) for file in files[:3]] == [True] * 3, "whoever comes later finds room again"


@pytest.mark.parametrize(
    ("read", "refusal", "says"),
    [
        (read_form_apart, FormRefused, "Many forms .* Wait a minute"),
        (read_sheet_apart, SheetRefused, "Many spreadsheets .* Wait a minute"),
        (read_logo_apart, ValueError, "Many pictures .* Wait a minute"),
    ],
)
def test_who_finds_no_room_is_told_in_words(
    read: object, refusal: type[Exception], says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(apart, "_threads", BoundedSemaphore(1))
    assert callable(read)
    with apart._turn("reports.cards.logo_sandbox", 1), pytest.raises(refusal, match=says):
        read(b"x")


ENDLESS = """
from reports import apart
apart.MOST_WORK = 1
apart.answer(lambda _: max(iter(int, 1)), OSError, 10**9)
"""


def test_a_process_that_nobody_ends_ends_by_itself() -> None:
    done = subprocess.run([sys.executable, "-c", ENDLESS], cwd=ROOT, input=b"", timeout=60, check=False)
    assert done.returncode < 0
