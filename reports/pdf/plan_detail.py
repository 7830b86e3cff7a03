"""How much of the jobs a plan prints, so that it stays within six pages; what it leaves out is in the record."""

from __future__ import annotations

from collections.abc import Iterable
from math import ceil
from typing import Literal, NamedTuple

from reports.report.job_parts import ActionLine, JobLine
from reports.report.report import Report

# Characters on a line across the page, beside the little table of a job, and in the table of later jobs.
WIDE, BESIDE, NARROW = 106, 66, 64
LONGEST_TAKES = 24
# How many lines fit on the pages after the front beside contents, what is done well, who to contact and the sign-off.
ROOM = 279


class Detail(NamedTuple):
    """What is printed of later jobs: their actions whole, or by title, or not at all; and of the next ones."""

    later: Literal["whole", "actions", "short"] = "short"
    next: Literal["whole", "no help", "short", "titles"] = "whole"


# The fullest that fits is taken. Only a place where nearly everything is missing needs more than the first four.
DETAILS = (
    Detail("whole"),
    Detail("actions"),
    Detail(),
    Detail(next="no help"),
    Detail(next="short"),
    Detail(next="titles"),
)


def detail_of(report: Report) -> Detail:
    """The fullest that fits on six pages."""
    return next((each for each in DETAILS if job_lines(report, each) <= ROOM - _advice(report)), DETAILS[-1])


def job_lines(report: Report, detail: Detail) -> float:
    """About how many lines the jobs take."""
    lines = 0.0
    for each in report.classes:
        if each.jobs:
            lines += 4
        for job in each.jobs:
            if each.id == "later" and detail.later != "whole":
                lines += _in_short(job, detail)
            else:
                lines += _whole(job, detail.next if each.id == "next" else "whole", tests=each.id == "later")
    return lines


def in_full(report: Report, detail: Detail) -> list[tuple[JobLine, tuple[ActionLine, ...]]]:
    """The jobs that the record explains, each with the missing arrangements that the plan names only in short."""
    cut = {each for each, how in (("next", detail.next), ("later", detail.later)) if how != "whole"}
    found = [(job, job.gaps if job.class_id in cut or not job.open else ()) for job in report.jobs]
    return [(job, gaps) for job, gaps in found if gaps or (job.tests and ("later" in cut or job.class_id != "later"))]


def helpers(job: JobLine) -> str:
    """Everyone and everything that can help with a job, each named once: of a publisher's guidance, all subjects."""
    named: dict[str, list[str]] = {}
    for action in job.gaps:
        for part in action.who_helps.split(";"):
            words = part.strip().removesuffix(".")
            head, on, subject = words.partition(" guidance on ")
            subjects = named.setdefault(f"{head}{on}" if on else _unless_named(words, named), [])
            if subject and subject not in subjects:
                subjects.append(subject)
    text = "; ".join(f"{head}{', '.join(subjects)}" for head, subjects in named.items())
    return text[:1].upper() + text[1:]


def _unless_named(words: str, named: Iterable[str]) -> str:
    """The words for someone or something that helps: those of before, if named already."""
    who = words.partition(",")[0].lower()
    return next((each for each in named if each.partition(",")[0].lower() == who), words)


def takes(job: JobLine, report: Report) -> str:
    """What a job takes and gives: "6 actions · up to a day · no cost · 41% to 48%"; no score once it has moved."""
    count = len(job.actions)
    words = [f"{count} action{'' if count == 1 else 's'}", job.effort.lower(), job.cost.lower()]
    then = report.score.percent
    if then is not None and not (report.today and report.today.moved):
        words.append(f"{then}% to {'as much as ' if job.up_to else ''}{job.percent_after}%")
    return " · ".join(words)


def _advice(report: Report) -> float:
    """About how many lines the adviser's part takes."""
    if report.visit is None:
        return 0
    advice, notes = report.visit.advice, [f"{line.name}: {line.note}" for line in report.visit.remarks if line.note]
    return 8 + _lines([each.title + each.text for each in advice], NARROW) + len(advice) + _lines(notes, WIDE)


def _whole(job: JobLine, how: str, *, tests: bool) -> float:
    lines = 2.2 + max(1 + _lines([job.why, job.first_step], BESIDE), 3.6)
    texts = [f"{action.rank}. {action.title} Q99. {_said(action, how)}" for action in job.gaps]
    if tests:
        lines += 1  # such jobs are many and short, and leave a little white at the foot of pages
        texts += [f"{action.rank}. {action.title} Q99. {_said(action, how)}" for action in job.tests]
    elif job.tests:
        texts.append(" ".join(f"{test.title} Q99, by 22 Nov 2027" for test in job.tests))
    lines += _lines(texts, WIDE) + 0.25 * len(texts)
    return lines + (_lines([helpers(job)], WIDE) if job.gaps and how == "whole" else 0)


def _said(action: ActionLine, how: str) -> str:
    return {"titles": "", "short": f"Done when: {action.done_when}"}.get(
        how, f"{action.do} Done when: {action.done_when}"
    )


def _in_short(job: JobLine, detail: Detail) -> float:
    short = detail.later == "short"
    lines = _lines([job.title + " " * LONGEST_TAKES], NARROW) + 0.5 if short else _lines([job.title], NARROW) + 1.5
    if detail.later == "actions":
        lines += _lines([f"{action.rank}. {action.title}, Q99, in place" for action in job.actions], NARROW)
    return lines


def _lines(texts: Iterable[str], width: int) -> int:
    return sum(ceil(len(text) / width) for text in texts)
