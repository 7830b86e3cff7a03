"""Writes the actions as Markdown: a list to tick off, for a team's wiki or task board."""

from __future__ import annotations

import re
from collections.abc import Iterator

from reports.report.dates import long_date
from reports.report.job_parts import ActionLine, JobLine
from reports.report.report import Report
from reports.report.wording import STATUS_TITLES, without_forbidden

# What Markdown (CommonMark 0.31, section 2.4; GitHub's autolinks) or HTML in it takes for a sign inside a line.
_SIGNS = re.compile(r"[\\`*_{}\[\]<>#|~&!@]|:(?=//)|(?<=www)\.")


def render_markdown(report: Report) -> bytes:
    """Give the actions as Markdown in UTF-8, one item each with its first step; what people typed stays text."""
    return ("\n".join(_lines(report)) + "\n").encode()


def plain(text: str) -> str:
    """A text on one line that shows as it was typed: no mark-up, no link, no HTML."""
    return _SIGNS.sub(r"\\\g<0>", " ".join(without_forbidden(text).split()))


def _lines(report: Report) -> Iterator[str]:
    names = ", ".join(dict.fromkeys(name for name in (report.business, report.premises) if name))
    yield f"# {plain(report.notices.plan)}" + (f": {plain(names)}" if names else "")
    yield ""
    yield f"Reference {plain(report.reference)}, {long_date(report.made_on)}. {plain(report.headline)}"
    yield ""
    yield f"**{plain(report.notices.handling)}**"
    for group in report.classes:
        if group.jobs:
            yield ""
            yield f"## {plain(group.title)}"
        for job in group.jobs:
            yield from _job(job)


def _job(job: JobLine) -> Iterator[str]:
    yield ""
    yield f"### {job.rank}. {plain(job.title)}"
    yield ""
    yield f"By {long_date(job.due)}. {plain(job.why)} First step: {plain(job.first_step)}"
    yield ""
    for action in job.actions:
        yield from _action(action)


def _action(action: ActionLine) -> Iterator[str]:
    takes = f"{plain(action.effort)}; {plain(action.cost)}"
    owner = f"; {plain(action.owner)}" if action.owner else ""
    box = "x" if action.status == "done" else " "
    not_doing = f"; {STATUS_TITLES['not-doing'].lower()}" if action.status == "not-doing" else ""
    yield f"- [{box}] **{action.rank}. {plain(action.title)}** (due {long_date(action.due)}{owner}{not_doing}; {takes})"
    for head, text in (
        ("First step", action.first_step),
        ("What to do", action.do),
        ("Who can help", action.who_helps),
        ("Done when", action.done_when),
    ):
        yield f"  - {head}: {plain(text)}"
