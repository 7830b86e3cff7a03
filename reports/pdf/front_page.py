"""How the front page of a plan is set so that it stays one page: smaller names and less white, where needed."""

from __future__ import annotations

from math import ceil

from reports.pdf.templates import contact_state
from reports.report.job_parts import JobLine
from reports.report.report import Report

# A name of more characters is set smaller on the front page; and how many wide letters then fit on a line.
LONG_NAME, LONGER_NAME = 36, 80
NAME_LINE = {"name": 24, "name-long": 42, "name-longer": 60}
# How many lines of text a line of the name is as high as, and how much of it is left beside a logo.
NAME_HEIGHT, BESIDE_LOGO = {"name": 2.6, "name-long": 2.0, "name-longer": 1.1}, 0.7
# How wide a small letter is beside a wide one.
SMALL = 0.65
# How many characters of a job's title, of its first step, of a line across, and of one in the band fit on a line there.
TITLE_LINE, STEP_LINE, ANSWER_LINE, BAND_LINE = 56, 68, 104, 66
# How many unanswered essential questions the front page names.
MOST_FIRST = 6
# How many of the adviser's recommendations it has, how many characters of each, and up to how many other lines.
MOST_ADVICE, ADVICE_LINE, MOST_WITH_ADVICE = 3, 84, 36
# Up to how many lines it has the usual white, and up to how many a little less, and less.
FRONT_SPACES = ((28.5, "roomy"), (33.0, "snug"), (36.5, "tight"))


def name_size(report: Report) -> str:
    """The class that sets the name on the front page: a long one is smaller, so that everything still fits."""
    longest = max(len(report.business), len(report.premises))
    return "name-longer" if longest > LONGER_NAME else "name-long" if longest > LONG_NAME else "name"


def front_space(report: Report) -> str:
    """The class that sets how much white the front page has: with more lines than usual there must be less."""
    lines = front_lines(report) + _advice_lines(report)
    return next((space for most, space in FRONT_SPACES if lines <= most), "tightest")


def front_lines(report: Report) -> float:
    """About how many lines the front page has beyond those that are always there."""
    lines: float = sum(_job_lines(job) for job in report.next_jobs)
    lines += name_lines(report)
    named = " ".join(line.name for line in report.answer_first[:MOST_FIRST])
    lines += ceil(len(named) / ANSWER_LINE)
    band = report.change.headline if report.change else ""
    lines += ceil(len(report.sum_says) / BAND_LINE) + ceil(len(band) / BAND_LINE)
    more = (report.not_applicable, report.took_part, contact_state(report.contact) == "stale")
    return lines + sum(map(bool, more)) + 2 * (bool(report.provisional) + (report.visit is not None))


def front_advice(report: Report) -> int:
    """How many of the adviser's recommendations the front page has, each on one line; the plan has all further on.

    None where the page is full without them: there one line says that there are some.
    """
    if report.visit is None or front_lines(report) > MOST_WITH_ADVICE:
        return 0
    return min(len(report.visit.advice), MOST_ADVICE)


def _advice_lines(report: Report) -> float:
    shown = front_advice(report)
    return shown * 1.1 + 2.5 if shown else float(bool(report.visit and report.visit.advice))


def name_lines(report: Report) -> float:
    """About how many more lines of text the two names take than two short ones would."""
    size = name_size(report)
    line = NAME_LINE[size] * (BESIDE_LOGO if report.logo else 1)
    taken = sum(ceil(_width(name) / line) for name in (report.business, report.premises))
    return max(taken - 2, 0) * NAME_HEIGHT[size]


def _width(name: str) -> float:
    """How many wide letters a name is as wide as."""
    return sum(SMALL if sign.isascii() and not sign.isupper() and sign not in "mw@%" else 1 for sign in name)


def _job_lines(job: JobLine) -> int:
    step = ceil((len(job.first_step) + len("First: ")) / STEP_LINE)
    return ceil(len(job.title) / TITLE_LINE) + step + 1
