"""The staff check can be read at an age of eleven or less, and its easiest items at eight."""

from __future__ import annotations

import pytest

from questions import load_bank
from questions.readability import grade
from questions.staff_check import QuizItem
from usecases.settings import ROOT

TOPICS = load_bank(ROOT / "questions" / "bank").staff_check
ITEMS = [item for topic in TOPICS for item in topic.items]
# A grade is a year of school; the first begins at five in the UK. Eleven is the sixth, eight the third.
HARDEST, EASIEST = 6, 2.3


def prose(item: QuizItem) -> float:
    """The grade of what is read around the answers."""
    return grade(" ".join((item.ask, item.why, item.trap)))


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_every_item_reads_at_eleven_or_less(item: QuizItem) -> None:
    whole = " ".join(
        text if text[-1] in ".?!" else f"{text}." for text in (item.ask, *item.options, item.why, item.trap)
    )
    assert max(prose(item), grade(whole)) <= HARDEST


def test_the_easiest_items_are_the_easiest_and_every_topic_has_three() -> None:
    assert {item.id for item in ITEMS if item.easy} == {item.id for item in ITEMS if prose(item) <= EASIEST}
    assert all(sum(item.easy for item in topic.items) >= 3 for topic in TOPICS)


def test_the_right_answer_is_not_given_away_by_its_place() -> None:
    places = [sum(item.right == place for item in ITEMS) for place in (1, 2, 3, 4)]
    assert min(places) >= len(ITEMS) / 6
