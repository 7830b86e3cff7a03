"""Conditions in words: what is settled falls away, and the rest can be followed with a pen."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from questions import Bank
from questions.condition_words import condition_words
from questions.conditions import Value

REFS = {"people": "P8", "staff": "P9", "security-lead": "question 1", "evacuation-for-attack": "question 7"}
LEAD = "level['security-lead']"


def told(bank: Bank, condition: str, profile: Mapping[str, Value] | None) -> str | bool:
    return condition_words(bank, condition, profile, REFS)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("people >= 1200", "P8 Most people at once: 1,200 or more"),
        ("people > 5", "P8 Most people at once: more than 5"),
        ("not people >= 5", "P8 Most people at once: fewer than 5"),
        ("5 <= people < 9", "P8 Most people at once: 5 or more, and P8 Most people at once: fewer than 9"),
        ("5 < people", "P8 Most people at once: more than 5"),
        ("people == 5", "P8 Most people at once: exactly 5"),
        ("entry_checks", "Checks at entry: yes"),
        ("entry_checks == False", "Checks at entry: no"),
        ("not entry_checks", "Checks at entry: no"),
        ("public != 'open'", "Public access: not “Anybody can walk in”"),
        ("use in ['office', 'worship']", "Main use: “Office” or “Place of worship”"),
        ("not (use in ['office'])", "Main use: not “Office”"),
        ("'cctv' in building", "Building: “CCTV cameras” is ticked"),
        ("'cctv' not in building", "Building: “CCTV cameras” is not ticked"),
        (f"{LEAD} >= 1", "you ticked one of the first three boxes at question 1"),
        (f"{LEAD} == 3", "you ticked the first box at question 1"),
        (f"{LEAD} < 1", "you ticked “Nobody is in charge of security” or “Don't know” at question 1"),
        (f"not {LEAD} < 1", "you ticked one of the first three boxes at question 1"),
        (f"{LEAD} in [3, 2]", "you ticked one of the first two boxes at question 1"),
        (f"3 == {LEAD}", "you ticked the first box at question 1"),
        (
            "people >= 5 and (staff >= 2 or entry_checks)",
            "P8 Most people at once: 5 or more, and (P9 Most staff at once: 2 or more, or Checks at entry: yes)",
        ),
        (
            "not (people >= 5 or entry_checks)",
            "P8 Most people at once: fewer than 5, and Checks at entry: no",
        ),
    ],
)
def test_a_condition_is_told_in_the_words_of_the_bank(project_bank: Bank, condition: str, words: str) -> None:
    assert told(project_bank, condition, None) == words


@pytest.mark.parametrize(
    ("condition", "known"),
    [
        ("people >= 200", False),
        ("people < 200", True),
        ("staff >= 2", False),  # not said, so not so
        ("not staff >= 2", True),
        (f"people < 200 and {LEAD} >= 1", "you ticked one of the first three boxes at question 1"),
        (f"people >= 200 and {LEAD} >= 1", False),
        (f"people < 200 or {LEAD} >= 1", True),
        ("level['deputy-decision-maker'] >= 1", False),  # a question that the reader is not asked
        ("not level['deputy-decision-maker'] >= 1", True),
    ],
)
def test_what_is_known_of_the_place_falls_away(project_bank: Bank, condition: str, known: str | bool) -> None:
    assert told(project_bank, condition, {"people": 60}) == known


def test_every_condition_of_the_bank_can_be_told_without_code(project_bank: Bank) -> None:
    refs = {question.id: f"question {number}" for number, question in enumerate(project_bank.questions, start=1)}
    for question in project_bank.questions:
        if question.when:
            words = condition_words(project_bank, question.when, None, refs)
            assert isinstance(words, str)
            assert not set("[]<>=_'") & set(words.replace("Don't", "")), words
