"""Writes the due dates as a calendar (ICS): a day for each job, and one for the review, with alarms.

A feed has fewer words: its address may come into other hands, and it says nothing that would help an attacker.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time
from typing import NamedTuple

from reports.exports.calendar_events import CalendarDay, plan_calendar
from reports.exports.columns import KINDS
from reports.report.calendar_edition import CalendarEdition
from reports.report.dates import long_date
from reports.report.job_parts import ActionLine, JobLine
from reports.report.report import Report
from reports.report.wording import STATUS_TITLES

REVIEW, DELETION = "review", "deletion"


class DeletionDays(NamedTuple):
    """When somebody is warned that a plan is to be deleted, and when it is, if nobody opens it until then."""

    warned: date
    deleted: date


def render_calendar(report: Report) -> bytes:
    """Give the calendar of a plan, with everything that its jobs need. The same report gives the same bytes."""
    notices, names = report.notices, _names(report)
    days = (*(_job(report, job) for job in report.jobs), _review(report))
    producer, title = f"-//{notices.service}//{notices.plan}//EN", f"{names}: {notices.plan.lower()}"
    return plan_calendar(producer, title, _edition(report), days)


def render_feed(
    jobs: Sequence[JobLine], edition: CalendarEdition, reference: str, deletion: DeletionDays, *, titled: bool
) -> bytes:
    """Give the calendar of a feed: the open jobs, by their numbers alone unless `titled`, without names or notes.

    And the warning before the plan is deleted because nobody opens it. `edition.key` must be one that nobody can guess,
    or the ids of the events would tell which jobs are open.
    """
    open_jobs = [_bare_job(job, len(jobs), reference, titled=titled) for job in jobs if job.open]
    days = (*open_jobs, _deletion(reference, deletion))
    return plan_calendar("-//Security plan//Feed//EN", f"Security plan {reference}", edition, days)


def _bare_job(job: JobLine, count: int, reference: str, *, titled: bool) -> CalendarDay:
    title = f"{job.rank}. {job.title}" if titled else f"Security plan: job {job.rank} of {count} is due"
    told = f"Job {job.rank} of the plan {reference}. Open the plan with your return code to see what to do."
    return CalendarDay(_name(job), job.next_due, title, (told,), "Security plan")


def _deletion(reference: str, deletion: DeletionDays) -> CalendarDay:
    told = f"If nobody opens the plan {reference} until {long_date(deletion.deleted)}, it is deleted on that day."
    title = "Security plan: open it, or it is deleted in a month"
    return CalendarDay(DELETION, deletion.warned, title, (told,), "Security plan")


def _name(job: JobLine) -> str:
    return f"job.{job.id}"


def _job(report: Report, job: JobLine) -> CalendarDay:
    planned = f"{STATUS_TITLES[job.status]}. Owner: {job.owner or 'nobody yet'}."
    told = (
        *((planned,) if job.owner or job.status != "not-started" else ()),
        f"{job.class_title}, {job.effort}, {job.cost}.{' Quick win.' if job.quick_win else ''}",
        f"Why: {job.why}",
        f"First step: {job.first_step}",
        *_lines(job, job.actions),
        f"Job {job.rank} of the plan {report.reference}, {_names(report)}. {report.notices.handling}.",
    )
    # Without the event, a calendar would keep its older one: what leaves nothing to do is said in the title.
    state = "" if job.open else f"{STATUS_TITLES[job.status]}: "
    return CalendarDay(_name(job), job.next_due, f"{state}{job.rank}. {job.title}", told, job.class_title, job.open)


def _lines(job: JobLine, actions: Iterable[ActionLine]) -> Iterable[str]:
    """Each action: what to do, how to tell that it is done, and its own day and owner where they are not the job's."""
    for action in actions:
        own = [STATUS_TITLES[action.status]] if action.status != "not-started" else []
        if action.due_typed and action.due != job.next_due:
            own.append(f"due {long_date(action.due)}")
        if action.owner != job.owner:
            own.append(action.owner)
        yield f"{action.rank}. {action.title} ({'; '.join([KINDS[action.kind], *own])})"
        yield f"What to do: {action.do}"
        yield f"It is done when: {action.done_when}"


def _review(report: Report) -> CalendarDay:
    told = (
        report.notices.review_earlier,
        f"Plan {report.reference}, {_names(report)}. {report.headline} {report.notices.handling}.",
    )
    return CalendarDay(REVIEW, report.review_on, f"Review: {report.notices.plan.lower()}", told, "Review")


def _edition(report: Report) -> CalendarEdition:
    """The plan's edition; of one without, its reference at the start of its day."""
    return report.calendar or CalendarEdition(report.reference, datetime.combine(report.made_on, time(), UTC))


def _names(report: Report) -> str:
    return ", ".join(name for name in (report.business, report.premises) if name)
