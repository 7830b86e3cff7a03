"""Writes the due dates as a calendar (ICS): a day for each action, and one for the review."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from reports.exports.columns import KINDS
from reports.report.report import ActionLine, Report
from reports.report.wording import without_forbidden

if TYPE_CHECKING:  # imported where it is used, as it takes long
    from icalendar import Event

REVIEW = "review"
WEEK_BEFORE = timedelta(days=-7)
# A calendar updates an event only if its number is higher, so each day of a plan has its own.
FIRST_DAY = date(2020, 1, 1)


def render_calendar(report: Report) -> bytes:
    """Give the calendar. The same report gives the same bytes; a later plan of the assessment keeps the ids."""
    from icalendar import Calendar, vText

    calendar = Calendar()
    calendar.add("prodid", _plain(f"-//{report.notices.service}//{report.notices.plan}//EN"))
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", vText(_plain(f"{_names(report)}: {report.notices.plan.lower()}")))
    for action in report.actions:
        calendar.add_component(_action(report, action))
    calendar.add_component(_review(report))
    return bytes(calendar.to_ical())


def event_id(reference: str, name: str) -> str:
    """The id of an event: the same for a question of an assessment, however often its plan is made."""
    return str(uuid5(NAMESPACE_URL, f"urn:check-your-protective-security:{without_forbidden(reference)}:{name}"))


def _action(report: Report, action: ActionLine) -> Event:
    told = (
        f"{action.class_title}, {action.effort}, {action.cost}. {KINDS[action.kind]}.",
        f"Why: {action.why}",
        f"First step: {action.first_step}",
        f"What to do: {action.do}",
        f"Who can help: {action.who_helps}",
        f"It is done when: {action.done_when}",
        f"Action {action.rank} of the plan {report.reference}, {_names(report)}. {report.notices.handling}.",
    )
    event = _event(report, action.question_id, action.due, f"{action.rank}. {action.title}", told)
    event.add("categories", [_plain(action.class_title)])
    return event


def _review(report: Report) -> Event:
    from icalendar import Alarm

    title = f"Review: {report.notices.plan.lower()}"
    told = (
        report.notices.review_earlier,
        f"Plan {report.reference}, {_names(report)}. {report.headline} {report.notices.handling}.",
    )
    event = _event(report, REVIEW, report.review_on, title, told)
    event.add("categories", ["Review"])
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _plain(title))
    alarm.add("trigger", WEEK_BEFORE)
    event.add_component(alarm)
    return event


def _event(report: Report, name: str, day: date, title: str, told: tuple[str, ...]) -> Event:
    from icalendar import Event

    made = datetime.combine(report.made_on, time(), UTC)
    event = Event()
    event.add("uid", event_id(report.reference, name))
    event.add("dtstamp", made)
    event.add("last-modified", made)
    event.add("sequence", (report.made_on - FIRST_DAY).days)
    event.add("dtstart", day)
    event.add("dtend", day + timedelta(days=1))
    event.add("summary", _plain(title))
    event.add("description", _plain("\n".join(told)))
    # A reminder does not make the day busy, and is hidden in a calendar that others can see.
    event.add("transp", "TRANSPARENT")
    event.add("class", "CONFIDENTIAL")
    return event


def _names(report: Report) -> str:
    return ", ".join(name for name in (report.business, report.premises) if name)


def _plain(text: str) -> str:
    return without_forbidden(text).replace("\r\n", "\n").replace("\r", "\n")
