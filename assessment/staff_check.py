"""The staff check, measured: from answers counted by topic to a level for each topic (scoring.md, "Beside the score").

Only counts come in: the check is anonymous, and no answer of a person is known here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.problems import InputProblem, shown
from assessment.result import Tally
from questions.model import Bank
from questions.scale import IN_PLACE, NOT_IN_PLACE, PARTLY, TESTED

# With fewer responses nothing is shown: so few say little about the staff, and might be identified.
FEWEST_RESPONSES = 5
# The level of a topic by its percentage of right answers, from the highest.
FLOORS = ((80, TESTED), (65, IN_PLACE), (45, PARTLY))
# A topic of at least this percentage needs no briefing: it is at the top level.
KNOWN_WELL = next(floor for floor, level in FLOORS if level == TESTED)
MOST_STAFF = 500_000


@dataclass(frozen=True, slots=True)
class TopicCount:
    """Of the answers to a topic's items, how many were right; 0 to `asked`."""

    right: int
    asked: int


@dataclass(frozen=True, slots=True)
class StaffCheck:
    """A check that was run: how many work here, how many took part, and the counts by topic id."""

    staff: int
    responses: int
    topics: Mapping[str, TopicCount]

    @property
    def under_half(self) -> bool:
        """Whether less than half of the staff took part."""
        return 2 * self.responses < self.staff


@dataclass(frozen=True, slots=True)
class MeasuredTopic:
    """One topic with its tally of right answers, and its level from 0 to 3."""

    topic: str
    tally: Tally
    level: int


def measure(bank: Bank, check: StaffCheck) -> tuple[MeasuredTopic, ...]:
    """Give the level of each topic that was asked about, in bank order; nothing where too few took part.

    Level 3 from 80% right, 2 from 65%, 1 from 45%, otherwise 0; one level less where under half of the staff took part.
    """
    if check.responses < FEWEST_RESPONSES:
        return ()
    counts = ((topic.id, check.topics[topic.id]) for topic in bank.staff_check if topic.id in check.topics)
    return tuple(
        MeasuredTopic(topic, Tally(count.right, count.asked), _level(count, check.under_half))
        for topic, count in counts
        if count.asked
    )


def _level(count: TopicCount, under_half: bool) -> int:
    level = next((level for floor, level in FLOORS if 100 * count.right >= floor * count.asked), NOT_IN_PLACE)
    return max(NOT_IN_PLACE, level - under_half)


def read_staff_check(bank: Bank, raw: Mapping[str, object]) -> tuple[StaffCheck | None, tuple[InputProblem, ...]]:
    """Give the check of a raw mapping with `staff`, `responses` and `topics`, and every problem; None with problems.

    `where` of a problem is the path of its field, such as `topics.bomb-threats.right`.
    """
    problems = [
        InputProblem(shown(name), "unknown; a staff check holds staff, responses and topics")
        for name in raw
        if name not in ("staff", "responses", "topics")
    ]
    staff = _count(raw.get("staff"), "staff", 1, MOST_STAFF, problems)
    responses = _count(raw.get("responses"), "responses", 0, staff, problems)
    topics, given = {}, raw.get("topics")
    if not isinstance(given, Mapping):
        problems.append(InputProblem("topics", "must be a list of topics, each with right and asked"))
        given = {}
    items = {topic.id: len(topic.items) for topic in bank.staff_check}
    for name, counts in given.items():
        where = f"topics.{shown(name)}"
        if name not in items:
            problems.append(InputProblem(where, f"there is no such topic; choose from {', '.join(items) or 'none'}"))
        elif not isinstance(counts, Mapping) or set(counts) != {"right", "asked"}:
            problems.append(InputProblem(where, "write it like {right: 30, asked: 36}"))
        else:
            asked = _count(counts["asked"], f"{where}.asked", 0, responses * items[name], problems)
            topics[name] = TopicCount(_count(counts["right"], f"{where}.right", 0, asked, problems), asked)
    return (None if problems else StaffCheck(staff, responses, topics)), tuple(problems)


def _count(raw: object, where: str, least: int, most: int, problems: list[InputProblem]) -> int:
    """A whole number within its limits; otherwise a problem, and the highest, so that no further problem follows."""
    if isinstance(raw, int) and not isinstance(raw, bool) and least <= raw <= most:
        return raw
    problems.append(InputProblem(where, f"write a whole number from {least:,} to {most:,}, not {shown(raw)!r}"))
    return most
