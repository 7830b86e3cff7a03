"""The style checks one by one: the grade by hand, every text reached, each forbidden pattern on both sides."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import yaml

from questions import Bank
from questions.readability import grade
from questions.reader import OPTIONAL_PARTS
from questions.style import Forbidden, Style, check_style, texts_of
from tests.questions.folders import PROJECT

TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def style() -> Style:
    """The house style of the project's bank."""
    read: Style = OPTIONAL_PARTS["style.yaml"].validate_python(
        yaml.safe_load((PROJECT / "style.yaml").read_text(encoding="utf-8"))
    )
    return read


# Words, sentences and syllables counted by hand; 0.39 x words / sentences + 11.8 x syllables / words - 15.59.
GRADES = [
    ("The cat sat.", 3, 1, 3),  # 1.17 + 11.8 - 15.59 = -2.62
    ("The cat sat", 3, 1, 3),  # no full stop is one sentence all the same
    ("The cat sat. The dog ran.", 6, 2, 6),
    ("Lock the door; then call.", 5, 2, 5),  # a semicolon ends a sentence
    ("Call 999 now.", 2, 1, 2),  # a number is no word
    ("Is the water hot?", 4, 1, 5),  # wa-ter
    ("Security is protective.", 3, 1, 7),  # se-cur-ity, pro-tect-ive, as the hyphens have it
    ("What is at 10.30 here?", 4, 1, 4),  # a full stop inside a number ends nothing
    ("Don't run!", 2, 1, 2),  # an apostrophe is part of its word
]


@pytest.mark.parametrize(("text", "words", "sentences", "syllables"), GRADES, ids=[each[0] for each in GRADES])
def test_the_grade_by_hand(text: str, words: int, sentences: int, syllables: int) -> None:
    assert grade(text) == pytest.approx(0.39 * words / sentences + 11.8 * syllables / words - 15.59)


@pytest.mark.parametrize(("text", "number"), [("The cat sat.", -2.62), ("Is the water hot?", 0.72), ("", 0), ("9.", 0)])
def test_the_grade_in_numbers(text: str, number: float) -> None:
    assert grade(text) == pytest.approx(number, abs=0.005)


# Values that are not read as words: ids and references to them, conditions, addresses, numbers and days.
SILENT = {
    *("id", "release", "retired", "example", "area", "areas", "tier", "tiers", "band", "sector", "kind", "response"),
    *("importance", "effort", "cost", "threats", "stages", "duties", "sources", "when", "applies", "part_of"),
    *("questions", "states", "not_applicable_when", "asked_by", "nation", "first", "card", "source"),
    *("duty", "who", "shows", "gathers", "notes"),
    *("emergency", "routes", "url", "tel", "as_at", "review_by", "quick_win_efforts", "quick_win_costs"),
}


def _leaves(value: Any, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, (*path, key))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from _leaves(inner, (*path, place))
    elif isinstance(value, str):
        yield path


def _field(path: tuple[str | int, ...]) -> str:
    return str(next(step for step in reversed(path) if isinstance(step, str) and not step.isdigit()))


def test_every_text_is_reached(project_bank: Bank) -> None:
    """A mark in place of every text, found again by the checks, and nothing but the marks."""
    raw: dict[str, Any] = json.loads(project_bank.model_dump_json())
    marks = set()
    for number, path in enumerate(list(_leaves(raw))):
        if _field(path) in SILENT or path[0] == "sources" or (path[0], path[-1]) == ("profile", "role"):
            continue
        holder: Any = raw
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] = f"mark {number}"
        marks.add(f"mark {number}")
    found = [text for _, text in texts_of(Bank.model_validate(raw))]
    assert len(marks) > 3000
    assert len(found) == len(set(found))
    assert set(found) == marks


def test_every_part_of_a_bank_is_reached(project_bank: Bank) -> None:
    parts = {str(path[0]) for path, _ in texts_of(project_bank)}
    assert parts >= {"areas", "law", "levels", "notices", "profile", "reporting", "scoring", "staff_check", "start"}
    assert parts >= {"adviser", "cards", "procedures", "stages", "strategy", "threats", "to_verify", "what_to_notice"}


CAUGHT = [
    (r"\bcomplian(t|ce)\b", "Your place is Compliant.", "You complain to the maker."),
    (r"\b(certified|accredited)\b", "A certified plan.", "Keep the certificate of the fire doors."),
    (r"\bexpected imminently\b", "An attack is expected imminently.", "The van is expected at nine."),
    (r"\bstrong possibility\b", "There is a strong possibility.", "A strong door is a possibility."),
    (r"\bcordon", "Police cordoned the street.", "Act according to the plan."),
    (r"\b100 (people|persons|individuals)\b", "For 100 people or more.", "For 1100 people, or 100 metres."),
    (r"\bfire capacity of\b", "The fire capacity of the hall.", "What the fire service says."),
    (r"\b(protect duty|crowded places?)\b", "A crowded place.", "Protect your duty manager when it is crowded."),
    (
        r"\b(muslim|islamic|arab|middle eastern|foreign-looking|asian-looking|ethnic)\b",
        "Somebody foreign-looking.",
        "A place of worship, such as a mosque.",
    ),
    (r"\b(terrifying|devastating|slaughter|carnage|bloodbath)\b", "A devastating attack.", "Loud laughter."),
    (r"\b(you failed|your failure|negligen|deficien)", "A deficiency was found.", "Not in place yet."),
    (
        r"\b(utilise|leverage|stakeholder|synerg|going forward|robust)\b",
        "A robust door.",
        "A strong door that you use often.",
    ),
]


def test_each_pattern_of_the_project_is_tested(style: Style) -> None:
    assert [rule.pattern for rule in style.forbidden] == [pattern for pattern, _, _ in CAUGHT]


def _said(bank: Bank, style: Style, why: str) -> list[str]:
    """What is found in a small bank where one question says this."""
    raw: dict[str, Any] = json.loads(bank.document)
    raw["areas"][0]["pages"][0]["questions"][0]["evidence"] = why
    found = check_style(Bank.model_validate(raw), style.model_copy(update={"least_a_threat": 1}), TODAY)
    path = ("areas", 0, "pages", 0, "questions", 0, "evidence")
    return [message for place, message in found if place == path]


@pytest.mark.parametrize(("pattern", "caught", "let_pass"), CAUGHT, ids=[each[1] for each in CAUGHT])
def test_a_forbidden_word_is_caught_and_its_neighbour_is_not(
    small: Bank, style: Style, pattern: str, caught: str, let_pass: str
) -> None:
    rule = next(rule for rule in style.forbidden if rule.pattern == pattern)
    found = re.search(pattern, caught, re.IGNORECASE)
    assert found
    assert _said(small, style, caught) == [f"{found[0]!r} is not used here: {rule.instead}"]
    assert _said(small, style, let_pass) == []


@pytest.mark.parametrize("pattern", [r"\b(a)n\1\b", r"(?P<one>a)n(?P=one)", "(?s)a.a", r"(?i:ANA)", r"x|ana"])
def test_a_pattern_means_the_same_beside_others(small: Bank, style: Style, pattern: str) -> None:
    own = [*style.forbidden, Forbidden(pattern=pattern, instead="write something else")]
    forbidding = style.model_copy(update={"forbidden": tuple(own)})
    assert _said(small, forbidding, "This is ana.") == ["'ana' is not used here: write something else"]
    assert _said(small, forbidding, "A robust door. This is ana.")[-1:] == [
        "'ana' is not used here: write something else"
    ]
    assert _said(small, forbidding, "This is an apple.") == []


def test_a_style_may_forbid_nothing(small: Bank, style: Style) -> None:
    assert _said(small, style.model_copy(update={"forbidden": ()}), "A robust door.") == []


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("color", "colour"),
        ("Center", "centre"),
        ("organize", "organise"),
        ("defense", "defence"),
        ("recieve", "receive"),
        ("occured", "occurred"),
    ],
)
def test_us_spelling_and_misspelling(small: Bank, style: Style, wrong: str, right: str) -> None:
    assert _said(small, style, f"Look at the {wrong}, now.") == [
        f"{wrong!r} is not UK spelling or is misspelt; write {right!r}"
    ]
    assert _said(small, style, f"Look at the {right}, now.") == []


def test_a_spelling_is_allowed_where_the_bank_says_so(small: Bank, style: Style) -> None:
    assert "practice" in style.spellings_allowed
    assert _said(small, style, "A Practice of the lockdown.") == []
    strict = style.model_copy(update={"spellings_allowed": ()})
    assert _said(small, strict, "A practice of the lockdown.") != []


def test_ids_and_addresses_are_not_spelt(small: Bank, style: Style) -> None:
    raw: dict[str, Any] = json.loads(small.document)
    raw["retired"] = ["color-of-doors"]
    raw["reporting"]["routes"][1]["url"] = "https://example.org/center"
    found = check_style(Bank.model_validate(raw), style.model_copy(update={"least_a_threat": 1}), TODAY)
    assert [message for _, message in found if "spell" in message] == []


def test_lengths_and_grades_have_their_edges(small: Bank, style: Style) -> None:
    """As many words as allowed pass, one more does not; the same with the grade."""
    raw: dict[str, Any] = json.loads(small.document)
    question = raw["areas"][0]["pages"][0]["questions"][0]
    question["ask"] = " ".join(["Do"] * 24 + ["so?"])
    bank = Bank.model_validate(raw)
    at = grade(question["ask"])
    path = ("areas", 0, "pages", 0, "questions", 0, "ask")

    def found(**limits: float) -> list[str]:
        loose = style.model_copy(update={"least_a_threat": 1, "question_grade": 14, "help_grade": 14, **limits})
        return [message for place, message in check_style(bank, loose, TODAY) if place == path]

    assert found(most_words=25) == []
    assert found(most_words=24) == ["has 25 words; use 24 or fewer"]
    assert found(question_grade=at) == []
    assert found(question_grade=at - 0.5) == [f"reads at grade {at:.1f}; write it for grade {at - 0.5:g}"]


def test_the_best_answer_and_the_review_are_checked_only_where_the_style_asks_for_it(small: Bank, style: Style) -> None:
    raw: dict[str, Any] = json.loads(small.document)
    question = raw["areas"][0]["pages"][0]["questions"][0]
    question["options"]["3"] = " ".join(["Yes"] * 17)
    question["options"]["2"] = " ".join(["Yes"] * 30)
    question["review"] = {"title": "Test it", "done_when": "It worked.", "effort": "hour", "cost": "none"}
    bank = Bank.model_validate(raw)
    path = ("areas", 0, "pages", 0, "questions", 0)

    def found(**asked: float) -> list[tuple[tuple[str | int, ...], str]]:
        loose = style.model_copy(update={"least_a_threat": 1, "least_a_sector": 0, **asked})
        return [(place[6:], said) for place, said in check_style(bank, loose, TODAY) if place[:6] == path]

    off = {"most_answer_words": 0, "reviews_say_how": False}
    assert found(**off) == []
    assert found(**off | {"most_answer_words": 17}) == []
    assert found(**off | {"most_answer_words": 16}) == [(("options", 3), "has 17 words; use 16 or fewer")]
    missing = "has no 'do'; say what to test and how, and what counts as passed"
    assert found(**off | {"reviews_say_how": True}) == [(("review",), missing)]
