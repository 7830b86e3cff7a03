"""Where bands begin, and what holds them down, each worked by hand."""

from __future__ import annotations

import pytest

from assessment import Answer, evaluate
from assessment.answers import Choice
from assessment.bands import band_at
from assessment.result import Essentials
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
    # 118 of 300 = 39.33 -> 39, Early. 119 of 300 = 39.67 -> 40, Developing: shown as 40%, it is in the band of 40%.
    low = {f"q{place}": Answer("3" if place < 39 else "0") for place in range(100)}
    assert evaluate(HUNDRED, {}, {**low, "q39": Answer("1")}).band == "starting"
    assert evaluate(HUNDRED, {}, {**low, "q39": Answer("2")}).band == "building"


def test_nothing_scored_has_no_band() -> None:
    assert band_at(SCORING, None) is None


# Eight essential questions, so that two are a quarter and three are more; eight important ones; points enough to be
# strong whatever these few are: 100 useful ones at 3.
ESSENTIAL = tuple(f"e{place}" for place in range(8))
IMPORTANT = tuple(f"i{place}" for place in range(8))
USEFUL = tuple(f"u{place}" for place in range(200))
MANY = bank_of(
    *(question(name, "essential") for name in ESSENTIAL),
    *(question(name, "important") for name in IMPORTANT),
    *(question(name, "useful") for name in USEFUL),
)


def _held(essential: str = "", important: str = "", *, agreed: bool = False) -> tuple[str | None, list[str]]:
    """The band, and why it is held: the first answers are as given (? don't know, - does not apply), the rest at 3."""
    words: dict[str, Choice] = {"?": "dont-know", "-": "not-applicable", "0": "0", "1": "1", "2": "2", "3": "3"}
    given = {name: Answer("3") for name in (*ESSENTIAL, *IMPORTANT, *USEFUL)}
    for names, signs in ((ESSENTIAL, essential), (IMPORTANT, important)):
        given |= {name: Answer(words[sign], agreed=agreed) for name, sign in zip(names, signs, strict=False)}
    result = evaluate(MANY, {}, given)
    assert result.band_by_points == "strong"
    return result.band, [f"{hold.band}: {hold.says} {' '.join(hold.questions)}" for hold in result.holds]


@pytest.mark.parametrize(
    ("essential", "important", "band"),
    [
        ("", "", "strong"),
        ("22222222", "22222222", "strong"),
        # an essential question missing or not known
        ("0", "", "building"),
        ("?", "", "building"),
        # partly in place, or said not to apply
        ("1", "", "established"),
        ("-", "", "established"),
        # two of eight are a quarter, three are more
        ("11", "", "established"),
        ("111", "", "building"),
        ("--", "", "established"),
        ("---", "", "building"),
        ("1-1", "", "building"),
        ("11111111", "", "building"),
        # an important one missing; partly holds nothing, and so does one that does not apply
        ("", "0", "established"),
        ("", "?", "established"),
        ("", "11111111", "strong"),
        ("", "--------", "strong"),
        ("", "00", "established"),
        ("", "000", "building"),
        ("", "0?0", "building"),
    ],
)
def test_what_holds_the_band(essential: str, important: str, band: str) -> None:
    assert _held(essential, important)[0] == band


def test_an_agreed_answer_that_a_question_does_not_apply_holds_nothing() -> None:
    assert _held("---", agreed=True) == ("strong", [])
    assert _held("1", agreed=True)[0] == "established"  # only what does not apply can be agreed away


def test_each_reason_is_named_with_its_questions_the_lowest_first() -> None:
    assert _held("01-", "0") == (
        "building",
        [
            "building: Essential: missing. e0",
            "building: Essential: many. e0 e1 e2",
            "established: Essential: partly. e1 e2",
            "established: Important: missing. i0",
        ],
    )


def test_a_ceiling_at_or_above_the_band_of_the_points_is_not_named() -> None:
    # e0 to e7 at 1: 32 of 96; important at 3: 48; useful at 0: 80 of 744 = 11%
    low = {**dict.fromkeys(ESSENTIAL, Answer("1")), **dict.fromkeys(IMPORTANT, Answer("3"))}
    result = evaluate(MANY, {}, {**low, **dict.fromkeys(USEFUL, Answer("0"))})
    assert (result.score.percent, result.band, result.band_by_points, result.holds) == (11, "starting", "starting", ())


def test_unanswered_questions_count_among_those_that_a_share_is_of() -> None:
    given = {name: Answer("1") for name in ESSENTIAL[:2]} | dict.fromkeys(USEFUL, Answer("3"))
    # two of eight on the path, though only two are answered
    assert evaluate(MANY, {}, given).band == "established"


def test_a_quick_check_has_no_band_and_counts_the_essentials() -> None:
    given = {name: Answer("3") for name in (*ESSENTIAL[:5], *USEFUL)} | {ESSENTIAL[5]: Answer("1")}
    result = evaluate(MANY, {}, given, "quick")
    assert (result.band, result.band_by_points, result.holds) == (None, None, ())
    assert (result.essentials, result.not_asked) == (Essentials(5, 8), 208)
    assert evaluate(MANY, {}, given).not_asked == 0
