"""Where bands begin, and what the ceilings of essential questions do, each worked by hand."""

from __future__ import annotations

import pytest

from assessment import Answer, evaluate
from assessment.answers import Choice
from assessment.scoring import band_at
from tests.assessment.make import SCORING, bank_of, question

HUNDRED = bank_of(*(question(f"q{place}", "useful") for place in range(100)))
EDGES = [
    (0, "starting"),
    (39, "starting"),
    (40, "building"),
    (59, "building"),
    (60, "established"),
    (79, "established"),
    (80, "strong"),
    (100, "strong"),
]


@pytest.mark.parametrize(("percent", "band"), EDGES)
def test_edges(percent: int, band: str) -> None:
    """Of 100 useful questions, `percent` at level 3 and the rest at 0: 3 x percent of 300 points."""
    answers = {f"q{place}": Answer("3" if place < percent else "0") for place in range(100)}
    result = evaluate(HUNDRED, {}, answers)
    assert (result.score.points, result.score.most, result.score.percent) == (3 * percent, 300, percent)
    assert (result.band, result.band_by_points, result.held_by) == (band, band, ())
    assert band_at(SCORING, percent) == band


def test_band_is_of_the_rounded_percentage() -> None:
    # 118 of 300 = 39.33 -> 39, Starting. 119 of 300 = 39.67 -> 40, Building: shown as 40%, it is in the band of 40%.
    low = {f"q{place}": Answer("3" if place < 39 else "0") for place in range(100)}
    assert evaluate(HUNDRED, {}, {**low, "q39": Answer("1")}).band == "starting"
    assert evaluate(HUNDRED, {}, {**low, "q39": Answer("2")}).band == "building"


def test_nothing_scored_has_no_band() -> None:
    assert band_at(SCORING, None) is None


ESSENTIAL = ("first", "second", "third")
MANY = bank_of(
    *(question(name, "essential") for name in ESSENTIAL),
    *(question(f"q{place}", "important") for place in range(50)),
)


def _held(*essential: Choice, important_at_3: int = 50) -> tuple[str | None, str | None, tuple[str, ...]]:
    """The band by points, the band, and what holds it; of fifty important questions, so many at 3 and the rest at 0."""
    answers = {name: Answer(choice) for name, choice in zip(ESSENTIAL, essential, strict=True)}
    answers |= {f"q{place}": Answer("3" if place < important_at_3 else "0") for place in range(50)}
    result = evaluate(MANY, {}, answers)
    return result.band_by_points, result.band, result.held_by


# Most: 3 x 12 + 50 x 6 = 336. With all important ones at 3 there are 300 points and what the essential ones earn.
def test_all_at_the_top_or_in_place_is_not_held() -> None:
    assert _held("3", "3", "3") == ("strong", "strong", ())  # 336 / 336
    assert _held("2", "2", "2") == ("strong", "strong", ())  # 324 / 336 = 96%


def test_essential_at_0_holds_at_building() -> None:
    assert _held("3", "0", "3") == ("strong", "building", ("second",))  # 324 / 336


def test_essential_dont_know_holds_as_0_does() -> None:
    assert _held("3", "dont-know", "3") == ("strong", "building", ("second",))


def test_essential_at_1_holds_at_established() -> None:
    assert _held("3", "3", "1") == ("strong", "established", ("third",))  # 328 / 336 = 98%


def test_lowest_ceiling_wins_and_is_named_first() -> None:
    assert _held("1", "0", "dont-know") == ("strong", "building", ("second", "third", "first"))  # 304 / 336 = 90%
    assert _held("1", "1", "2") == ("strong", "established", ("first", "second"))  # 316 / 336 = 94%


def test_not_applicable_holds_nothing() -> None:
    assert _held("3", "not-applicable", "not-applicable") == ("strong", "strong", ())  # 312 / 312


def test_a_ceiling_at_or_above_the_band_holds_nothing() -> None:
    # 12 + 12 + 4 + 34 x 6 = 232 of 336 = 69%: Established by points, which level 1 allows
    assert _held("3", "3", "1", important_at_3=34) == ("established", "established", ())
    # 12 + 12 + 0 + 34 x 6 = 228 of 336 = 68%: Established by points, which level 0 does not allow
    assert _held("3", "3", "0", important_at_3=34) == ("established", "building", ("third",))
    # 0 + 4 + 12 + 25 x 6 = 166 of 336 = 49%: Building by points, which level 0 allows
    assert _held("0", "1", "3", important_at_3=25) == ("building", "building", ())
    # 0 + 0 + 0 + 10 x 6 = 60 of 336 = 18%: Starting stays Starting
    assert _held("0", "dont-know", "0", important_at_3=10) == ("starting", "starting", ())


def test_only_essential_questions_have_ceilings() -> None:
    # 36 + 45 x 6 = 306 of 336 = 91%, with five important questions at 0
    assert _held("3", "3", "3", important_at_3=45) == ("strong", "strong", ())
