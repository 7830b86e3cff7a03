"""Files stay whole, and tests that wait for a browser run beside tests that calculate."""

from __future__ import annotations

from types import SimpleNamespace
from typing import cast

import pytest
from xdist.workermanage import WorkerController

from tests.distribution import WaitingBesideWorking

# Each waiting file has few tests, as the journeys have: by number of tests alone they would all come last.
WAITING = [f"tests/journeys/test_{each}.py::test_{number}" for each in "abcd" for number in range(4)]
WORKING = [f"tests/web/test_{each}.py::test_{number}" for each in "efgh" for number in range(9)]


class Process:
    """A process as the scheduler sees it; it runs what it was sent, one by one."""

    shutting_down = False

    def __init__(self) -> None:
        self.sent: list[int] = []
        self.gateway = SimpleNamespace(id="gw")

    def send_runtest_some(self, indices: list[int]) -> None:
        """Take more tests."""
        self.sent += indices

    def shutdown(self) -> None:
        """Take no more."""
        self.shutting_down = True


def run(tests: list[str], processes: int) -> list[dict[int, str]]:
    """What each process ran at the same time, turn by turn; every test takes as long as any other."""
    options = {"tx": ["popen"] * processes, "loadscopereorder": True}
    config = SimpleNamespace(option=SimpleNamespace(**options), getvalue=options.__getitem__)
    scheduler = WaitingBesideWorking(cast(pytest.Config, config))
    nodes = [Process() for _ in range(processes)]
    for node in nodes:
        scheduler.add_node(cast(WorkerController, node))
        scheduler.add_node_collection(cast(WorkerController, node), tests)
    scheduler.schedule()
    turns = []
    while any(node.sent for node in nodes):
        turn = {place: node.sent.pop(0) for place, node in enumerate(nodes) if node.sent}
        turns.append({place: tests[index] for place, index in turn.items()})
        for place, index in turn.items():
            scheduler.mark_test_complete(cast(WorkerController, nodes[place]), index)
    return turns


def waiting(turn: dict[int, str]) -> int:
    """How many wait in this turn."""
    return sum(test in WAITING for test in turn.values())


@pytest.mark.parametrize(("processes", "most"), [(1, 1), (2, 1), (3, 1), (6, 2)])
def test_tests_that_wait_begin_at_once_and_run_beside_others(processes: int, most: int) -> None:
    turns = run(WORKING + WAITING, processes)
    assert waiting(turns[0]) == most
    amid_work = [turn for turn in turns if waiting(turn) < len(turn)]
    assert max(map(waiting, amid_work)) <= most
    assert sorted(test for turn in turns for test in turn.values()) == sorted(WORKING + WAITING)


def test_when_nothing_else_is_left_all_processes_wait() -> None:
    assert [waiting(turn) for turn in run(WAITING, 2)] == [2] * 8


def test_a_file_stays_in_one_process() -> None:
    ran = {(test.partition("::")[0], place) for turn in run(WORKING + WAITING, 3) for place, test in turn.items()}
    assert sorted(file for file, _ in ran) == sorted({test.partition("::")[0] for test in WORKING + WAITING})
