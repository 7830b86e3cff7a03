"""The interval of a share, against values that others published and against what must hold of any."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.wilson import clearly_differ, wilson


@pytest.mark.parametrize(
    ("right", "asked", "low", "high"),
    # Newcombe (1998), "Two-sided confidence intervals for the single proportion", table I, method 3.
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_published_intervals(right: int, asked: int, low: float, high: float) -> None:
    assert wilson(right, asked) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 5000).flatmap(lambda asked: st.tuples(st.integers(0, asked), st.just(asked))))
def test_the_share_is_inside_and_more_answers_make_it_narrower(share: tuple[int, int]) -> None:
    right, asked = share
    low, high = wilson(right, asked)
    assert 0 <= low <= right / asked + 1e-12
    assert right / asked - 1e-12 <= high <= 1
    ten_times = wilson(10 * right, 10 * asked)
    assert ten_times[1] - ten_times[0] < high - low


def test_only_more_than_chance_is_a_clear_difference() -> None:
    # Newcombe (1998), "Interval estimation for the difference", table II (a): 56 of 70 and 48 of 80, 0.0524 to 0.3339.
    assert clearly_differ((56, 70), (48, 80))
    assert clearly_differ((48, 80), (56, 70))
    # (b) of the same table: 9 of 10 and 3 of 10, 0.1705 to 0.8090; a closer pair of so few answers does not differ.
    assert clearly_differ((9, 10), (3, 10))
    assert not clearly_differ((6, 10), (5, 10))
    assert not clearly_differ((6, 10), (0, 0))
