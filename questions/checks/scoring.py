"""Checks the numbers of the scoring rule: bands, ceilings, weights, scales and classes."""

from __future__ import annotations

from collections.abc import Iterator

from questions.model import Bank
from questions.problems import Finding


def check_scoring(bank: Bank) -> Iterator[Finding]:
    """Bands start at 0 and rise; ceilings name bands; scales hold every effort, cost and class used, counted or not."""
    floors = [band.floor for band in bank.scoring.bands]
    if floors[0] != 0 or floors != sorted(set(floors)):
        yield ("scoring", "bands"), "the floors must begin at 0 and rise"
    yield from _ceilings(bank)
    for importance in ("essential", "important", "useful"):
        if importance not in bank.scoring.weights:
            yield ("scoring", "weights"), f"there is no weight for {importance!r}"
    scales: dict[str, set[str]] = {
        "efforts": {e for q in bank.questions for e in (q.action.effort, q.review.effort)},
        "costs": {c for q in bank.questions for c in (q.action.cost, q.review.cost)},
    }
    for part, values in scales.items():
        known = {choice.id for choice in getattr(bank.scoring, part)}
        for value in sorted(values - known):
            yield ("scoring", part), f"there is no {value!r}, which a question uses"
    yield from _counts(bank)
    if [each.id for each in bank.scoring.classes] != ["now", "next", "later"]:
        yield ("scoring", "classes"), "the classes are now, next and later, in this order"


def _counts(bank: Bank) -> Iterator[Finding]:
    """All efforts and costs count as something, or none; in their order; no effort as nothing; a day among them."""
    scales = {"efforts": bank.scoring.efforts, "costs": bank.scoring.costs}
    if all(choice.counts is None for scale in scales.values() for choice in scale):
        return
    for part, scale in scales.items():
        for i, choice in enumerate(scale):
            if choice.counts is None:
                yield ("scoring", part, i), f"say what {choice.id!r} counts as, or give no effort and no cost 'counts'"
        counts = [choice.counts for choice in scale if choice.counts is not None]
        if counts != sorted(counts):
            yield ("scoring", part), "what each counts as must not fall"
    if 0 in bank.scoring.hours.values():
        yield ("scoring", "efforts"), "an effort counts as at least 1 hour"
    if "day" not in {choice.id for choice in bank.scoring.efforts}:
        yield ("scoring", "efforts"), "add a 'day': what it counts as is also the day of a budget"


def _ceilings(bank: Bank) -> Iterator[Finding]:
    order = [band.id for band in bank.scoring.bands]
    held: dict[tuple[str, str, int], int] = {}
    sound = known = True
    for i, ceiling in enumerate(bank.scoring.ceilings):
        if ceiling.band not in order:
            yield ("scoring", "ceilings", i, "band"), f"there is no band {ceiling.band!r}"
            known = False
            continue
        if not ceiling.held_states:
            yield ("scoring", "ceilings", i), "say in 'states' what holds the band: missing, partly, not-applicable"
        for state in ceiling.held_states:
            key = (ceiling.importance, state, ceiling.more_than or 0)
            sound = sound and key not in held
            held[key] = order.index(ceiling.band)
    for (importance, held_state, share), height in held.items():
        lower = [h for (i, s, n), h in held.items() if (i, s) == (importance, "missing") and n <= share]
        sound = sound and (held_state != "partly" or min(lower, default=len(order)) <= height)
    if known and not sound:
        yield ("scoring", "ceilings"), "a state has one ceiling for a share, and a better state never a lower one"
