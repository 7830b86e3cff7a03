"""Statistical disclosure control: the cells of a premises, and the part of a force's tallies to publish.

The rule of the tables: a cell is published if it reaches the threshold, rounded to the rounding base. Cells below the
threshold are suppressed (primary suppression), then the smallest others (secondary suppression) until at least two
cells and `THRESHOLD` premises are suppressed together. Their number is not given, so no subtraction leads to a cell.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from assessment.share_facts import ShareFacts

# The fewest premises behind every published figure, and behind every change of it.
THRESHOLD = 10
ROUNDING_BASE = 5
SPLITS = ("month", "use", "people", "tier", "band")  # each premises is in one cell of each

Cell = tuple[str, str]  # kind and key; the key is empty where a fact is not known
PLACES: Cell = ("total", "")
OVERALL: Cell = ("average", "")


class Tally(NamedTuple):
    """How many premises are in a cell; for averages also their points, and the most that these could be."""

    premises: int = 0
    points: int = 0
    most: int = 0


@dataclass(frozen=True, slots=True)
class Split:
    """One table: rounded counts by key, and whether there are others, which are suppressed.

    Not even the sum of the others is given: with a rounded total it can pin down a cell (14, 14 and 9 were once the
    only counts that fitted).
    """

    shown: Mapping[str, int]
    others: bool


@dataclass(frozen=True, slots=True)
class Gap:
    """How many premises, rounded, are below level 2 on a question; `or_more` where it is nearly all of them."""

    places: int
    or_more: bool


@dataclass(frozen=True, slots=True)
class Places:
    """The published counts of a force's premises, all rounded: their number, tables by `SPLITS`, gaps by question."""

    total: int
    splits: Mapping[str, Split]
    gaps: Mapping[str, Gap]


@dataclass(frozen=True, slots=True)
class Figures:
    """The published figures of a force: as at a day, counts, and averages (0 to 100) by area; OVERALL's key is empty.

    `places` is None where there are too few of them.
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
    """The part of the figures that is published with a cell: an average by itself, everything else as one, `PLACES`."""
    return cell if cell[0] == "average" else PLACES


def places_shown(tallies: Mapping[Cell, Tally]) -> Places | None:
    """The counts that may be published for a force; None where its premises are too few."""
    total = tallies.get(PLACES, Tally()).premises
    if total < THRESHOLD:
        return None
    counts = {kind: _of_kind(tallies, kind) for kind in (*SPLITS, "gap")}
    gaps = {question: gap for question, count in counts["gap"].items() if (gap := _gap(count, total))}
    return Places(rounded(total), {kind: _split(counts[kind]) for kind in SPLITS}, gaps)


def average_shown(tally: Tally) -> int | None:
    """The average in per cent; None where too few premises are behind it."""
    return round(100 * tally.points / tally.most) if tally.premises >= THRESHOLD and tally.most else None


def rounded(count: int) -> int:
    """The count rounded to the nearest multiple of the rounding base."""
    return (count + ROUNDING_BASE // 2) // ROUNDING_BASE * ROUNDING_BASE


def _of_kind(tallies: Mapping[Cell, Tally], kind: str) -> dict[str, int]:
    return {key: tally.premises for (of, key), tally in tallies.items() if of == kind}


def _split(counts: Mapping[str, int]) -> Split:
    """Suppress the cells below the threshold, then the smallest others until two cells or more reach it together.

    Secondary suppression orders cells by their rounded counts: the order of exact counts would reveal that a suppressed
    cell is smaller than a published one.
    """
    suppressed = {key for key, count in counts.items() if count < THRESHOLD}
    for key in sorted(counts, key=lambda each: (rounded(counts[each]), each)):
        if not suppressed or sum(counts[each] for each in suppressed) >= THRESHOLD:
            break
        suppressed.add(key)
    shown = {key: rounded(count) for key, count in counts.items() if key not in suppressed}
    return Split(shown, bool(suppressed))


def _gap(count: int, total: int) -> Gap | None:
    """Do not reveal when fewer than `THRESHOLD` premises lack a gap: report such counts as "or more"."""
    top = total - THRESHOLD
    return Gap(rounded(min(count, top)), count > top) if min(count, top) >= THRESHOLD else None
