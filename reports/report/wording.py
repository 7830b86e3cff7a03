"""Sentences about answers and scores, the same on every page and print."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from assessment.answers import Answer
from assessment.progress import Status
from assessment.result import ArrangementStatus, Result, Tally
from questions.model import Bank, Question

# Characters that no XML file may hold: control characters and halves of pairs.
_XML_FORBIDS = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# The steps where an arrangement is in place but untested: those of its action would start from the beginning.
TEST_FIRST_STEP = "Choose a day, and tell the people who use it."
TEST_DO = "This is already in place. Test it, record the date and anything that went wrong, and fix it."
TEST_DONE_WHEN = "The date of the test is recorded, and anything that went wrong is fixed."

# How a job or an action stands.
STATUS_TITLES: Mapping[Status, str] = MappingProxyType(
    {"not-started": "Not started", "under-way": "Under way", "done": "Done", "not-doing": "Not doing"}
)

# How an arrangement stands that bears on a duty of the law, best first.
STATUS_WORDS: Mapping[ArrangementStatus, str] = MappingProxyType(
    {
        "in-place": "In place",
        "partly": "Partly",
        "missing": "Missing",
        "not-known": "Not known",
        "not-answered": "Not answered",
        "not-applicable": "You said it does not apply",
    }
)

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")


def number_words(count: int) -> str:
    """A small count as a word, a larger one in figures: five, 14, 1,200."""
    return NUMBERS[count] if 0 <= count < len(NUMBERS) else thousands(count)


def thousands(count: int) -> str:
    """A count in figures, with a comma between thousands: 1,200."""
    return f"{count:,}"


def choice_labels(bank: Bank, question: Question) -> list[tuple[str, str]]:
    """The choices, in the order shown: best first, then don't know, then does not apply."""
    labels = [(str(level), text) for level, text in sorted(question.options.items(), reverse=True)]
    labels.append(("dont-know", bank.scoring.dont_know))
    if question.not_applicable:
        labels.append(("not-applicable", question.not_applicable))
    return labels


def answer_words(bank: Bank, question: Question, answer: Answer | None) -> str:
    """The answer in the question's own words."""
    if answer is None or answer.choice is None:
        return "Not answered"
    if answer.choice == "dont-know":
        return bank.scoring.dont_know
    if answer.choice == "not-applicable":
        return question.not_applicable or "Does not apply"
    return question.options[int(answer.choice)]


def status_counts(statuses: Iterable[ArrangementStatus]) -> str:
    """How many stand how, best first: "3 in place, 1 partly, 4 not answered"."""
    counted = Counter(statuses)
    words = {**STATUS_WORDS, "not-applicable": "said not to apply"}
    return ", ".join(f"{counted[status]} {words[status].lower()}" for status in STATUS_WORDS if counted[status])


def without_forbidden(text: str) -> str:
    """The text without the characters that no XML file may hold."""
    return _XML_FORBIDS.sub("", text)


def verdict(bank: Bank, result: Result) -> str:
    """The result in a few words: "Level 2 of 4: Developing"; of a quick check, how many essentials are in place."""
    if result.score.percent is None:
        return "No score yet"
    if result.band is None:
        count, asked = result.essentials
        return f"{count} of {asked} essential arrangements {'is' if count == 1 else 'are'} in place"
    return level_words(bank, result.band)


def level_words(bank: Bank, band: str) -> str:
    """A band with its place: "Level 2 of 4: Developing"."""
    ids = [each.id for each in bank.scoring.bands]
    return f"Level {ids.index(band) + 1} of {len(ids)}: {bank.scoring.bands[ids.index(band)].title}"


def sum_says(bank: Bank, result: Result) -> str:
    """The sum, and how the essential arrangements are: "131 of 240 points, 55%. Two essential ... are missing"."""
    if result.score.percent is None:
        return "None of the questions has an answer that counts."
    score = f"{thousands(result.score.points)} of {thousands(result.score.most)} points, {result.score.percent}%."
    return f"{score} {_essentials(bank, result)}"


def without_band(result: Result) -> str:
    """Why there is no band."""
    if result.score.percent is None:
        return "Nothing is scored yet."
    more = {0: "", 1: " The full assessment asks one more question."}.get(
        result.not_asked, f" The full assessment asks {thousands(result.not_asked)} more questions."
    )
    return f"A quick check has no level, because it asks the essential questions alone.{more}"


def change_words(shared: int, then: Tally, now: Tally) -> str:
    """The change in one sentence: "On the 36 questions that are in both: 45% then, 61% now."."""
    if then.percent is None or now.percent is None:
        return "No question has an answer that counts in both, so there is nothing to compare."
    both = "the one question" if shared == 1 else f"the {shared} questions"
    return f"On {both} that are in both: {then.percent}% then, {now.percent}% now."


def _essentials(bank: Bank, result: Result) -> str:
    essential = [
        answer.level
        for question, answer in result.answers.items()
        if bank.by_id[question].importance == "essential" and answer.level is not None
    ]
    missing, partly = essential.count(0), essential.count(1)
    left_out = sum(bank.by_id[question].importance == "essential" for question in result.not_applicable)
    if missing:
        return f"{_count(missing, 'essential arrangement')} missing or not known."
    if partly:
        return f"{_count(partly, 'essential arrangement')} only partly in place."
    if left_out:
        return f"You said that {_count(left_out, 'essential arrangement', verb='do').lower()} not apply."
    return "Every essential arrangement that you were asked about is in place."


def _count(count: int, noun: str, verb: str = "are") -> str:
    """A count and what it does, with a capital: "Two essential arrangements are"."""
    singular = {"are": "is", "do": "does"}[verb]
    words = f"{number_words(count)} {noun}{'' if count == 1 else 's'} {singular if count == 1 else verb}"
    return words[:1].upper() + words[1:]
