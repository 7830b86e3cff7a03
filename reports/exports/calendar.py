"""Writes the due dates as a calendar (ICS): a day for each action, and one for the review, each with an alarm."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from reports.exports.calendar_events import day_event, plain
from reports.exports.columns import KINDS
from reports.report.calendar_edition import CalendarEdition
from reports.report.job_parts import ActionLine
from reports.report.report import Report
from reports.report.wording import STATUS_TITLES, without_forbidden

if TYPE_CHECKING:  # imported where it is used, as it takes long
    from icalendar import Event

REVIEW = "review"


def render_calendar(report: Report) -> bytes:
    """Give the calendar. The same report gives the same bytes; a later plan of the assessment keeps the ids."""
    from icalendar import Calendar, vText

    calendar = Calendar()
    calendar.add("prodid", plain(f"-//{report.notices.service}//{report.notices.plan}//EN"))
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", vText(plain(f"{_names(report)}: {report.notices.plan.lower()}")))
    for action in report.actions:
        calendar.add_component(_action(report, action))
    calendar.add_component(_review(report))
    return bytes(calendar.to_ical())


def event_id(key: str, name: str) -> str:
    """The id of an event: the same for a question of an assessment (`key`), however often its plan is made."""
    return str(uuid5(NAMESPACE_URL, f"urn:check-your-protective-security:{without_forbidden(key)}:{name}"))


def _action(report: Report, action: ActionLine) -> Event:
    planned = f"{STATUS_TITLES[action.status]}. Owner: {action.owner or 'nobody yet'}."
    told = (
        *((planned,) if action.owner or action.status != "not-started" else ()),
        f"{action.class_title}, {action.effort}, {action.cost}. {KINDS[action.kind]}.",
        f"Why: {action.why}",
        f"First step: {action.first_step}",
        f"What to do: {action.do}",
        f"Who can help: {action.who_helps}",
        f"It is done when: {action.done_when}",
        f"Action {action.rank} of the plan {report.reference}, {_names(report)}. {report.notices.handling}.",
    )
    event = _event(report, action.question_id, action.due, f"{_state(action)}{action.rank}. {action.title}", told)
    event.add("categories", [plain(action.class_title)])
    return event


def _state(action: ActionLine) -> str:
    """The beginning of a title that leaves nothing to do: without the event, a calendar would keep its older one."""
    return f"{STATUS_TITLES[action.status]}: " if action.status in ("done", "not-doing") else ""


def _review(report: Report) -> Event:
    told = (
        report.notices.review_earlier,
        f"Plan {report.reference}, {_names(report)}. {report.headline} {report.notices.handling}.",
    )
    event = _event(report, REVIEW, report.review_on, f"Review: {report.notices.plan.lower()}", told)
    event.add("categories", ["Review"])
    return event


def _event(report: Report, name: str, day: date, title: str, told: tuple[str, ...]) -> Event:
    edition = _edition(report)
    return day_event(event_id(edition.key, name), edition.changed, day, title, "\n".join(told))


def _edition(report: Report) -> CalendarEdition:
    """The plan's edition; of one without, its reference at the start of its day."""
    return report.calendar or CalendarEdition(report.reference, datetime.combine(report.made_on, time(), UTC))


def _names(report: Report) -> str:
    return ", ".join(name for name in (report.business, report.premises) if name)
