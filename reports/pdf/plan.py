"""Prints the action plan: the report through the print templates, then through WeasyPrint."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from math import ceil

from reports.pdf.pdf_merge import ELSEWHERE, merge_parts, page_numbers
from reports.pdf.renderer import print_html
from reports.pdf.templates import TEMPLATES, contact_state, print_environment
from reports.report.change import MOST_MOVES
from reports.report.job_parts import SourceLine
from reports.report.report import AnswerLine, Report, Strength

# Up to this many unanswered questions are listed by name; more are counted by area.
UNANSWERED_BY_NAME = 10
# A name of more characters is set smaller on the front page; and how many wide letters then fit on a line.
LONG_NAME, LONGER_NAME = 36, 80
NAME_LINE = {"name": 24, "name-long": 42, "name-longer": 60}
# How many lines of text a line of the name is as high as, and how much of it is left beside a logo.
NAME_HEIGHT, BESIDE_LOGO = {"name": 3, "name-long": 2, "name-longer": 1}, 0.7
# How many characters of a job's title, and of its first step, fit on a line there; more lines than this, and space gets
# tight.
TITLE_LINE, STEP_LINE, ANSWER_LINE = 62, 84, 96
# Up to how many lines it has the usual white, and up to how many a little less.
FRONT_SPACES = ((15, "roomy"), (20, "tight"))
# How many of the questions that hold the band down are shown with their answers; the others by name.
MOST_HOLDING = 8
# How many unanswered essential questions the front page names.
MOST_FIRST = 6
# How many new or dropped questions are listed by name; more are counted.
MOST_NAMES = 12

# The address of the business's logo in the plan; it is used nowhere else.
LOGO = "picture:logo"

_LINK, _ID = re.compile(r' href="#([^"]+)"'), re.compile(r' id="([^"]+)"')

# Renders each of some documents, with the pictures that they may show.
Renderer = Callable[[Sequence[str], Mapping[str, bytes]], Sequence[bytes]]


def one_by_one(documents: Sequence[str], pictures: Mapping[str, bytes]) -> list[bytes]:
    """Print documents in this process, one after the other."""
    return [print_html(document, pictures=pictures) for document in documents]


def render_plan(report: Report, renderer: Renderer = one_by_one) -> bytes:
    """Give the action plan as a PDF/UA-1 file. The same report gives the same bytes, whatever renderer prints it."""
    return merge_parts(renderer(plan_parts(report), {LOGO: report.logo} if report.logo else {}))


def plan_parts(report: Report) -> list[str]:
    """Give the two parts of a plan, to be printed apart and merged.

    Links out of a part are marked. Ids without a link to them are removed: WeasyPrint gives each a costly destination.
    """
    parts = [plan_html(report, part) for part in (1, 2)]
    targets = {target for part in parts for target in _LINK.findall(part)}
    return [_with_destinations(part, targets) for part in parts]


def plan_html(report: Report, part: int | None = None) -> str:
    """Give the action plan as the HTML that is printed, or one of its two parts; every value of the report is escaped.

    It is printed in parts because two processes can then do so at the same time. Part 1 ends with the action plan.
    """
    return (
        print_environment()
        .get_template("plan.html")
        .render(
            report=report,
            part=part,
            logo=LOGO if report.logo else None,
            name_size=name_size(report),
            contents=contents(report),
            space=front_space(report),
            most_holding=MOST_HOLDING,
            most_first=MOST_FIRST,
            most_moves=MOST_MOVES,
            most_names=MOST_NAMES,
            unanswered_areas=unanswered_by_area(report),
            strengths_by_area=strengths_by_area(report),
            sources_by_day=sources_by_day(report),
            list_unanswered=len(report.unanswered) <= UNANSWERED_BY_NAME,
            contact_state=contact_state(report.contact),
        )
    )


def _with_destinations(html: str, targets: set[str]) -> str:
    own = targets.intersection(_ID.findall(html))
    html = _ID.sub(lambda found: found[0] if found[1] in own else "", html)
    return _LINK.sub(lambda link: link[0] if link[1] in own else f' href="{ELSEWHERE}{link[1]}"', html)


def warm() -> None:
    """Import WeasyPrint and print the page numbers, so that the first plan of a worker does not wait for them."""
    for word in ("page", "of"):
        page_numbers(word)


@cache
def print_widths() -> Mapping[tuple[str, str], float]:
    """The millimetres of table columns in the print's style, by the class of the table (or "") and of the column."""
    widths: dict[tuple[str, str], float] = {}
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", (TEMPLATES / "plan.css").read_text(encoding="utf-8")):
        width = re.search(r"(?<![\w-])width: *([0-9.]+)mm", body)
        for selector in selectors.split(","):
            table, _, column = selector.strip().rpartition(" ")
            if width and column.startswith(".c-"):
                widths[table.rpartition(".")[2], column[1:]] = float(width[1])
    return widths


def name_size(report: Report) -> str:
    """The class that sets the name on the front page: a long one is smaller, so that everything still fits."""
    longest = max(len(report.business), len(report.premises))
    return "name-longer" if longest > LONGER_NAME else "name-long" if longest > LONG_NAME else "name"


def contents(report: Report) -> list[tuple[str, str]]:
    """The parts of the plan that it links to: the id of each section, and its title."""
    parts = [("result", "Your result"), ("actions", "Action plan")]
    if report.first_jobs:
        parts.append(("how", "How to do it"))
    if report.visit:
        parts.append(("visit", "From your adviser"))
    parts += [("well", "What you do well"), ("find-out", "Find out")]
    if report.law:
        parts.append(("law", report.law.name))
    if report.levels:
        parts.append(("levels", "If the threat level rises"))
    if report.awareness:
        parts.append(("awareness", "Staff awareness"))
    parts += [("not-applicable", "Does not apply"), ("contact", "Who to contact")]
    return [*parts, ("review", "Review and sign-off"), ("annex", "Annex")]


def front_space(report: Report) -> str:
    """The class that sets how much white the front page has: with more lines than usual there must be less."""
    lines = front_lines(report)
    return next((space for most, space in FRONT_SPACES if lines <= most), "tightest")


def front_lines(report: Report) -> int:
    """About how many lines the front page has beyond those that are always there."""
    lines = sum(len(job.title) // TITLE_LINE + len(job.first_step) // STEP_LINE + 1 for job in report.first_jobs)
    lines += name_lines(report)
    lines += len(" ".join(line.name for line in report.answer_first[:MOST_FIRST])) // ANSWER_LINE + 1
    more = (report.logo, report.provisional, report.visit, report.not_applicable)
    return lines + sum(map(bool, more)) + 2 * (contact_state(report.contact) in ("confirmed", "stale"))


def name_lines(report: Report) -> int:
    """About how many more lines of text the two names take than two short ones would, even in wide letters."""
    size = name_size(report)
    line = NAME_LINE[size] * (BESIDE_LOGO if report.logo else 1)
    taken = sum(ceil(len(name) / line) for name in (report.business, report.premises))
    return max(taken - 2, 0) * NAME_HEIGHT[size]


def unanswered_by_area(report: Report) -> list[tuple[str, list[AnswerLine], int]]:
    """Each area with questions still to answer: its title, those questions, and how many it has in all."""
    areas = []
    for area in report.answers:
        lines = [line for line in area.lines if line.state == "unanswered"]
        if lines:
            areas.append((area.title, lines, len(area.lines)))
    return areas


def strengths_by_area(report: Report) -> list[tuple[str, list[Strength], list[Strength]]]:
    """Each area with arrangements in place: its title, those tested in the last 12 months, and the others."""
    areas: dict[str, tuple[list[Strength], list[Strength]]] = {}
    for each in report.strengths:
        areas.setdefault(each.area, ([], []))[0 if each.tested else 1].append(each)
    return [(area, tested, untested) for area, (tested, untested) in areas.items()]


def sources_by_day(report: Report) -> list[tuple[date, list[tuple[str, bool, list[SourceLine]]]]]:
    """The sources of each day and publisher, so that neither is printed on every line."""
    days: dict[date, dict[tuple[str, bool], list[SourceLine]]] = {}
    for line in report.sources:
        days.setdefault(line.as_at, {}).setdefault((line.publisher, line.secondary), []).append(line)
    return [(day, [(*key, lines) for key, lines in publishers.items()]) for day, publishers in days.items()]
