"""A board shows everyone's progress, and never lets a few answers be worked out from two looks."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.answers import CHOICES, Choice
from assessment.board_disclosure import THRESHOLD, Counts, Participant, differing, how_far, show, spread, tally_of

# One evening as a list of acts: somebody gives, changes or takes back an answer; the adviser looks or does not.
Acts = list[tuple[int, Choice | None, bool]]
ACTS: st.SearchStrategy[Acts] = st.lists(
    st.tuples(st.integers(0, 24), st.sampled_from([*CHOICES, None]), st.booleans()), max_size=150
)


def evening(acts: Acts) -> list[tuple[tuple[Counts, ...], dict[int, Choice]]]:
    """What was shown at each look, with the answers as they were then."""
    answers: dict[int, Choice] = {}
    shown: tuple[Counts, ...] = ()
    looks = []
    for who, choice, looked in acts:
        answers.pop(who, None) if choice is None else answers.update({who: choice})
        if looked:
            present = spread(Participant({}, {"q": each}, False) for each in answers.values()).get("q")
            shown = show(shown, present or (0,) * len(CHOICES))
            looks.append((shown, dict(answers)))
    return looks


@given(ACTS)
def test_nothing_is_shown_of_fewer_than_five(acts: Acts) -> None:
    assert all(sum(counts) >= THRESHOLD for shown, _ in evening(acts) for counts in shown)


@given(ACTS)
def test_any_two_views_differ_by_the_answers_of_five_at_least(acts: Acts) -> None:
    states = {counts for shown, _ in evening(acts) for counts in shown}
    for one, other in combinations(states, 2):
        gained = Counter(dict(enumerate(other))) - Counter(dict(enumerate(one)))
        lost = Counter(dict(enumerate(one))) - Counter(dict(enumerate(other)))
        assert max(gained.total(), lost.total()) >= THRESHOLD


@given(ACTS)
def test_what_is_shown_was_true_at_the_look_that_first_showed_it(acts: Acts) -> None:
    before: tuple[Counts, ...] = ()
    for shown, answers in evening(acts):
        assert shown[: len(before)] == before
        assert len(shown) <= len(before) + 1
        if len(shown) > len(before):
            assert shown[-1] == tuple(list(answers.values()).count(choice) for choice in CHOICES)
        before = shown


@given(st.integers(0, 60))
def test_a_full_room_is_shown_but_for_four_answers_at_most(people: int) -> None:
    looks = evening([(who, "2", True) for who in range(people)])
    last = looks[-1][0][-1] if looks and looks[-1][0] else (0,) * 6
    assert people - THRESHOLD < sum(last) <= people


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ((5, 0, 0, 0, 0, 0), (5, 0, 0, 0, 0, 0), 0),
        ((5, 0, 0, 0, 0, 0), (5, 0, 0, 2, 0, 0), 2),
        ((5, 0, 0, 0, 0, 0), (0, 0, 0, 5, 0, 0), 5),
        ((5, 2, 0, 0, 0, 0), (0, 2, 0, 0, 0, 0), 5),
        ((5, 1, 0, 0, 0, 0), (3, 4, 0, 0, 0, 0), 3),
    ],
)
def test_how_many_answers_lie_between_two_states(one: Counts, other: Counts, apart: int) -> None:
    assert differing(one, other) == differing(other, one) == apart


def test_how_far_everyone_is() -> None:
    asked = {"first": ("a", "b"), "second": ("c", "d")}
    participants = [
        Participant(asked, {}, False),
        Participant(asked, {"a": "3"}, False),
        Participant(asked, {"a": "3", "b": "0"}, False),
        Participant(asked, {"a": "3", "b": "dont-know", "c": "1"}, True),
        Participant({"first": ("a",)}, {"a": "not-applicable"}, False),
    ]
    far = how_far(["first", "second", "third"], participants, joined=7)
    assert (far.joined, far.started, far.finished, far.answers) == (7, 4, 2, 7)
    assert far.thirds == (3, 1, 1, 1, 1)
    assert [(area.area_id, area.done, area.asked) for area in far.areas] == [("first", 3, 5), ("second", 0, 4)]


@given(st.lists(st.sampled_from(["starting", "strong", None]), max_size=12))
def test_bands_are_counted_from_five_up(bands: list[str | None]) -> None:
    known = [band for band in bands if band]
    found = tally_of(bands)
    assert found == (dict(Counter(known)) if len(known) >= THRESHOLD else None)
