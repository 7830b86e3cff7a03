"""docs/scoring.md is true: its worked example, the numbers of its rules, and the tests that it names."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from typing import cast

import pytest

from assessment import Answer, evaluate, what_if
from assessment.answers import Choice
from assessment.result import Tally
from questions import Bank
from questions.model import Importance
from tests.assessment.make import area, bank, job, question

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs" / "scoring.md").read_text(encoding="utf-8")
PROPERTIES, EXAMPLE = TEXT.split("\n## Properties\n")[1].split("\n## A worked example\n")
NUMBERED = {int(item[0]): item[1] for item in re.findall(r"^(\d+)\. (.*?)(?=^\d+\. |^$)", PROPERTIES, re.M | re.S)}
# A file of tests, then the names of the tests in it.
CITED = re.compile(r"`(tests/[\w/]+\.py)`:((?:\s+`test_\w+`,?)+)")
NO_NUMBER = "–"


def table(text: str, first: str) -> list[dict[str, str]]:
    """The rows of the table whose first column has this heading, each by heading; without the row of sums."""
    lines = text[text.index(f"\n| {first} |") + 1 :].split("\n\n")[0].splitlines()
    head, _, *rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    return [dict(zip(head, row, strict=True)) for row in rows if not row[0].startswith("**")]


ASKED = table(EXAMPLE, "question")
MADE = bank(
    area("only", *([question(row["question"], cast(Importance, row["importance"]))] for row in ASKED)),
    jobs=[
        job(name, *(row["question"] for row in ASKED if row["job"] == name))
        for name in dict.fromkeys(row["job"] for row in ASKED)
    ],
)
ANSWERS = {
    row["question"]: Answer(cast(Choice, row["answer"]), "Not here" if row["answer"] == "not-applicable" else "")
    for row in ASKED
    if row["answer"] != "unanswered"
}
RESULT = evaluate(MADE, {}, ANSWERS)


def written(pattern: str) -> tuple[str, ...]:
    """What the example says where it matches; a failure where it says no such thing."""
    found = re.search(pattern, EXAMPLE)
    assert found, pattern
    return found.groups()


@pytest.mark.parametrize("row", ASKED, ids=lambda row: row["question"])
def test_each_question_earns_what_is_written(row: dict[str, str]) -> None:
    alone = {name: answer for name, answer in ANSWERS.items() if name == row["question"]}
    tally = evaluate(MADE, {}, alone).score
    if row["points"] == NO_NUMBER:
        assert tally == Tally(0, 0)
    else:
        assert tally == Tally(int(row["points"]), int(row["most"]))
        assert tally == Tally(int(row["weight"]) * int(row["level"]), int(row["weight"]) * 3)


def test_sum_score_and_known() -> None:
    points, most = map(int, written(r"\| \*\*sum\*\* \|.*\*\*(\d+)\*\* \| \*\*(\d+)\*\* \|"))
    assert Tally(points, most) == RESULT.score
    score = tuple(map(int, written(r"Score: 100 × (\d+) / (\d+) = [\d.]+, shown as (\d+)%")))
    assert score == (points, most, RESULT.score.percent)
    known, of, percent = map(int, written(r"Known: .* = (\d+) / (\d+) = [\d.]+, shown as (\d+)%"))
    assert (RESULT.known, RESULT.known.percent) == (Tally(known, of), percent)


def test_band_and_what_holds_it(project_bank: Bank) -> None:
    titles = {band.id: band.title for band in project_bank.scoring.bands}
    by_points, holding, band = written(r"Band by points: (\w+)\. `([\w-]+)` is essential .* so the band is (\w+)\.")
    assert (titles[str(RESULT.band_by_points)], RESULT.held_by, titles[str(RESULT.band)]) == (
        by_points,
        (holding,),
        band,
    )
    assert RESULT.unanswered == written(r"Provisional, because `([\w-]+)` is unanswered")
    assert RESULT.provisional


def test_actions_with_gains_and_what_they_lead_to() -> None:
    rows = [
        (
            *(str(action.rank), action.question, action.job, action.kind, action.class_id, str(action.gain)),
            *(str(RESULT.score.points + action.gain), str(action.percent_after)),
        )
        for action in RESULT.actions
    ]
    assert [tuple(row.values()) for row in table(EXAMPLE, "rank")] == rows
    jobs = [
        (each.id, each.class_id, *map(str, (each.gain, RESULT.score.points + each.gain, each.percent_after)))
        for each in RESULT.jobs
    ]
    assert [tuple(row.values()) for row in table(EXAMPLE, "job")] == jobs
    assert [each.bears for each in RESULT.jobs] == ["lockdown", "cameras"]
    (gains,) = written(r"The gains are [\d +]+ = (\d+),")
    assert RESULT.score.points + int(gains) == RESULT.score.most


def test_what_if_the_first_is_done(project_bank: Bank) -> None:
    titles = {each.id: each.title for each in project_bank.scoring.bands}
    done, points, most, percent, by_points, holding, band = written(
        r"With `([\w-]+)` done the score is (\d+) of (\d+), (\d+)%: (\w+) by points, and\n`(\w+)` holds it at (\w+) "
    )
    after, _ = what_if(MADE, RESULT, [done])
    assert (after.score, after.score.percent) == (Tally(int(points), int(most)), int(percent))
    assert (titles[str(after.band_by_points)], titles[str(after.band)], after.held_by) == (by_points, band, (holding,))


def test_the_numbers_of_the_rule_are_the_banks(project_bank: Bank) -> None:
    rule = project_bank.scoring
    weights = ", ".join(f"{name} {weight}" for name, weight in rule.weights.items())
    assert f"weight    {weights}\n" in TEXT
    floors = [*(band.floor for band in rule.bands), 101]
    spans = [
        {"percent": f"{low} to {high - 1}", "band": band.title}
        for band, (low, high) in zip(rule.bands, pairwise(floors), strict=True)
    ]
    assert table(TEXT, "percent") == spans
    months = {each.id: each.months for each in rule.classes}
    assert months == {"now": 1, "next": 3, "later": 12}
    assert all(each in TEXT for each in ("within a month", "within 3 months", "within 12 months"))
    titles = {band.id: band.title for band in rule.bands}
    words = {"missing": "missing", "partly": "partly", "not-applicable": "not applicable"}
    assert [
        (
            row["held at"],
            row["importance"],
            {each for each in words if words[each] in row["in this state"]},
            row["when"],
        )
        for row in table(TEXT, "held at")
    ] == [
        (
            *(titles[each.band], each.importance, set(each.states)),
            f"more than {each.more_than}% of those on the path" if each.more_than else "one",
        )
        for each in rule.ceilings
    ]


def test_properties_are_numbered_without_a_gap_and_each_names_its_tests() -> None:
    assert [*NUMBERED] == [*range(1, 16)]
    assert [number for number, text in NUMBERED.items() if not CITED.search(text)] == []


def test_every_test_that_is_named_exists() -> None:
    cited = [(path, name) for path, names in CITED.findall(TEXT) for name in re.findall(r"`(test_\w+)`", names)]
    assert len(cited) == len(re.findall(r"`test_\w+`", TEXT)) > 20
    missing = [
        f"{path}::{name}"
        for path, name in cited
        if not (ROOT / path).is_file() or f"def {name}(" not in (ROOT / path).read_text(encoding="utf-8")
    ]
    assert missing == []


def test_every_property_and_section_that_the_code_cites_is_there() -> None:
    headings = set(re.findall(r"^#+ (.*)$", TEXT, re.MULTILINE))
    for path in [*(ROOT / "assessment").glob("*.py"), *(ROOT / "tests" / "assessment").glob("*.py")]:
        text = path.read_text(encoding="utf-8")
        assert set(re.findall(r'scoring\.md, "([^"]+)"', text)) <= headings, path
        for numbers in re.findall(r"[Pp]ropert(?:y|ies) ([\d, toand]+?) of scoring\.md", text):
            assert {int(number) for number in re.findall(r"\d+", numbers)} <= set(NUMBERED), path
