"""The example files: complete, of one's own ids, and different from one another in the ways that matter."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from assessment.evaluation import evaluate
from assessment.result import Result
from cli.plan_file import PlanInput, read_plan_input
from contacts import Directory
from questions import Bank
from tests.cli.conftest import EXAMPLES


@dataclass(frozen=True)
class Expected:
    """What an example has to show."""

    tier: str
    band: str | None
    kind: str = "full"
    complete: bool = True
    """Every question on the path is answered."""
    held: bool = False
    """Essential gaps hold the band under the one of the points."""
    unknown: int = 0
    """At least so many answers are don't know."""
    not_applicable: int = 0
    """At least so many do not apply."""
    force: str | None = None
    """What the postcode says; None where it leaves the force open."""


EXPECTED = {
    "bookshop-quick": Expected("out-of-scope", None, kind="quick", unknown=1, force="north-yorkshire"),
    "cafe": Expected("out-of-scope", "starting", force="west-yorkshire"),
    "church": Expected("standard", "starting", complete=False, unknown=1, not_applicable=1, force="norfolk"),
    "festival": Expected("qualifying-event", "building", held=True, unknown=1, not_applicable=4, force="thames-valley"),
    "mosque": Expected("standard", "established", unknown=1, force="leicestershire"),
    "music-pub": Expected("standard", "building", unknown=8, force="avon-and-somerset"),
    "office": Expected("out-of-scope", "established", force="police-scotland"),
    "shopping-centre": Expected("enhanced", "strong"),
    "village-hall": Expected("out-of-scope", "starting", unknown=6, not_applicable=2),
}


def read(bank: Bank, name: str) -> tuple[PlanInput, Result]:
    """An example's input and result."""
    given = read_plan_input(bank, EXAMPLES / f"{name}.yaml")
    return given, evaluate(bank, given.profile, given.answers, given.kind)


def test_every_example_is_expected_and_every_expected_one_is_there() -> None:
    assert {path.stem for path in EXAMPLES.iterdir()} == set(EXPECTED)


@pytest.mark.parametrize("name", EXPECTED)
def test_an_example_shows_what_it_is_for(bank: Bank, name: str) -> None:
    given, result = read(bank, name)
    expected = EXPECTED[name]
    choices = [answer.choice for answer in result.answers.values()]
    assert result.verdict is not None
    assert result.verdict.tier == expected.tier
    assert result.band == expected.band
    assert result.kind == expected.kind
    assert (not result.provisional) == expected.complete
    assert (result.band != result.band_by_points) == expected.held
    assert choices.count("dont-know") >= expected.unknown
    assert choices.count("not-applicable") >= expected.not_applicable
    assert any(answer.note for answer in given.answers.values())
    assert set(given.answers) <= set(result.path), "an answer that is never asked for"
    assert given.date is not None, "without a date the plan is another one every day"


@pytest.mark.parametrize("name", EXPECTED)
def test_an_example_says_that_it_is_made_up(bank: Bank, name: str) -> None:
    given, _ = read(bank, name)
    text = (EXAMPLES / f"{name}.yaml").read_text(encoding="utf-8")
    assert "about: >-\n  Made up." in text
    assert "(made up)" in str(given.profile["business_name"])


@pytest.mark.parametrize("name", EXPECTED)
def test_an_example_has_a_real_postcode(bank: Bank, name: str) -> None:
    given, _ = read(bank, name)
    finding = Directory.load().find(str(given.profile["postcode"]))
    assert finding.status == ("force" if EXPECTED[name].force else "choose")
    assert finding.force_id == EXPECTED[name].force
    assert given.force_id in (None, *finding.candidates)


def test_the_examples_differ(bank: Bank) -> None:
    results = [read(bank, name)[1] for name in EXPECTED]
    assert {result.band for result in results} == {band.id for band in bank.scoring.bands}
    assert len({len(result.path) for result in results}) == len(results)
    assert len({result.score.percent for result in results}) == len(results)


def test_the_split_district_is_open_in_one_example_and_settled_in_another(bank: Bank) -> None:
    assert read(bank, "shopping-centre")[0].force_id is None
    assert read(bank, "village-hall")[0].force_id == "derbyshire"


def test_each_example_says_how_to_try_it() -> None:
    def first(path: Path) -> str:
        return path.read_text(encoding="utf-8").splitlines()[0]

    for path in EXAMPLES.iterdir():
        assert f"flask plan examples/{path.name} --pdf" in first(path)
