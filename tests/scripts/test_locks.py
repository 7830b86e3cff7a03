"""The lock files: complete, hashed, without addresses, and the one inside the other."""

from __future__ import annotations

import re

import pytest

from usecases.settings import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-uv.lock")
PIN = re.compile(r"^([a-z0-9._-]+)==(\S+)", re.MULTILINE)


def text_of(lock: str) -> str:
    return (ROOT / lock).read_text(encoding="utf-8")


def test_the_development_lock_holds_the_runtime_lock() -> None:
    """So that scripts/setup need not undo for ./run what it did for ./test."""
    assert set(PIN.findall(text_of("requirements.lock"))) <= set(PIN.findall(text_of("requirements-dev.lock")))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_hashes_and_no_address(lock: str) -> None:
    text = text_of(lock)
    entries = re.findall(r"^[a-z0-9].*\n(?:    .*\n)+", text, re.MULTILINE)
    assert len(entries) == len(PIN.findall(text)) > 0
    assert all("--hash=sha256:" in entry for entry in entries)
    assert not re.search(r"://|--index|--find-links|file:|\s/\w", text)
