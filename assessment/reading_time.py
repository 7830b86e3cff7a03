"""How long questions take to answer, by what their pages show: 200 words a minute, and 6 seconds to choose an answer.

Only words that a page shows at once are counted: its titles, an introduction, each question and the answers to choose
from. Folded help is not: it opens for those who want it, and many never do, so no single figure for it would be true.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from questions.model import Bank, Question
from questions.words import count_words

WORDS_A_MINUTE = 200
WORDS_AN_ANSWER = 20  # what could be read in the 6 seconds that it takes to choose one


@dataclass(frozen=True, slots=True)
class PromisedMinutes:
    """At most how many minutes each part takes, before anything is known about the place."""

    describing: int
    quick: int
    full: int


def minutes_for(bank: Bank, questions: Iterable[Question]) -> int:
    """About how long these questions take, with the heads of their pages; up to the next minute, and 0 for none."""
    dont_know, words = count_words(bank.scoring.dont_know), 0
    pages: dict[tuple[str, int], int] = {}
    for question in questions:
        area, number = bank.place_of[question.id]
        if (area.id, number) not in pages:
            intro = area.intro if number == 1 else ""
            pages[area.id, number] = count_words(area.title, area.pages[number - 1].title, intro)
        words += question.words + dont_know + WORDS_AN_ANSWER
    return _minutes(words + sum(pages.values()))


def promised_minutes(bank: Bank) -> PromisedMinutes:
    """What the bank can promise to any place: the time of every question, though most places are asked fewer."""
    essential = [question for question in bank.questions if question.importance == "essential"]
    fields = sum(len(page.fields) for page in bank.profile)
    describing = _minutes(sum(page.words for page in bank.profile) + fields * WORDS_AN_ANSWER)
    return PromisedMinutes(describing, minutes_for(bank, essential), minutes_for(bank, bank.questions))


def _minutes(words: int) -> int:
    return -(-words // WORDS_A_MINUTE)
