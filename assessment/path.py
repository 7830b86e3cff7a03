"""The path: which questions this place is asked, given its profile and its answers so far."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from assessment.answers import Answer
from assessment.profile import Profile
from questions.model import Bank, Question

AssessmentKind = Literal["quick", "full"]


def find_path(
    bank: Bank, profile: Profile, answers: Mapping[str, Answer], kind: AssessmentKind = "full"
) -> tuple[Question, ...]:
    """Give the questions on the path, in bank order, each as this place is asked it.

    Where the profile rules out that a question does not apply, it comes without that answer.

    A condition sees the profile and the levels of answers that are themselves on the path: an answer
    to a question that is no longer asked changes nothing. The quick check is the essential questions alone.
    """
    levels: dict[str, int] = {}
    path: list[Question] = []
    read = bank.read_by_conditions
    for question, test in bank.questions_with_tests:
        if kind == "quick" and question.importance != "essential":
            continue
        if test is not None and not test(profile, levels):
            continue
        path.append(as_asked(bank, question, profile))
        if question.id in read and (answer := answers.get(question.id)) and (level := answer.level) is not None:
            levels[question.id] = level
    return tuple(path)


def as_asked(bank: Bank, question: Question, profile: Profile) -> Question:
    """The question as a place is asked it: without "does not apply" where its profile rules that out."""
    if question.id not in bank.as_asked:
        return question
    whole, without, offered = bank.as_asked[question.id]
    return whole if offered(profile, {}) else without
