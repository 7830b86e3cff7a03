"""Staff awareness: the staff check by topic, and the short briefings that help most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from assessment.result import Result, Tally
from assessment.staff_check import KNOWN_WELL, MeasuredTopic, StaffCheck, measure
from questions.model import Bank
from reports.report.parts import Row
from reports.report.sections import Awareness, TopicLine

MOST_BRIEFINGS = 3


def awareness_part(bank: Bank, result: Result, check: StaffCheck | None, ended: date | None = None) -> Awareness | None:
    """Give the part on staff awareness; None where the bank has no staff check.

    The briefings are of the weakest topics: by the staff check, or without one by the answers in the topics' areas.
    """
    if not bank.staff_check:
        return None
    measured = measure(bank, check) if check else ()
    if check is None or not measured:
        briefings = _briefings(bank, _answered(bank, result))
        return Awareness("too-few" if check else "none", 0, 0, False, (), briefings, talks=_has_talks(bank))
    return Awareness(
        state="measured",
        staff=check.staff,
        responses=check.responses,
        under_half=check.under_half,
        topics=tuple(_topics(bank, measured)),
        briefings=_briefings(bank, {each.topic: each.tally for each in measured}),
        ended=ended,
        talks=_has_talks(bank),
    )


def _has_talks(bank: Bank) -> bool:
    return all(topic.talk for topic in bank.staff_check)


def _topics(bank: Bank, measured: Iterable[MeasuredTopic]) -> Iterable[TopicLine]:
    titles = {topic.id: topic.title for topic in bank.staff_check}
    for each in measured:
        yield TopicLine(titles[each.topic], each.tally.points, each.tally.most, each.tally.percent or 0, each.level)


def _answered(bank: Bank, result: Result) -> Mapping[str, Tally]:
    """The tally of the answers in the areas of each topic."""
    areas = {part.id: part.tally for part in result.areas}
    sums = {}
    for topic in bank.staff_check:
        tallies = [areas[area] for area in topic.areas if area in areas]
        sums[topic.id] = Tally(sum(each.points for each in tallies), sum(each.most for each in tallies))
    return sums


def _briefings(bank: Bank, tallies: Mapping[str, Tally]) -> tuple[Row, ...]:
    """The briefings of the weakest topics, weakest first; the bank's order decides between equals."""
    percents = {topic: tally.percent for topic, tally in tallies.items()}
    weak = [
        (percent, topic)
        for topic in bank.staff_check
        if (percent := percents.get(topic.id)) is not None and percent < KNOWN_WELL
    ]
    weak.sort(key=lambda pair: pair[0])
    return tuple(Row(topic.title, topic.briefing) for _, topic in weak[:MOST_BRIEFINGS])
