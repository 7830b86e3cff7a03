"""No two looks at a staff check reveal what one person answered: every order of responses and looks is tried."""

from __future__ import annotations

from itertools import combinations, product

from assessment.staff_check import TopicCount
from assessment.staff_release import NOTHING, STEP, Tally, by_topic, next_shown

RESPONSES = 12


def tally(people: int) -> Tally:
    """What is counted after so many people, of whom each answers one item with a weight of their own.

    Each has another power of two: a sum says exactly who is in it.
    """
    return Tally(people, {"item": TopicCount(2**people - 1, 2**people)})


def who(shown: Tally) -> frozenset[int]:
    """The people whose answers are in what is shown."""
    right = shown.items["item"].right if shown.items else 0
    return frozenset(person for person in range(RESPONSES) if right >> person & 1)


def test_whatever_the_order_of_responses_and_looks_two_results_differ_by_five_people_or_by_none() -> None:
    # After each of the responses somebody looks or does not, and at the end everybody does: all 4,096 ways.
    for looks in product((False, True), repeat=RESPONSES):
        shown, seen = NOTHING, []
        for number, looked in enumerate(looks, start=1):
            if looked:
                shown = next_shown(shown, tally(number))
                seen.append(who(shown))
        seen.append(who(next_shown(shown, tally(RESPONSES))))
        for one, other in combinations(seen, 2):
            difference = one ^ other
            assert not difference or len(difference) >= STEP, (looks, one, other)
        assert all(not each or len(each) >= STEP for each in seen)


def test_an_owner_who_does_not_look_early_sees_everyone_at_the_end() -> None:
    assert next_shown(NOTHING, tally(9)) == tally(9)
    assert next_shown(tally(5), tally(9)) == tally(5)
    assert next_shown(NOTHING, tally(4)) == NOTHING


def test_counts_of_items_add_up_by_topic() -> None:
    items = {"a": TopicCount(1, 2), "b": TopicCount(3, 4), "c": TopicCount(0, 5), "gone": TopicCount(9, 9)}
    found = by_topic(items, {"a": "doors", "b": "doors", "c": "items"})
    assert found == {"doors": TopicCount(4, 6), "items": TopicCount(0, 5)}
