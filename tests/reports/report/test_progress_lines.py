"""What people type for a finished plan is in its prints and files: owner, day and status; the score stays as it was."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from html import escape

import pytest

from assessment.progress import PlanItem, Progress, Update, action_name, job_name
from reports.exports.registry import EXPORTS
from reports.pdf.plan import plan_html, record_html
from reports.report.report import Report
from tests.reports import taken
from tests.reports.premises import CAFE, INPUTS, answers, report

DAY = date(2027, 2, 3)
AT = datetime(2026, 12, 1, 9, tzinfo=UTC)


def plan(progress: Progress) -> Report:
    return report(CAFE, answers("01002?1-1"), inputs=replace(INPUTS, progress=progress))


def words_of(ending: str, shown: Report) -> str:
    """What a file says, or the print."""
    return plan_html(shown) if ending == "print" else taken.words_of(ending, EXPORTS[ending].render(shown))


@pytest.fixture(scope="module")
def before() -> Report:
    """The plan before anybody typed anything."""
    return plan(Progress())


def test_owner_and_day_of_a_job_hold_for_its_actions_but_not_over_their_own(before: Report) -> None:
    job = next(job for job in before.jobs if len(job.gaps) > 1)
    own, other = job.gaps[0].question_id, job.gaps[1]
    items = {job_name(job.id): PlanItem("Maya", DAY), action_name(own): PlanItem("Sam", date(2027, 4, 5))}
    after = next(each for each in plan(Progress(items)).jobs if each.id == job.id)
    found = {action.question_id: action for action in after.actions}
    assert (after.owner, after.due, after.due_typed) == ("Maya", DAY, True)
    assert (found[own].owner, found[own].due) == ("Sam", date(2027, 4, 5))
    rest = found[other.question_id]
    assert (rest.owner, rest.suggested) == ("Maya", other.due)
    assert rest.due == (other.due if other.when_you_can else DAY), "what can wait keeps its own suggestion"
    assert all(action.due == action.suggested for action in after.tests)


def test_done_follows_from_the_level_and_the_score_stays(before: Report) -> None:
    job = before.jobs[0]
    updates = tuple(Update(str(n), gap.question_id, "0", "2", AT) for n, gap in enumerate(job.gaps))
    after = plan(Progress({}, updates))
    assert {gap.status for gap in after.jobs[0].gaps} == {"done"}
    assert after.jobs[0].status == ("under-way" if job.tests else "done")
    assert (after.score, after.holding, [each.title for each in after.actions]) == (
        before.score,
        before.holding,
        [each.title for each in before.actions],
    )
    undone = tuple(update._replace(undone=AT) for update in updates)
    assert plan(Progress({}, undone)).jobs == before.jobs


def test_a_reader_months_later_sees_the_score_then_and_now_and_what_moved(before: Report) -> None:
    job = next(job for job in before.jobs if not job.tests)
    gap = job.gaps[0]
    updates = tuple(Update(str(n), each.question_id, "0", "2", AT, "Sam") for n, each in enumerate(job.gaps))
    proof = PlanItem("Maya", proof="Photo in the office", note="Ask Sam about the key")
    after = plan(Progress({job_name(job.id): proof}, updates, AT))
    assert after.today is not None
    assert (after.today.on, after.today.done, after.today.moved) == (date(2026, 12, 1), 1, True)
    shown, behind = plan_html(after), record_html(after)
    assert f"{after.today.sum_says} As at 1 December 2026" in shown
    assert f"At the finish on 22 November 2026: {before.verdict}, {before.score.percent}%" in shown
    assert f"Job {job.rank}: {job.title} (done)" in shown
    assert "What shows it: Photo in the office" in shown
    assert job not in after.next_jobs
    assert "Your next six jobs" in shown
    assert all(escape(each.title, quote=False) in behind for each in job.gaps)
    assert f"<td>{escape(gap.name, quote=False)}</td>" in behind
    assert "(1 Dec 2026)" in behind
    assert "Note: Ask Sam about the key" in behind
    assert "As at" not in plan_html(before)
    assert "What has been done since" not in record_html(before)


def test_without_a_level_that_moved_the_score_is_that_of_the_finish(before: Report) -> None:
    after = plan(Progress({job_name(before.jobs[0].id): PlanItem("Maya")}, (), AT))
    assert "As at" not in plan_html(after)
    assert "No answer has moved, so the score is that of the finish." in record_html(after)
    assert after.next_jobs[0].title == before.jobs[0].title


@pytest.mark.parametrize("ending", [*EXPORTS, "print"])
def test_every_file_shows_what_was_typed(before: Report, ending: str) -> None:
    job = before.jobs[0]
    gap = job.gaps[0]
    items = {job_name(job.id): PlanItem("Maya Okafor", DAY), action_name(gap.question_id): PlanItem(status="under-way")}
    after = plan(Progress(items))
    words = words_of(ending, after)
    assert "Maya Okafor" in words
    days = ("3 Feb 2027", "3 February 2027", "2027-02-03", "20270203")
    shown = EXPORTS[ending].render(after).decode() if ending in ("ics", "csv", "md") else words
    assert any(day in shown for day in days)
    assert "Under way" in words or ending == "md"
    assert "Maya" not in words_of(ending, before)


def test_every_text_has_a_column_of_the_spreadsheet_and_the_table_has_one_for_all(before: Report) -> None:
    gap = before.jobs[0].gaps[0]
    item = PlanItem(status="not-doing", reason="We move out", cost="£40", note="Ask Sam", proof="A photo")
    after = plan(Progress({action_name(gap.question_id): item}))
    book = taken.workbook(EXPORTS["xlsx"].render(after))
    row = f"{after.reference} {action_name(gap.question_id)}"
    place = [cell.value for cell in taken.column(book, "Plan", "Row id")].index(row)
    heads = ("Status", "Why not", "Cost here", "Note", "Proof")
    said = [taken.column(book, "Plan", head)[place].value for head in heads]
    assert said == ["Not doing", "We move out", "£40", "Ask Sam", "A photo"]
    table = EXPORTS["csv"].render(after).decode()
    assert "Ask Sam\nNot doing: We move out\nCost: £40\nShown by: A photo" in table.replace("\r", "")
