"""Every field of the report is in plan or record: each gets a word of its own, and each word is looked for."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from reports.pdf.plan import render_all
from reports.report.dates import long_date, short_date
from reports.report.report import Report
from tests.reports.marking import Marker, plain_figures
from tests.reports.opened import Opened, whole_html
from tests.reports.premises import CONFIRMED, EARLIER, PUB, VISIT, WITH_STAFF_CHECK, answers, report

# Fields that the plan leaves out on purpose, and where they are instead.
LEFT_OUT = {
    # The first jobs have a card each, with its actions; the table of all jobs is the short list.
    r"classes\.jobs\.(id|gain|percent_after|class_title|first_step|why)",
    r"classes\.jobs\.(gaps|tests)\.(do|who_helps|done_when|why|due|effort|cost|gain|percent_after|class_title)",
    # A job's own first step is printed. The annex has the question in full, under the same number and its area.
    r"classes\.jobs\.(gaps|tests)\.(first_step|job|job_rank|name|ask|answer|area|sources\..*)",
    # Said where no contact is confirmed, which this plan has.
    r"adviser\.(roles|says|site|url)",
    # For the pages: the annex has each of these questions with its answer, and the table its action.
    r"essential_gaps\..*",
    # Names are for lists; sources are links with their titles.
    r"answers\.lines\.name",
    r"sources\.url",
    # A task to find out holds the question and who may know; everything else is in the action of the same number.
    r"find_out\.(?!rank|ask|who_helps).*",
    # The answers to strengths and to not-applicable questions are in the annex.
    r"strengths\.answer",
    r"not_applicable\.(?!number|name|reason).*",
    # Duties name the open questions and number those in place; the answers are in the annex under those numbers.
    # The question that asks for a duty itself is named; of the others only how many stand how.
    r"law\.duties\.bearing\.(value|name|number|status)",
    # What follows from a test is printed where the test settled the tier.
    r"law\.steps\.says",
    # The headline counts what is shared, and names the percentages.
    r"change\.(shared|(then|now)\.(title|percent))",
    # Short names are for narrow screens; the purpose and the line at the top are for the site.
    r"threats\.short",
    r"notices\.(purpose|masthead)",
    # Said within another sentence (the headline names the band), or counted.
    r"band",
    r"essentials\.(in_place|asked)",
    r"not_asked|first_count",
    r"unanswered\.(?!name).*",
    r"reporting\.routes\.tel",
    # In the report of the visit, which is a document of its own.
    r"visit\.(asked|not_seen|corrects|findings\..*|diary\..*)",
    # Keys for editors, not words for readers.
    r"reporting\.sources",
}


def marked() -> tuple[Report, dict[str, str]]:
    """A provisional report with everything in it, and the mark of each field."""
    inputs = replace(WITH_STAFF_CHECK, visit=VISIT)
    plan = report(PUB, answers("3210? 0-", note="Note"), CONFIRMED, earlier=EARLIER, inputs=inputs)
    plan = replace(plan, band_by_points="Strong", attribution=("a", "b"), unanswered=plan.unanswered[:2])
    noted = [line for area in plan.answers for line in area.lines if line.note and line.points is not None][:1]
    reasoned = [line for area in plan.answers for line in area.lines if line.reason][:1]
    plan = replace(plan, answers=(replace(plan.answers[0], lines=(*noted, *reasoned)),))
    assert plan.change is not None
    assert plan.awareness is not None
    assert plan.visit is not None
    assert plan.visit.agreed_count
    assert plan.awareness.under_half
    marker = Marker()
    return marker.mark(plan), marker.marks


def test_every_field_is_printed() -> None:
    plan, marks = marked()
    opened = Opened(render_all(plan))
    left_out = re.compile("|".join(f"(?:{pattern})" for pattern in LEFT_OUT))
    wanted = {path: mark for path, mark in marks.items() if not left_out.fullmatch(path.split("#")[0])}
    assert len(wanted) > 150
    printed = plain_figures(opened.squeezed)
    assert [path for path, mark in wanted.items() if mark not in printed] == []
    assert opened.failures() == []


def test_every_day_is_printed() -> None:
    plan, _ = marked()
    days = (date(2031, 1, 1) + timedelta(days=40 * number) for number in range(100))
    law, contact, job, change, levels = plan.law, plan.contact, plan.first_jobs[0], plan.change, plan.levels
    assert law is not None
    assert contact is not None
    assert change is not None
    assert levels is not None
    wanted = [next(days) for _ in range(10)]
    plan = replace(
        plan,
        made_on=wanted[0],
        review_on=wanted[1],
        law=replace(law, as_at=wanted[2]),
        contact=replace(contact, checked_on=wanted[3]),
        reporting=plan.reporting.model_copy(update={"as_at": wanted[4]}),
        sources=(replace(plan.sources[0], as_at=wanted[6]),),
        change=replace(change, made_on=wanted[8]),
        levels=replace(levels, as_at=wanted[9]),
        classes=(
            replace(
                plan.classes[0], jobs=(replace(job, due=wanted[5], tests=(replace(job.actions[0], due=wanted[7]),)),)
            ),
        ),
    )
    html = whole_html(plan)
    assert [day for day in wanted if long_date(day) not in html and short_date(day) not in html] == []
