"""A process works on one request at a time, and nobody waits for one that takes long."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event, Lock
from time import monotonic, sleep

from scripts.serving import read_serving
from scripts.turns import PATIENCE, Turns


@contextmanager
def request(turns: Turns) -> Iterator[None]:
    """As gunicorn calls the hooks around a request, whatever becomes of it."""
    turns.begin(None, None)
    try:
        yield
    finally:
        turns.end(None, None, None, None)


def waited(turns: Turns) -> float:
    """How long a request waits for its turn, in seconds."""
    begun = monotonic()
    with request(turns):
        return monotonic() - begun


def in_a_thread(pool: ThreadPoolExecutor, turns: Turns, work: Callable[[], object]) -> Event:
    """Begin a request that does some work; gives what tells that it has its turn."""
    begun = Event()

    def run() -> None:
        with request(turns):
            begun.set()
            work()

    pool.submit(run)
    return begun


def test_of_many_short_ones_no_two_are_worked_on_at_once() -> None:
    turns, counting, at_once, most = Turns(), Lock(), 0, list[int]()

    def short() -> None:
        nonlocal at_once
        with request(turns):
            with counting:
                at_once += 1
                most.append(at_once)
            sleep(PATIENCE / 100)
            with counting:
                at_once -= 1

    with ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(short) for _ in range(100)]:
            done.result()
    assert len(most) == 100
    assert most.count(1) >= 60, "a machine that stands still for a moment lets one pass another, but most go in turn"


def test_one_that_takes_long_is_waited_for_once_and_never_again() -> None:
    turns, go_on = Turns(), Event()
    with ThreadPoolExecutor(2) as pool:
        assert in_a_thread(pool, turns, go_on.wait).wait(10)
        assert waited(turns) >= PATIENCE
        assert min(waited(turns) for _ in range(20)) < PATIENCE / 2
        go_on.set()
    with ThreadPoolExecutor(2) as pool:
        go_on.clear()
        assert in_a_thread(pool, turns, go_on.wait).wait(10)
        assert waited(turns) >= PATIENCE, "after that they go in turn again"
        go_on.set()


def test_a_request_that_fails_gives_its_turn_back_and_only_its_own() -> None:
    turns, go_on = Turns(), Event()
    with ThreadPoolExecutor(1) as pool:
        assert in_a_thread(pool, turns, go_on.wait).wait(10)
        for _ in range(3):
            try:
                with request(turns):
                    raise LookupError
            except LookupError:
                pass
        assert turns._turn.locked(), "whoever takes long still has it"
        go_on.set()
    assert not turns._turn.locked()
    turns.end(None, None, None, None)
    with request(turns):
        assert turns._turn.locked()


def test_where_the_store_is_on_another_machine_requests_are_worked_on_at_once() -> None:
    assert read_serving({}).in_turn
    assert not read_serving({"CHECK_STORE": "postgresql://db/check"}).in_turn
