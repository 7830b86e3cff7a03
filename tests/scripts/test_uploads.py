"""`python -m bench.uploads` on a small scale: the pictures are taken and refused over HTTP, and memory is seen."""

from __future__ import annotations

import subprocess
import sys

import pytest

from bench import uploads as module
from bench.uploads import uploads


def test_big_pictures_at_once_take_little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SENDERS", 3)
    monkeypatch.setattr(module, "PROCESSES", 1)
    taken, refused = uploads()
    assert "answered [302]" in taken.measured
    assert "answered [400]" in refused.measured
    assert all(row.met for row in (taken, refused))
    # The process that reads a picture is among what is looked at.
    assert not taken.measured.startswith("+0 ")


def test_the_memory_of_processes_that_were_started_is_seen() -> None:
    before = module._held()
    hold = "import sys; held = b'x' * 50_000_000; print(flush=True); sys.stdin.read()"
    with subprocess.Popen([sys.executable, "-c", hold], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as child:
        assert child.stdout
        child.stdout.readline()
        assert module._held() - before > 50_000_000
        assert child.stdin
        child.stdin.close()
