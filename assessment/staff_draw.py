"""Which items of the staff check the next person is asked: evenly over topics, each item about equally often."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from questions.staff_check import QuizItem, Topic

# Three minutes on a phone, at about a quarter of a minute for an item.
ITEMS = 12

Shuffle = Callable[[Sequence[int]], Sequence[int]]


def topics_of(topics: Sequence[Topic], chosen: Sequence[str], *, easy: bool) -> tuple[Topic, ...]:
    """The topics of a check with the items that it may ask; all topics where none is chosen.

    With `easy`, only the items in the easiest words; a topic that has none of them keeps all of its own.
    """
    return tuple(_easy(topic) if easy else topic for topic in topics if not chosen or topic.id in chosen)


def draw(topics: Sequence[Topic], asked: Mapping[str, int], shuffle: Shuffle, most: int = ITEMS) -> tuple[str, ...]:
    """The ids of the items that the next person is asked, in the order of asking; at most `most`.

    `asked` is how often each item was asked before. Topics take turns, those asked least for each of their items
    first. Of a topic only items that were asked no more often than its average are drawn: so none runs ahead of it by
    more than one for each person who is answering at the same time. `shuffle` gives the numbers that it is given in
    random order.
    """
    left = [list(topic.items) for topic in topics]
    drawn: list[list[str]] = [[] for _ in topics]
    for _ in range(min(most, sum(map(len, left)))):
        turns = [at for at in shuffle(range(len(topics))) if left[at]]
        at = min(turns, key=lambda at: (len(drawn[at]), _share(topics[at], asked)))
        item = _item(left[at], asked, shuffle)
        left[at].remove(item)
        drawn[at].append(item.id)
    found = [item for each in drawn for item in each]
    return tuple(found[at] for at in shuffle(range(len(found))))


def _easy(topic: Topic) -> Topic:
    items = tuple(item for item in topic.items if item.easy)
    return topic.model_copy(update={"items": items}) if items else topic


def _share(topic: Topic, asked: Mapping[str, int]) -> float:
    return sum(asked.get(item.id, 0) for item in topic.items) / len(topic.items)


def _item(left: Sequence[QuizItem], asked: Mapping[str, int], shuffle: Shuffle) -> QuizItem:
    counts = [asked.get(item.id, 0) for item in left]
    average = sum(counts) / len(counts)
    return next(left[at] for at in shuffle(range(len(left))) if counts[at] <= average)
