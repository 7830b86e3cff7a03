"""A process that prints says again and again that it does, whatever becomes of the store meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from threading import Event
from types import SimpleNamespace
from typing import cast

import pytest

from printing import print_leases
from printing.print_leases import held, new_printer
from storage.errors import StoreUnavailable
from usecases.services import Services

LONG = 30.0


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits for seconds."""
    monkeypatch.setattr(print_leases, "EVERY", 0.001)


def services(hold: Callable[[str, str, datetime], bool]) -> Services:
    """Services whose store holds prints so."""
    store = SimpleNamespace(hold_print=hold)
    return cast(Services, SimpleNamespace(store=store, now=lambda: datetime.now(UTC)))


def test_it_is_renewed_until_the_end_even_where_the_store_fails_for_a_while() -> None:
    renewed, calls = Event(), list[tuple[str, str]]()

    def hold(print_id: str, printer: str, _now: datetime) -> bool:
        calls.append((print_id, printer))
        if len(calls) < 3:
            raise StoreUnavailable("The database is locked.")
        if len(calls) == 5:
            renewed.set()
        return True

    with held(services(hold), "order", "printer"):
        assert renewed.wait(LONG)
    after = len(calls)
    assert set(calls) == {("order", "printer")}
    Event().wait(0.05)
    assert len(calls) == after, "it ends with the print"


def test_what_another_has_taken_is_not_asked_for_again() -> None:
    asked, calls = Event(), list[str]()

    def hold(print_id: str, _printer: str, _now: datetime) -> bool:
        calls.append(print_id)
        asked.set()
        return False

    with held(services(hold), "order", "printer"):
        assert asked.wait(LONG)
        Event().wait(0.05)
    assert calls == ["order"]


def test_a_name_is_given_once() -> None:
    assert len({new_printer() for _ in range(50)}) == 50
