"""Shares the files of tests among processes so that while one waits for a browser or a server, others calculate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xdist.scheduler import LoadFileScheduling

if TYPE_CHECKING:
    from xdist.workermanage import WorkerController

# Tests of these run programs of their own, and wait for them about half of their time.
WAITING = ("tests/journeys/", "tests/printing/", "tests/scripts/")


class WaitingBesideWorking(LoadFileScheduling):  # type: ignore[misc]
    """A file stays in one process, as with `--dist loadfile`; what waits comes first, in a third of the processes.

    Otherwise the journeys, which have few tests a file, would all come last, in all processes at once: these then wait
    at the same time, and the last of them goes on alone.
    """

    def _assign_work_unit(self, node: WorkerController) -> None:
        others = [work for other, work in self.assigned_work.items() if other is not node]
        waiting = sum(_any_left(work) for work in others)
        first = next_file(list(self.workqueue), waiting < waiting_at_once(self.numnodes))
        self.workqueue.move_to_end(first, last=False)
        super()._assign_work_unit(node)


def waiting_at_once(processes: int) -> int:
    """How many of so many processes may have tests that wait."""
    return max(1, processes // 3)


def next_file(files: list[str], may_wait: bool) -> str:
    """The first file of the kind that is to come next; the first of all if there is none of that kind."""
    return next((each for each in files if each.startswith(WAITING) == may_wait), files[0])


def _any_left(work: dict[str, dict[str, bool]]) -> bool:
    """Whether a process still has a test that waits."""
    return any(file.startswith(WAITING) and not all(tests.values()) for file, tests in work.items())
