"""`make bench-load` on a small scale: what it counts is what happened."""

from __future__ import annotations

import pytest

from bench import busy as module
from bench.busy import HEALTH, busy, quantile
from bench.probe import ask
from bench.table import Row


@pytest.fixture(scope="module")
def rows() -> dict[str, Row]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "SAVERS", 3)
        patch.setattr(module, "HELD", 1.0)
        patch.setattr(module, "SAVER_THINKS", 0.1)
        return {row.what: row for row in busy(seconds=3.0, businesses=3, think=0.2)}


def test_businesses_answer_without_an_error(rows: dict[str, Row]) -> None:
    assert rows["errors"].measured == "none"
    saves = int(rows["requests"].measured.split(", ")[1].split()[0])
    # Each begins by itself and saves at least twice in the time.
    assert saves >= 3 * 2


def test_saving_is_refused_while_the_database_is_held_and_health_is_not(rows: dict[str, Row]) -> None:
    assert "POST 503" in rows["database held, 3 savers"].measured
    assert "inf" not in rows["/health meanwhile"].measured


def test_no_answer_takes_for_ever() -> None:
    assert ask(9, HEALTH) == float("inf")


def test_a_quantile_is_one_of_the_times() -> None:
    taken = [float(number) for number in range(200, 0, -1)]
    assert [quantile(taken, percent) for percent in (50, 95, 99, 100)] == [100.0, 190.0, 198.0, 200.0]
    assert quantile([7.0], 50) == 7.0
