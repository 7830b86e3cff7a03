"""The staff checks of a place: begun, looked at, compared with the last one; and which counts in an assessment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from assessment.staff_check import FEWEST_RESPONSES, KNOWN_WELL, MeasuredTopic, StaffCheck, TopicCount, measure
from assessment.staff_release import Tally, by_topic, next_shown
from assessment.wilson import clearly_differ, wilson
from local_time import end_of_day, london_day
from storage.records import Assessment
from storage.staff_checks import NewStaffCheck, StaffCheckRecord
from usecases.return_codes import grouped
from usecases.services import Services

# How long a check may be open, in days: long enough for every shift, and for holidays.
DAYS = (7, 14, 28)
# The awareness of staff is measured again after so many days, and when many new people have started.
AGAIN = 365
LONGEST_TELL, LONGEST_REASON = 80, 200

Change = Literal["better", "worse", "same"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What an owner says of a check to begin; no topics are all of them."""

    staff: int
    days: int
    topics: tuple[str, ...] = ()
    easy: bool = False
    tell: str = ""
    workshop_id: str | None = None


@dataclass(frozen=True, slots=True)
class TopicResult:
    """A topic of a result: its level, the share of right answers in percent and the ends of its 95% interval.

    `change` compares it with the last check, None where that says nothing of it; `last` is the percent then.
    """

    id: str
    title: str
    measured: MeasuredTopic
    percent: int
    low: int
    high: int
    last: int | None
    change: Change | None


@dataclass(frozen=True, slots=True)
class StaffResult:
    """What may be seen of a check now: nothing of fewer than five responses, and only steps of five.

    `responses` is how many are in it, of all that were counted.
    """

    check: StaffCheckRecord
    over: bool
    responses: int
    under_half: bool
    topics: tuple[TopicResult, ...]
    last: date | None

    @property
    def weakest(self) -> tuple[TopicResult, ...]:
        """The topics that need a talk, weakest first; equal ones as in the bank."""
        weak = [topic for topic in self.topics if topic.percent < KNOWN_WELL]
        return tuple(sorted(weak, key=lambda topic: topic.percent))


def closing_days(today: date) -> dict[int, date]:
    """The days on which a check that is begun today can close, by how many days it is open."""
    return {days: today + timedelta(days=days) for days in DAYS}


def begin_check(services: Services, workspace_id: str, premises_id: str, wanted: Wanted) -> StaffCheckRecord:
    """A staff check that closes at the end of its last day. Raises NotFound; Refused while another one is open."""
    known = [topic.id for topic in services.bank.staff_check]
    topics = tuple(topic for topic in known if topic in wanted.topics)
    new = NewStaffCheck(
        services.bank.version,
        wanted.staff,
        end_of_day(closing_days(services.today())[wanted.days]),
        () if len(topics) == len(known) else topics,
        wanted.easy,
        wanted.tell,
        wanted.workshop_id,
    )
    return services.store.begin_staff_check(workspace_id, premises_id, new, services.now())


def address_code(check: StaffCheckRecord) -> str:
    """The code of a check as its address and its poster write it."""
    return grouped(check.code)


def released(services: Services, check: StaffCheckRecord) -> Tally:
    """What may be seen of the counts: once it is over all of them, if that is a whole step more than was seen."""
    return check.shown if check.is_open(services.now()) else next_shown(check.shown, check.counted)


def result_of_check(services: Services, check: StaffCheckRecord) -> StaffResult:
    """The result of a check as it may be seen now, compared with the check before it."""
    tally, before = released(services, check), _check_before(services, check)
    bank = services.bank_of(check.bank_version)
    measured = measured_check(services, check)
    last = _topics(services, before, released(services, before)) if before else {}
    titles = {topic.id: topic.title for topic in bank.staff_check}
    return StaffResult(
        check=check,
        over=not check.is_open(services.now()),
        responses=tally.responses,
        under_half=measured.under_half,
        topics=tuple(_topic(titles[each.topic], each, last.get(each.topic)) for each in measure(bank, measured)),
        last=london_day(before.ended) if before else None,
    )


def measured_check(services: Services, check: StaffCheckRecord) -> StaffCheck:
    """A check as the rules read it: everyone who took part, and what may be seen of their answers."""
    tally = released(services, check)
    responses = check.counted.responses if tally.responses else 0
    return StaffCheck(check.staff, responses, _topics(services, check, tally))


def check_for(services: Services, assessment: Assessment) -> StaffCheckRecord | None:
    """The check whose result counts for an assessment: the newest of its place that is over, has a result and was not
    set aside. A finished assessment follows new checks until the next one of its place is finished.
    """
    others = services.store.assessments_of(assessment.workspace_id, assessment.premises_id)
    mine = assessment.finished
    later = [each.finished for each in others if each.finished and mine and each.finished > mine]
    end = min(later, default=None)
    return next(
        (
            check
            for check in services.store.staff_checks_of(assessment.workspace_id, assessment.premises_id)
            if not check.is_open(services.now())
            and not check.set_aside
            and released(services, check).responses >= FEWEST_RESPONSES
            and (end is None or check.ended <= end)
        ),
        None,
    )


def running_check(services: Services, workspace_id: str) -> StaffCheckRecord | None:
    """The check that is running in a workspace; of several places, that of the oldest."""
    for premises in services.store.premises_of(workspace_id):
        for check in services.store.staff_checks_of(workspace_id, premises.id):
            if check.is_open(services.now()):
                return check
    return None


def due_again(checks: tuple[StaffCheckRecord, ...]) -> date | None:
    """The day a year after the newest check ended; None before there was one."""
    return london_day(checks[0].ended) + timedelta(days=AGAIN) if checks else None


def _topic(title: str, each: MeasuredTopic, last: TopicCount | None) -> TopicResult:
    right, asked = each.tally.points, each.tally.most
    low, high = wilson(right, asked)
    change: Change | None = None
    if last is not None:
        moved = clearly_differ((right, asked), (last.right, last.asked))
        change = "same" if not moved else "better" if right * last.asked > last.right * asked else "worse"
    percent = each.tally.percent or 0
    was = round(100 * last.right / last.asked) if last else None
    return TopicResult(each.topic, title, each, percent, round(100 * low), round(100 * high), was, change)


def _topics(services: Services, check: StaffCheckRecord, tally: Tally) -> Mapping[str, TopicCount]:
    topics = services.bank_of(check.bank_version).staff_check
    return by_topic(tally.items, {item.id: topic.id for topic in topics for item in topic.items})


def _check_before(services: Services, check: StaffCheckRecord) -> StaffCheckRecord | None:
    """The newest check before this one that has a result and was not set aside."""
    checks = services.store.staff_checks_of(check.workspace_id, check.premises_id)
    return next(
        (
            each
            for each in checks
            if each.begun < check.begun and not each.set_aside and released(services, each).responses
        ),
        None,
    )
