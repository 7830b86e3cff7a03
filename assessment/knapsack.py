"""Choosing what gains most within so many hours and so many pounds: exact, and fast at every budget.

A knapsack with two limits. Each hour and each pound is given a price, in points; what an item gains above the price of
what it takes is its worth. The points of any packing are at most the price of both limits, and the worth of every item
that is worth something (the Lagrangian bound). So each item taken at a loss, each item of worth left out and each hour
and pound left over lowers what a packing can still reach, by a known amount. The search sets itself a target, the
highest first, and drops a packing as soon as it cannot reach that any more, by this bound or with all the items still
to come, or as another takes no more of both limits and gains no less. Only the choice of the prices is approximate,
and any prices give a true bound.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from math import gcd
from typing import NamedTuple

# Prices are whole numbers of this fraction of a point, so that every bound is exact.
SCALE = 1 << 40
# Halvings of the interval in which the price of a pound lies.
HALVINGS = 40
# The target is lowered by this part of the largest gain at most, so that a bank with large weights takes no longer.
STEPS = 12


class Item(NamedTuple):
    """What can be chosen: what it gains, what it takes, and a bit of its own; of equal packings the higher bits win."""

    gain: int
    hours: int
    pounds: int
    bit: int


class Packing(NamedTuple):
    """What has been chosen: the hours and pounds that it takes, and the bits of its items."""

    hours: int
    pounds: int
    bits: int


NOTHING = Packing(0, 0, 0)

# A packing on the way: hours, pounds, minus its gain, minus its bits, and by how much its bound may still fall. In
# this order the better one of two that take the same comes first.
_State = tuple[int, int, int, int, int]


def pack(starts: Sequence[Packing], items: Iterable[Item], hours: int, pounds: int) -> list[Packing]:
    """Give the packings that add most gain to one of the starts within the limits, from the fewest hours up.

    Of those that gain the same, each that takes fewer hours or fewer pounds than every other; of those that take the
    same, the one with the higher bits. `starts` are within the limits, and at least one.
    """
    fitting = [item for item in items if item.hours <= hours and item.pounds <= pounds]
    if not fitting:
        states = [(start.hours, start.pounds, 0, -start.bits, 0) for start in starts]
        return _packings(_undominated(sorted(states)))
    room = hours - min(start.hours for start in starts), pounds - min(start.pounds for start in starts)
    hour, pound = (int(price * SCALE) for price in _prices(fitting, *room))
    worth = [(item.gain * SCALE - hour * item.hours - pound * item.pounds, item) for item in fitting]
    # What is certain comes first: the search then branches only where it is close.
    worth.sort(key=lambda each: (-abs(each[0]), each[1][1:]))
    most = sum(value for value, _ in worth if value > 0)
    bounds = [most + hour * (hours - start.hours) + pound * (pounds - start.pounds) for start in starts]
    divisor = gcd(*(item.gain for item in fitting))
    target = max(bounds) // SCALE // divisor * divisor
    step = -(-max(item.gain for item in fitting) // STEPS // divisor) * divisor or divisor
    while True:
        states = sorted(
            (start.hours, start.pounds, 0, -start.bits, bound - target * SCALE)
            for start, bound in zip(starts, bounds, strict=True)
            if bound >= target * SCALE
        )
        least = target - sum(item.gain for item in fitting)
        for value, item in worth:
            least += item.gain
            states = _with_item(states, value, item, (hours, pounds, least))
        gain = max((-state[2] for state in states), default=-1)
        if gain >= target:
            return _packings(_undominated(state for state in states if state[2] == -gain))
        target = max(target - step, 0)


def _with_item(states: list[_State], worth: int, item: Item, limits: tuple[int, int, int]) -> list[_State]:
    """The states without the item and with it, so far as they can still reach the target and nothing beats them.

    `limits`: the most hours, the most pounds, and the least gain from which all further items would reach the target.
    """
    gain, more_hours, more_pounds, bit = item
    left_out, taken_in = max(worth, 0), max(-worth, 0)
    most_hours, most_pounds, low = limits[0] - more_hours, limits[1] - more_pounds, -limits[2]
    low_before = low + gain
    without = [(h, p, g, b, spare - left_out) for h, p, g, b, spare in states if spare >= left_out and g <= low]
    with_it = [
        (h + more_hours, p + more_pounds, g - gain, b - bit, spare - taken_in)
        for h, p, g, b, spare in states
        if spare >= taken_in and h <= most_hours and p <= most_pounds and g <= low_before
    ]
    if not without or not with_it:
        return without or with_it
    without += with_it
    without.sort()  # two sorted runs: this merges them
    return _undominated(without)


def _undominated(states: Iterable[_State]) -> list[_State]:
    """Of sorted states, those than which no other takes at most the same and gains at least the same."""
    kept: list[_State] = []
    # Of the states so far: pounds, rising, and the least of minus the gain that so many pounds give, falling.
    pounds: list[int] = []
    gains: list[int] = []
    for state in states:
        at = bisect_right(pounds, state[1])
        gain = state[2]
        if at and gains[at - 1] <= gain:
            continue
        kept.append(state)
        first = last = bisect_left(pounds, state[1], 0, at)
        while last < len(gains) and gains[last] >= gain:
            last += 1
        pounds[first:last] = [state[1]]
        gains[first:last] = [gain]
    return kept


def _packings(states: Iterable[_State]) -> list[Packing]:
    return [Packing(hours, pounds, -bits) for hours, pounds, _, bits, _ in states]


def _prices(items: Sequence[Item], hours: int, pounds: int) -> tuple[float, float]:
    """What an hour and a pound are worth in points: the least that together with them makes the limits hold."""
    hour, used = _price_of_hour(items, hours, 0.0)
    if used <= pounds:
        return hour, 0.0
    low, high = 0.0, max(item.gain / item.pounds for item in items if item.pounds)
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if _price_of_hour(items, hours, middle)[1] > pounds:
            low = middle
        else:
            high = middle
    return _price_of_hour(items, hours, high)[0], high


def _price_of_hour(items: Sequence[Item], hours: int, pound: float) -> tuple[float, float]:
    """The price of an hour where a pound has this price, and the pounds that are used then; parts of items count."""
    rates = [(item.gain - pound * item.pounds) / (item.hours or 1) for item in items]
    used = 0.0
    for place in sorted(range(len(items)), key=rates.__getitem__, reverse=True):
        if rates[place] <= 0:
            break
        item = items[place]
        if item.hours > hours:
            return rates[place], used + item.pounds * hours / item.hours
        hours -= item.hours
        used += item.pounds
    return 0.0, used
