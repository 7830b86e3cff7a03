"""What of a staff check may be shown: in steps of five responses, so that no two looks reveal a person's answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from assessment.staff_check import FEWEST_RESPONSES, TopicCount

STEP = FEWEST_RESPONSES


@dataclass(frozen=True, slots=True)
class Tally:
    """Responses, and by item how many of the answers were right."""

    responses: int = 0
    items: Mapping[str, TopicCount] = field(default_factory=lambda: MappingProxyType({}))


NOTHING = Tally()


def next_shown(shown: Tally, counted: Tally) -> Tally:
    """What a look shows: all that is counted, if that is at least five responses more than was shown; otherwise what
    was shown.

    Any two different results that anyone sees differ by five responses or more, whatever the order of responses and
    looks. The last few responses may never be shown.
    """
    return counted if counted.responses - shown.responses >= STEP else shown


def by_topic(items: Mapping[str, TopicCount], topic_of: Mapping[str, str]) -> dict[str, TopicCount]:
    """The counts of each topic, from those of its items; items of no topic are left out."""
    found: dict[str, TopicCount] = {}
    for item, count in items.items():
        if item in topic_of:
            so_far = found.get(topic_of[item], TopicCount(0, 0))
            found[topic_of[item]] = TopicCount(so_far.right + count.right, so_far.asked + count.asked)
    return found
