"""Checks that every question is in exactly one job, and that a plan's jobs have a day each."""

from __future__ import annotations

from collections.abc import Iterator

from questions.model import Bank
from questions.problems import Finding

# The shortest span of a class is a month: with more jobs than this, two could be due on one day.
MOST_JOBS = 28


def check_jobs(bank: Bank) -> Iterator[Finding]:
    """Job ids are different; every question is in exactly one job, which asks no unknown one."""
    if not bank.jobs:
        return
    if len(bank.jobs) > MOST_JOBS:
        yield ("jobs",), f"there are {len(bank.jobs)} jobs; use {MOST_JOBS} or fewer, so that each has a day of its own"
    ids: set[str] = set()
    job_of: dict[str, str] = {}
    for j, job in enumerate(bank.jobs):
        if job.id in ids:
            yield ("jobs", j, "id"), f"there are two jobs {job.id!r}; give one another id"
        ids.add(job.id)
        for q, question in enumerate(job.questions):
            place = ("jobs", j, "questions", q)
            if question not in bank.by_id:
                yield place, f"there is no question {question!r}"
            elif question in job_of:
                yield place, f"{question!r} is in the job {job_of[question]!r} already; name it in one of them"
            job_of.setdefault(question, job.id)
    for a, area in enumerate(bank.areas):
        for p, page in enumerate(area.pages):
            for q, asked in enumerate(page.questions):
                if asked.id not in job_of:
                    message = f"{asked.id!r} is in no job; add it to one in jobs.yaml"
                    yield ("areas", a, "pages", p, "questions", q, "id"), message
