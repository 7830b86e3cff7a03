"""The packing that the best set rests on, with gains, hours and pounds that no bank of ours has."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from assessment.knapsack import NOTHING, Item, Packing, pack

_amounts = st.integers(0, 6) | st.sampled_from((40, 41, 160))
_gains = st.integers(1, 12) | st.sampled_from((400, 401, 1203))
_starts = st.lists(st.tuples(_amounts, _amounts), min_size=1, max_size=3, unique=True)


@st.composite
def _items(draw: st.DrawFn) -> list[Item]:
    count = draw(st.integers(0, 9))
    return [Item(draw(_gains), draw(_amounts), draw(_amounts), 1 << place) for place in range(count)]


@given(_items(), _starts, st.integers(0, 330), st.integers(0, 330))
def test_all_best_packings_and_no_other(
    items: list[Item], begun: list[tuple[int, int]], hours: int, pounds: int
) -> None:
    """Against every set of items added to every start."""
    starts = [Packing(h, p, 1 << (20 + n)) for n, (h, p) in enumerate(begun) if h <= hours and p <= pounds] or [NOTHING]
    found = [
        (
            sum(item.gain for item in few),
            Packing(
                start.hours + sum(item.hours for item in few),
                start.pounds + sum(item.pounds for item in few),
                start.bits + sum(item.bit for item in few),
            ),
        )
        for start in starts
        for size in range(len(items) + 1)
        for few in combinations(items, size)
    ]
    within = [(gain, each) for gain, each in found if each.hours <= hours and each.pounds <= pounds]
    most = max(gain for gain, _ in within)
    best = [each for gain, each in within if gain == most]
    assert pack(starts, items, hours, pounds) == sorted(
        one for one in best if not any(_beats(other, one) for other in best)
    )


def _beats(one: Packing, other: Packing) -> bool:
    """Whether it takes no more and less of something; or the same, with the higher bits."""
    if one[:2] == other[:2]:
        return one.bits > other.bits
    return one.hours <= other.hours and one.pounds <= other.pounds
