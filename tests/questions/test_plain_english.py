"""Plain English: each rule catches what it is for and lets its neighbour pass, and our own banks keep them all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions import Bank, load_bank, plain_english
from questions.plain_english import plain_english_problems
from questions.style import check_plain_english

SECOND = Path(__file__).parents[1] / "banks" / "lone-working"

# What is caught (and which words of it), and a neighbour that is right.
RULES = [
    ("Correct or mend its spelling.", "mend", "We recommend that you amend it."),
    ("Faults are mended fast.", "mended", "It is commended."),
    ("Set it up anew.", "anew", "A new lock."),
    ("They seldom look.", "seldom", "They do not often look."),
    ("Agree whom to tell.", "whom", "Agree who to tell."),
    ("Park farther away.", "farther", "From the farthest corner."),
    ("Nobody is asked this any more.", "Nobody is asked this any more", "Nobody came. Do not do it any more."),
    ("Nobody needs it anymore.", "Nobody needs it anymore", "It is no longer needed."),
    ("They see nothing of it any more.", "nothing of it any more", "See nothing. Do not do it any more."),
    ("This code opens nothing.", "opens nothing", "This code opens the gate."),
    ("The old ones work no longer.", "work no longer", "The old ones no longer work."),
    ("There is no longer any key.", "no longer any", "There is no key any longer."),
    ("The force is another one now.", "is another one now", "It is another one. Now look."),
    ("Well done. Keep it so.", "Keep it so", "Keep its keys."),
    ("Your present password.", "present password", "Your current password is shown at present."),
    ("The link is good for 7 days.", "good for 7 days", "A good plan for 7 days."),
    ("A link for who lost the codes.", "for who lost", "A rota for who is on duty."),
    ("An adviser of the own force.", "the own", "The owner, in their own words."),
    ("Give the day, else today counts.", ", else", "Nobody else knows, or else they would say."),
    ("Under 40 % is Early.", "0 %", "Under 40% is Early."),
    (
        "Go in. Who looks sees it.",
        "Who looks sees it.",
        "Who can help: the owner. Who looks? Ask who looks. Who to call.",
    ),
    ("The owner, or who may decide for it, has read this.", ", or who may", "Ask who opens, or who closes."),
    ("See that what is shared is seen; what is shared is kept.", "what is shared is", "Knowing what is usual is best."),
    ("Is it the only one, then it stays.", "Is it the only one, then", "Is it the only one? Then it stays."),
]


@pytest.mark.parametrize(("wrong", "found", "right"), RULES, ids=[each[1] for each in RULES])
def test_a_turn_of_phrase_is_caught_and_its_neighbour_is_not(wrong: str, found: str, right: str) -> None:
    problems = plain_english_problems(wrong)
    assert [each.partition(" is not plain English: ")[0] for each in problems] == [repr(found)]
    assert plain_english_problems(right) == []


def test_every_place_in_a_text_is_named() -> None:
    assert len(plain_english_problems("Mend it anew, and tell whom? Whom!")) == 4


def _by_patterns_alone(text: str) -> list[str]:
    """What the rules find where every one is searched for, whatever the text holds."""
    return [
        f"{found[0]!r} is not plain English: {instead}"
        for _, rule, instead in plain_english._RULES
        for found in rule.finditer(text)
    ]


PIECES = sorted({word for rule in RULES for word in re.findall(r"\w+|\W", f"{rule[0]} {rule[2]}")})


@given(st.lists(st.sampled_from([*(each[1] for each in RULES), *PIECES, " ", ". ", ", "])))
def test_looking_for_its_words_first_passes_nothing_over(pieces: list[str]) -> None:
    for text in ("".join(pieces), "".join(pieces).upper(), " ".join(pieces).capitalize()):
        assert plain_english_problems(text) == _by_patterns_alone(text)


@pytest.mark.parametrize(("wrong", "found", "right"), RULES, ids=[each[1] for each in RULES])
def test_the_words_of_each_rule_are_in_what_it_finds(wrong: str, found: str, right: str) -> None:
    for text in (wrong, wrong.upper(), right):
        assert plain_english_problems(text) == _by_patterns_alone(text)


def test_our_own_banks_are_in_plain_english(project_bank: Bank) -> None:
    assert list(check_plain_english(project_bank)) == []
    assert list(check_plain_english(load_bank(SECOND))) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Martyn's Law: your answers point to: the standard tier.", True),
        ("Ask the council. Look at two things: the gate, and this: the door.", True),
        ("Martyn's Law: the standard tier. What it asks for: two procedures.", False),
        ("From 10:30 to 11:45: closed.", False),
    ],
)
def test_a_sentence_of_the_bank_has_one_colon(small: Bank, text: str, found: bool) -> None:
    area = small.areas[0].model_copy(update={"intro": text})
    changed = small.model_copy(update={"areas": (area, *small.areas[1:])})
    problems = [message for place, message in check_plain_english(changed) if place == ("areas", 0, "intro")]
    assert [each for each in problems if "two colons" in each] == problems[: int(found)]
    assert len(problems) == int(found)


def test_the_place_is_named(small: Bank) -> None:
    area = small.areas[0].model_copy(update={"intro": "Doors that nobody uses any more."})
    changed = small.model_copy(update={"areas": (area, *small.areas[1:])})
    ((place, message),) = check_plain_english(changed)
    assert place == ("areas", 0, "intro")
    assert "is not plain English: write no longer" in message
