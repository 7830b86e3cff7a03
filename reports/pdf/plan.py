"""Prints the plan and the record: the report through the print templates, then through WeasyPrint."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any

from assessment.progress import NOTHING_TYPED
from reports.pdf.front_page import ADVICE_LINE, MOST_FIRST, front_advice, front_space, name_size
from reports.pdf.pdf_merge import ELSEWHERE, merge_parts, warm_numbers
from reports.pdf.plan_detail import detail_of, in_full
from reports.pdf.renderer import print_html
from reports.pdf.templates import TEMPLATES, contact_state, print_environment
from reports.report.change import MOST_MOVES
from reports.report.job_parts import ActionLine, JobLine, SourceLine
from reports.report.report import AnswerLine, Report, Strength

# Up to this many unanswered questions are listed by name; more are counted by area.
UNANSWERED_BY_NAME = 10
# How many of the questions that hold the band down are shown with their answers; the others by name.
MOST_HOLDING = 8
# How many new or dropped questions are listed by name; more are counted.
MOST_NAMES = 12
STYLES = ("base.css", "plan.css", "record.css")

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
    return _rendered(report, renderer, [plan_html(report)])


def render_record(report: Report, renderer: Renderer = one_by_one) -> bytes:
    """Give the record of the assessment, which holds what the plan leaves out, as a PDF/UA-1 file."""
    return _rendered(report, renderer, record_parts(report))


def render_all(report: Report, renderer: Renderer = one_by_one) -> bytes:
    """Give the plan, and the record behind it, as one PDF/UA-1 file."""
    return _rendered(report, renderer, [plan_html(report), *record_parts(report)])


def record_parts(report: Report) -> list[str]:
    """Give the two parts of a record: two processes can then print them at the same time."""
    return [record_html(report, part) for part in (1, 2)]


def linked(parts: Sequence[str]) -> list[str]:
    """Give parts that are printed apart and merged: links out of a part are marked.

    Ids without a link to them are removed: WeasyPrint gives each a costly destination.
    """
    targets = {target for part in parts for target in _LINK.findall(part)}
    return [_with_destinations(part, targets) for part in parts]


def plan_html(report: Report) -> str:
    """Give the action plan as the HTML that is printed; every value of the report is escaped."""
    view = {"kind": "plan", "title": report.notices.plan, "contents": plan_contents(report)}
    return _html("plan.html", report, view)


def record_html(report: Report, part: int | None = None) -> str:
    """Give the record as the HTML that is printed, or one of its two parts."""
    view = {"kind": "record", "title": "Record of the assessment", "contents": record_contents(report), "part": part}
    return _html("record.html", report, view)


def _rendered(report: Report, renderer: Renderer, parts: Sequence[str]) -> bytes:
    return merge_parts(renderer(linked(parts), {LOGO: report.logo} if report.logo else {}))


def _html(template: str, report: Report, view: Mapping[str, Any]) -> str:
    detail = detail_of(report)
    return (
        print_environment()
        .get_template(template)
        .render(
            report=report,
            logo=LOGO if report.logo else None,
            name_size=name_size(report),
            space=front_space(report),
            detail=detail,
            in_full=in_full(report, detail),
            most_holding=MOST_HOLDING,
            most_first=MOST_FIRST,
            advice_on_front=front_advice(report),
            advice_line=ADVICE_LINE,
            most_moves=MOST_MOVES,
            most_names=MOST_NAMES,
            areas=areas_by_score(report),
            heat_says=heat_says(report),
            unanswered_areas=unanswered_by_area(report),
            strengths_by_area=strengths_by_area(report),
            tested_count=sum(each.tested for each in report.strengths),
            sources_by_day=sources_by_day(report),
            typed_items=typed_items(report),
            list_unanswered=len(report.unanswered) <= UNANSWERED_BY_NAME,
            contact_state=contact_state(report.contact),
            **view,
        )
    )


def _with_destinations(html: str, targets: set[str]) -> str:
    own = targets.intersection(_ID.findall(html))
    html = _ID.sub(lambda found: found[0] if found[1] in own else "", html)
    return _LINK.sub(lambda link: link[0] if link[1] in own else f' href="{ELSEWHERE}{link[1]}"', html)


def warm() -> None:
    """Import WeasyPrint and print the page numbers, so that the first plan of a worker does not wait for them."""
    warm_numbers()


@cache
def print_widths() -> Mapping[tuple[str, str], float]:
    """The millimetres of table columns in the print's style, by the class of the table (or "") and of the column."""
    widths: dict[tuple[str, str], float] = {}
    css = "".join((TEMPLATES / name).read_text(encoding="utf-8") for name in STYLES)
    for selectors, body in re.findall(r"([^{}]+)\{([^{}]*)\}", css):
        width = re.search(r"(?<![\w-])width: *([0-9.]+)mm", body)
        for selector in selectors.split(","):
            table, _, column = selector.strip().rpartition(" ")
            if width and column.startswith(".c-"):
                widths[table.rpartition(".")[2], column[1:]] = float(width[1])
    return widths


def plan_contents(report: Report) -> list[tuple[str, str]]:
    """The sections of the plan: the id of each, and its title."""
    parts = [(each.id, f"{each.title}: {_jobs(len(each.jobs))}") for each in report.classes if each.jobs]
    if report.visit:
        parts.append(("visit", "From your adviser"))
    if report.strengths:
        parts.append(("well", "What you do well"))
    return [*parts, ("contact", "Who to contact"), ("review", "Review and sign-off")]


def record_contents(report: Report) -> list[tuple[str, str]]:
    """The sections of the record: the id of each, and its title."""
    law = report.law.name if report.law else ""
    remarks = bool(report.visit and report.visit.remarks)
    wanted = [
        ("result", "Your result", True),
        ("since", "What has been done since", report.today is not None),
        ("in-full", "How to do it", bool(in_full(report, detail_of(report)))),
        ("visit-remarks", "From your adviser", remarks),
        ("in-place", "What is in place", bool(report.strengths)),
        ("find-out", "Find out", bool(report.find_out)),
        ("law", law, bool(law)),
        ("levels", "If the threat level rises", report.levels is not None),
        ("awareness", "Staff awareness", report.awareness is not None),
        ("not-applicable", "Does not apply", bool(report.not_applicable)),
        ("annex", "Every question and answer", True),
    ]
    return [(part, title) for part, title, there in wanted if there]


def _jobs(count: int) -> str:
    return f"{count} job{'' if count == 1 else 's'}"


def areas_by_score(report: Report) -> list[Any]:
    """The areas, the highest score first; those without one last."""
    return sorted(report.areas, key=lambda each: -1 if each.percent is None else each.percent, reverse=True)


def heat_says(report: Report) -> str:
    """What the table of threats shows, in a sentence; nothing where fewer than two kinds are scored."""
    scored = [(each.percent, each.title) for each in report.threats if each.percent is not None]
    if len(scored) < 2:
        return ""
    (least, worst), (most, best) = min(scored, key=lambda each: each[0]), max(scored, key=lambda each: each[0])
    if least == most:
        return f"All kinds are covered alike: {most}%."
    return f"Best covered: {best}, {most}%. Least covered: {worst}, {least}%."


def typed_items(report: Report) -> list[JobLine | ActionLine]:
    """The jobs and actions for which somebody typed anything, in the order of the plan."""
    lines: list[JobLine | ActionLine] = []
    for job in report.jobs:
        lines += (job, *job.actions)
    return [line for line in lines if line.typed != NOTHING_TYPED]


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
