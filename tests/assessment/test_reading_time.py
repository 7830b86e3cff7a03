"""Minutes are counted from the words that pages show, and from the answers to choose: worked by hand."""

from __future__ import annotations

import pytest

from assessment.path import find_path
from assessment.reading_time import PromisedMinutes, minutes_for, promised_minutes
from questions import Bank
from questions.model import Question
from scripts.demo.places import example
from tests.assessment.make import area, bank, question
from usecases.settings import ROOT

EXAMPLES = sorted(path.stem for path in (ROOT / "examples").glob("*.yaml"))

# Ask 3 words, four levels of 4, "Don't know" 2, "It is not here" 4, and 20 for the answer: 45 a question.
# A head has 2 words of area, 2 of page; the first page of an area 2 more of its introduction.
SMALL = bank(area("doors", [question("locks"), question("keys", "essential")], [question("glass")]))
LOCKS, KEYS, GLASS = SMALL.questions


def but(given: Question, **changed: object) -> Question:
    """The question with other fields; a copy would keep the words that were counted before."""
    return Question.model_construct(**{**dict(given), **changed})


@pytest.mark.parametrize(
    ("asked", "words"),
    [([], 0), ([LOCKS], 6 + 45), ([GLASS], 4 + 45), ([LOCKS, KEYS], 6 + 90), ([LOCKS, KEYS, GLASS], 10 + 135)],
)
def test_minutes_by_hand(asked: list[Question], words: int) -> None:
    long = [but(each, ask=each.ask + " so" * (200 - words)) for each in asked[:1]]
    assert minutes_for(SMALL, asked) == (1 if words else 0)
    assert minutes_for(SMALL, long + asked[1:]) == (1 if words else 0), "200 words are one minute"
    longer = [but(each, ask=each.ask + " so" * (201 - words)) for each in asked[:1]]
    assert minutes_for(SMALL, longer + asked[1:]) == (2 if words else 0), "one word more begins another"


def test_an_answer_takes_six_seconds() -> None:
    asked = [question(f"of-{number}", not_applicable=False, levels=(3, 0)) for number in range(100)]
    of_ask, of_levels, of_dont_know = 3, 8, 2
    whole = bank(*(area(f"area-{number}", [each]) for number, each in enumerate(asked)))
    seconds = 100 * ((6 + of_ask + of_levels + of_dont_know) * 60 / 200 + 6)
    assert minutes_for(whole, whole.questions) == -(-seconds // 60)


def test_folded_help_is_not_counted() -> None:
    helpful = but(LOCKS, why="So. " * 400, good=("So. " * 60, "So. " * 60))
    assert minutes_for(SMALL, [helpful]) == minutes_for(SMALL, [LOCKS])


def test_the_promise_is_that_of_every_question() -> None:
    # Describing a place: 5 fields at 20 words, and few words of their own, are under 200.
    of_all = minutes_for(SMALL, SMALL.questions)
    assert promised_minutes(SMALL) == PromisedMinutes(1, minutes_for(SMALL, [KEYS]), of_all)


@pytest.mark.parametrize("name", EXAMPLES)
def test_no_place_takes_longer_than_promised(project_bank: Bank, name: str) -> None:
    given, promised = example(project_bank, name), promised_minutes(project_bank)
    taken = {
        kind: minutes_for(project_bank, find_path(project_bank, given.profile, given.answers, kind))
        for kind in ("quick", "full")
    }
    assert 0 < taken["quick"] <= promised.quick
    assert taken["quick"] < taken["full"] <= promised.full
