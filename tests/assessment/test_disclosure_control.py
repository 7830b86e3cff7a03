"""What may be shown of many premises: nothing of few, and nothing that a subtraction would reveal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.disclosure_control import (
    OVERALL,
    PLACES,
    ROUNDING_BASE,
    SPLITS,
    THRESHOLD,
    Cell,
    Gap,
    Places,
    Tally,
    average_shown,
    cells_of,
    part_of,
    places_shown,
    rounded,
)
from assessment.share_facts import ShareFacts

FACTS = ShareFacts(use="shop", areas={"access": (3, 9), "cctv": (1, 4), "cyber": (0, 0)}, gaps=("gates",))
KEYS = ("a", "b", "c", "d", "")
Counts = Mapping[str, int]
counts = st.dictionaries(st.sampled_from(KEYS), st.integers(1, 60), min_size=1)


def tallies(use: Counts, gaps: Counts | None = None) -> dict[Cell, Tally]:
    """Tallies of premises of which only the use and the gaps are known."""
    total = sum(use.values())
    of_all = {(kind, "x"): Tally(total) for kind in SPLITS if kind != "use"}
    of_use = {("use", key): Tally(count) for key, count in use.items()}
    return {PLACES: Tally(total), **of_all, **of_use, **{("gap", key): Tally(n) for key, n in (gaps or {}).items()}}


def shown(use: Counts, gaps: Counts | None = None) -> Places:
    """What is shown of enough premises."""
    places = places_shown(tallies(use, gaps))
    assert places is not None
    return places


def test_a_premises_counts_once_in_each_table() -> None:
    cells = cells_of("2026-05", FACTS)
    assert cells == {
        PLACES: (1, 0, 0),
        ("month", "2026-05"): (1, 0, 0),
        ("use", "shop"): (1, 0, 0),
        ("people", ""): (1, 0, 0),
        ("tier", ""): (1, 0, 0),
        ("band", ""): (1, 0, 0),
        ("gap", "gates"): (1, 0, 0),
        ("average", "access"): (1, 3, 9),
        ("average", "cctv"): (1, 1, 4),
        OVERALL: (1, 4, 13),
    }
    assert {part_of(cell) for cell in cells} == {PLACES, OVERALL, ("average", "access"), ("average", "cctv")}
    assert OVERALL not in cells_of("2026-05", ShareFacts())


@pytest.mark.parametrize("count", range(THRESHOLD))
def test_nothing_is_shown_of_few(count: int) -> None:
    assert places_shown(tallies({"a": count})) is None
    assert average_shown(Tally(count, 5, 10)) is None


@given(st.integers(0, 1000))
def test_counts_are_rounded_to_the_nearest(count: int) -> None:
    assert rounded(count) % ROUNDING_BASE == 0
    assert abs(rounded(count) - count) <= ROUNDING_BASE // 2


@pytest.mark.parametrize(
    ("use", "cells", "others"),
    [
        ({"a": 40, "b": 22}, {"a": 40, "b": 20}, False),
        ({"a": 40, "b": 9}, {}, True),
        ({"a": 40, "b": 9, "c": 11}, {"a": 40}, True),
        ({"a": 40, "b": 6, "c": 6}, {"a": 40}, True),
        ({"a": 40, "b": 1, "c": 1, "d": 12}, {"a": 40}, True),
        ({"a": 40}, {"a": 40}, False),
    ],
)
def test_what_is_too_few_takes_others_with_it(use: Counts, cells: Counts, others: int) -> None:
    split = shown(use).splits["use"]
    assert (split.shown, split.others) == (cells, others)


@given(counts.filter(lambda each: sum(each.values()) >= THRESHOLD))
def test_hidden_cells_are_enough_together(use: dict[str, int]) -> None:
    split = shown(use).splits["use"]
    hidden = {key: count for key, count in use.items() if key not in split.shown}
    assert all(use[key] >= THRESHOLD and count == rounded(use[key]) for key, count in split.shown.items())
    assert split.others == bool(hidden)
    assert not hidden or (len(hidden) >= 2 and sum(hidden.values()) >= THRESHOLD) or len(use) == 1


def test_no_table_tells_of_a_cell_that_it_is_small() -> None:
    """Every world of three kinds of premises is published: even who knows the exact total may take each for nine."""
    worlds: dict[str, list[tuple[int, ...]]] = defaultdict(list)
    for world in product(range(48), repeat=3):
        if THRESHOLD <= sum(world) < 48:
            split = shown({key: count for key, count in zip(KEYS, world, strict=False) if count}).splits["use"]
            worlds[f"{sum(world)} {split}"].append(world)
    assert len(worlds) > 100
    for found in worlds.values():
        for values in zip(*found, strict=True):
            assert max(values) >= THRESHOLD - 1 or set(values) == {0}, found


@given(counts.filter(lambda each: sum(each.values()) >= THRESHOLD), st.integers(1, 300))
def test_neither_those_with_a_gap_nor_those_without_are_few(use: dict[str, int], count: int) -> None:
    total = sum(use.values())
    count = min(count, total)
    gap = shown(use, {"gates": count}).gaps.get("gates")
    if gap is None:
        assert count < THRESHOLD or total < 2 * THRESHOLD
    else:
        assert gap.or_more == (total - count < THRESHOLD)
        assert gap.places <= count + ROUNDING_BASE // 2


def test_nearly_all_is_said_of_all_alike() -> None:
    assert {shown({"a": 60}, {"gates": count}).gaps["gates"] for count in range(51, 61)} == {Gap(50, or_more=True)}


@given(st.integers(THRESHOLD, 500), st.data())
def test_averages_are_whole_percents(count: int, data: st.DataObject) -> None:
    most = data.draw(st.integers(count, 100 * count))
    points = data.draw(st.integers(0, most))
    average = average_shown(Tally(count, points, most))
    assert average is not None
    assert abs(average - 100 * points / most) <= 0.5
