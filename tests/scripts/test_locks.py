"""The lock files: complete, hashed, without addresses, and the one inside the other."""

from __future__ import annotations

import re
import tomllib

import pytest

from usecases.settings import ROOT

LOCKS = ("requirements.lock", "requirements-postgres.lock", "requirements-dev.lock", "requirements-uv.lock")
PIN = re.compile(r"^([a-z0-9._-]+)==(\S+)", re.MULTILINE)


def text_of(lock: str) -> str:
    return (ROOT / lock).read_text(encoding="utf-8")


def test_the_development_lock_holds_the_runtime_lock() -> None:
    """So that scripts/setup need not undo for ./run what it did for ./test."""
    assert set(PIN.findall(text_of("requirements.lock"))) <= set(PIN.findall(text_of("requirements-dev.lock")))


def test_the_lock_for_postgres_holds_the_runtime_lock_and_the_driver() -> None:
    runtime, postgres, dev = (
        set(PIN.findall(text_of(lock)))
        for lock in ("requirements.lock", "requirements-postgres.lock", "requirements-dev.lock")
    )
    assert runtime < postgres <= dev
    assert {name for name, _ in postgres - runtime} == {"psycopg", "psycopg-binary"}


@pytest.mark.parametrize("lock", LOCKS)
def test_every_pin_has_hashes_and_no_address(lock: str) -> None:
    text = text_of(lock)
    entries = re.findall(r"^[a-z0-9].*\n(?:    .*\n)+", text, re.MULTILINE)
    assert len(entries) == len(PIN.findall(text)) > 0
    assert all("--hash=sha256:" in entry for entry in entries)
    assert not re.search(r"://|--index|--find-links|file:|\s/\w", text)


def test_what_only_editors_need_is_in_the_development_lock_alone() -> None:
    """The `editor` extra is part of the development group, and none of it is the site's own dependency."""
    project = tomllib.loads(text_of("pyproject.toml"))
    editor = project["project"]["optional-dependencies"]["editor"]
    names = {re.split(r"[<>=]", each)[0] for each in editor}
    assert names == {"codespell", "pyphen"}
    assert set(editor) <= set(project["dependency-groups"]["dev"])
    assert names.isdisjoint(re.split(r"[<>=\[]", each)[0] for each in project["project"]["dependencies"])
    locked = {name for name, _ in PIN.findall(text_of("requirements.lock"))}
    assert names & locked == {"pyphen"}, "WeasyPrint brings pyphen for its hyphens; codespell has no other user"
    assert names <= {name for name, _ in PIN.findall(text_of("requirements-dev.lock"))}
