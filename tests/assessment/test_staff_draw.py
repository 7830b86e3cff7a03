"""Every item of the staff check is asked about equally often, whoever answers when; and topics take turns."""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from assessment.staff_draw import ITEMS, draw, topics_of
from questions import load_bank
from questions.staff_check import Topic
from usecases.settings import ROOT

TOPICS = load_bank(ROOT / "questions" / "bank").staff_check


def asked_of(topics: tuple[Topic, ...], people: int, at_once: int, seed: int) -> Counter[str]:
    """How often each item was asked of so many people, of whom so many answer at the same time."""
    random, asked = Random(seed), Counter[str]()
    for start in range(0, people, at_once):
        runs = [
            draw(topics, asked, lambda numbers: random.sample(list(numbers), len(numbers)))
            for _ in range(start, min(start + at_once, people))
        ]
        for run in runs:
            asked.update(run)
    return asked


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("at_once", [1, 10])
def test_after_200_people_no_item_was_asked_half_as_often_again_as_another_of_its_topic(
    at_once: int, seed: int
) -> None:
    assert sum(len(topic.items) for topic in TOPICS) == 79
    asked = asked_of(TOPICS, 200, at_once, seed)
    assert asked.total() == 200 * ITEMS
    for topic in TOPICS:
        counts = [asked[item.id] for item in topic.items]
        assert max(counts) <= 1.5 * min(counts), (topic.id, counts)


def test_each_person_is_asked_of_every_topic_and_no_item_twice() -> None:
    random, asked = Random(1), Counter[str]()
    topic_of = {item.id: topic.id for topic in TOPICS for item in topic.items}
    twice = Counter[str]()
    for _ in range(110):
        run = draw(TOPICS, asked, lambda numbers: random.sample(list(numbers), len(numbers)))
        assert len(set(run)) == ITEMS
        topics = Counter(topic_of[item] for item in run)
        assert set(topics) == set(topic_of.values())
        twice.update(topic for topic, count in topics.items() if count == 2)
        asked.update(run)
    # The twelfth item goes to the larger topics, so that items of different topics come nearer to each other.
    assert set(twice) == {topic.id for topic in TOPICS if len(topic.items) > 6}


def test_chosen_topics_alone_share_the_items_out() -> None:
    chosen = topics_of(TOPICS, ["bomb-threats", "first-aid"], easy=False)
    asked = asked_of(chosen, 1, 1, 3)
    of_first_aid = sum(asked[item.id] for item in chosen[1].items)
    assert (len(asked), of_first_aid) == (ITEMS, ITEMS / 2)
    few = topics_of(TOPICS, ["first-aid"], easy=False)
    assert asked_of(few, 1, 1, 3) == Counter(item.id for item in few[0].items)


def test_the_easiest_words_are_asked_of_every_topic() -> None:
    easy = topics_of(TOPICS, [], easy=True)
    assert [topic.id for topic in easy] == [topic.id for topic in TOPICS]
    assert all(item.easy for topic in easy for item in topic.items)
    assert sum(len(topic.items) for topic in easy) < 79
    asked = asked_of(easy, 200, 10, 1)
    for topic in easy:
        counts = [asked[item.id] for item in topic.items]
        assert max(counts) <= 1.5 * min(counts), (topic.id, counts)
