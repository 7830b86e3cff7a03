"""An assessment of the release of November 2026 keeps its bank and its score, and can be compared with one of today."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from assessment import Result, evaluate
from assessment.answer_input import read_answers
from assessment.comparison import compare
from assessment.path import AssessmentKind
from assessment.profile import read_profile
from contacts import attribution
from questions import Bank
from questions.stored import read_stored_bank
from reports.exports.plan_json import plan_document
from reports.pdf.plan import render_plan
from reports.report.builder import build_report
from reports.report.change import Earlier
from reports.report.inputs import ReportInputs
from tests.reports.premises import MADE_ON, REFERENCE
from tests.reports.premises import bank as today

KEPT = Path(__file__).parents[1] / "kept"
VERSION = "2026.11-b18f3fe4"


@pytest.fixture(scope="module")
def kept() -> Bank:
    """The bank as that release wrote it into its store."""
    return read_stored_bank((KEPT / f"bank-{VERSION}.json").read_text(encoding="utf-8"))


def result_of(bank: Bank, kind: AssessmentKind = "full") -> Result:
    """The café of that release, held against a bank; answers that this bank does not ask for are left out."""
    given = yaml.safe_load((KEPT / "cafe-2026-11.yaml").read_text(encoding="utf-8"))
    profile, _ = read_profile(bank, given["profile"])
    answers, _ = read_answers(bank, {name: said for name, said in given["answers"].items() if name in bank.by_id})
    return evaluate(bank, profile, answers, kind)


def test_it_opens_under_the_version_that_assessments_name(kept: Bank) -> None:
    assert kept.version == VERSION
    assert len(kept.questions) == 123
    assert kept.jobs == ()


def test_it_keeps_its_score_and_its_band(kept: Bank) -> None:
    # As that release printed it: "Starting: 84 of 378 points, 22%."
    result = result_of(kept)
    assert (result.score.points, result.score.most, result.score.percent) == (84, 378, 22)
    assert {band.id: band.title for band in kept.scoring.bands}[str(result.band)] == "Starting"
    assert result.holds == ()
    assert len(result.actions) == 40
    assert {job.id for job in result.jobs} <= {area.id for area in kept.areas}, "each area is a job"


def test_its_own_ceilings_hold_its_band(kept: Bank) -> None:
    """One essential question at 0 and the rest tested: held at Building, as that release held it; important ones hold
    nothing."""
    top = {question.id: "3" for question in kept.questions}
    profile = result_of(kept).profile
    essential = next(question.id for question in kept.questions if question.importance == "essential")
    important = next(question.id for question in kept.questions if question.importance == "important")
    for name, level, band in (
        (essential, "0", "building"),
        (essential, "1", "established"),
        (important, "0", "strong"),
    ):
        answers, _ = read_answers(kept, {**top, name: level})
        assert evaluate(kept, profile, answers).band == band


def test_it_is_printed_and_written_as_data(kept: Bank) -> None:
    result = result_of(kept)
    report = build_report(
        kept, result, ReportInputs(reference=REFERENCE, made_on=MADE_ON, contact=None, attribution=attribution())
    )
    assert render_plan(report).startswith(b"%PDF")
    document = plan_document(kept, result, None, MADE_ON)
    assert document["bank_version"] == VERSION


def test_today_is_compared_with_it(kept: Bank) -> None:
    bank = today()
    then, now = result_of(kept), result_of(bank)
    found = compare(bank, then, now)
    both = [name for name in now.path if name in then.path and name in now.answers and now.answers[name].answered]
    assert found.shared == len(both) > 25
    # The same answers then and now: nothing moved, and on what both hold the sums are the same.
    assert (found.up, found.down) == ((), ())
    assert found.then == found.now
    assert {name for name in then.path if name not in now.path} == set(found.gone)
    report = build_report(
        bank,
        now,
        ReportInputs(
            reference=REFERENCE,
            made_on=MADE_ON,
            contact=None,
            attribution=attribution(),
            earlier=Earlier(kept, then, "CPS-OLD", MADE_ON),
        ),
    )
    assert report.change is not None
    assert report.change.shared == found.shared
