"""Figures of many premises: what one counts as, and what may be shown of a force's tallies without revealing any one.

The rule of the tables: a cell is shown from `LEAST` premises on, rounded to `STEP`; what is hidden is at least two
cells and `LEAST` premises together, without their number, so that no subtraction leads to a hidden cell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from assessment.share_facts import ShareFacts

LEAST = 10  # premises behind everything shown, and behind every change of it
STEP = 5
SPLITS = ("month", "use", "people", "tier", "band")  # each premises is in one cell of each

Cell = tuple[str, str]  # kind and key; the key is empty where a fact is not known
PLACES: Cell = ("total", "")
OVERALL: Cell = ("average", "")


class Tally(NamedTuple):
    """How many premises are in a cell; of averages also their points, and the most that these could be."""

    premises: int = 0
    points: int = 0
    most: int = 0


@dataclass(frozen=True, slots=True)
class Split:
    """One table: rounded counts by key, and whether there are others, which are not shown.

    Not even the sum of the others: beside a rounded total it can pin a cell (14, 14 and 9 was the one world of its
    numbers).
    """

    shown: Mapping[str, int]
    others: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """In how many premises, rounded, a question is below level 2; `or_more` where it is nearly all of them."""

    places: int
    or_more: bool


@dataclass(frozen=True, slots=True)
class Places:
    """What is shown of a force's premises: their number, tables by `SPLITS`, and gaps by question. All rounded."""

    total: int
    splits: Mapping[str, Split]
    gaps: Mapping[str, Gap]


@dataclass(frozen=True, slots=True)
class Figures:
    """What is published for a force: as at a day, and averages (0 to 100) by area; OVERALL's key is empty.

    Without `places`, there are too few of them.
    """

    as_at: date | None = None
    places: Places | None = None
    averages: Mapping[str, int] = field(default_factory=dict)


def cells_of(month: str, facts: ShareFacts) -> dict[Cell, Tally]:
    """The cells that a premises counts in, by its facts and the month (2026-05) it was shared."""
    one, scored = Tally(1), {area: earned for area, earned in facts.areas.items() if earned[1]}
    known = {"use": facts.use, "people": facts.people, "tier": facts.tier, "band": facts.band}
    cells = {PLACES: one, ("month", month): one}
    cells |= {(split, known[split] or ""): one for split in SPLITS if split != "month"}
    cells |= {("gap", question): one for question in facts.gaps}
    cells |= {("average", area): Tally(1, *earned) for area, earned in scored.items()}
    if scored:
        cells[OVERALL] = Tally(1, *map(sum, zip(*scored.values(), strict=True)))
    return cells


def part_of(cell: Cell) -> Cell:
    """What is published together with a cell: each average is by itself, all else is one, named `PLACES`."""
    return cell if cell[0] == "average" else PLACES


def places_shown(tallies: Mapping[Cell, Tally]) -> Places | None:
    """What may be shown of all tallies of a force; None where its premises are too few."""
    total = tallies.get(PLACES, Tally()).premises
    if total < LEAST:
        return None
    counts = {kind: _of_kind(tallies, kind) for kind in (*SPLITS, "gap")}
    gaps = {question: gap for question, count in counts["gap"].items() if (gap := _gap(count, total))}
    return Places(rounded(total), {kind: _split(counts[kind]) for kind in SPLITS}, gaps)


def average_shown(tally: Tally) -> int | None:
    """The average in percent; None where it would be one of too few premises."""
    return round(100 * tally.points / tally.most) if tally.premises >= LEAST and tally.most else None


def rounded(count: int) -> int:
    """The nearest multiple of `STEP`."""
    return (count + STEP // 2) // STEP * STEP


def _of_kind(tallies: Mapping[Cell, Tally], kind: str) -> dict[str, int]:
    return {key: tally.premises for (of, key), tally in tallies.items() if of == kind}


def _split(counts: Mapping[str, int]) -> Split:
    """Hide what is too small, then the smallest others, until what is hidden is enough together: two cells or more.

    The smallest as they would be shown: the order of exact counts would tell of a hidden one that it is under a shown.
    """
    hidden = {key for key, count in counts.items() if count < LEAST}
    for key in sorted(counts, key=lambda each: (rounded(counts[each]), each)):
        if not hidden or sum(counts[each] for each in hidden) >= LEAST:
            break
        hidden.add(key)
    shown = {key: rounded(count) for key, count in counts.items() if key not in hidden}
    return Split(shown, bool(hidden))


def _gap(count: int, total: int) -> Gap | None:
    """Nor may be seen that fewer than `LEAST` do not have a gap: more than that many are said as "or more"."""
    top = total - LEAST
    return Gap(rounded(min(count, top)), count > top) if min(count, top) >= LEAST else None
