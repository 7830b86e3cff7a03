"""Reads answers from outside (a form, a file) into values, with every problem named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from assessment.answers import CHOICES, LONGEST_NOTE, LONGEST_REASON, Answer, Choice, as_counted
from assessment.path import find_path
from assessment.plain_text import tidy_text
from assessment.problems import InputProblem, shown
from assessment.profile import Profile
from questions.model import Bank, Question


def read_answers(bank: Bank, raw: Mapping[str, object]) -> tuple[dict[str, Answer], tuple[InputProblem, ...]]:
    """Give the valid answers of a raw mapping from question id to answer, and every problem.

    An answer is a level (3 to 0), `dont-know`, `not-applicable`, or a mapping with `answer`, `reason`, `note`.
    """
    answers: dict[str, Answer] = {}
    problems: list[InputProblem] = []
    for key, value in raw.items():
        question = bank.by_id.get(key) if isinstance(key, str) else None
        if question is None:
            problems.append(InputProblem(shown(key), "the bank has no such question"))
            continue
        parts: Mapping[object, object] = value if isinstance(value, Mapping) else {"answer": value}
        unknown = [shown(name) for name in parts if name not in ("answer", "reason", "note")]
        problems += [InputProblem(question.id, f"unknown field {x!r}; use answer, reason and note") for x in unknown]
        answer, wrong = read_answer(question, parts.get("answer"), parts.get("reason"), parts.get("note"))
        if wrong:
            problems += [InputProblem(question.id, message) for message in wrong.values()]
        elif answer is not None and not unknown:
            answers[question.id] = answer
    return answers, tuple(problems)


def ruled_out(bank: Bank, profile: Profile, answers: Mapping[str, Answer]) -> Iterator[InputProblem]:
    """Answers that a question does not apply where it is asked and the profile rules that out: they would not count."""
    for question in find_path(bank, profile, answers):
        answer = answers.get(question.id)
        if answer is not None and answer != as_counted(question, answer):
            yield InputProblem(question.id, "this question applies to a place like this one; choose another answer")


def read_answer(
    question: Question, choice: object, reason: object = None, note: object = None
) -> tuple[Answer | None, dict[str, str]]:
    """Give one answer (None where nothing was said) and its problems by part: `choice`, `reason`, `note`."""
    problems: dict[str, str] = {}
    words = {"reason": "", "note": ""}
    for part, raw, longest in (("reason", reason, LONGEST_REASON), ("note", note, LONGEST_NOTE)):
        if raw is not None and not isinstance(raw, str):
            problems[part] = f"write the {part} as text"
            continue
        words[part] = tidy_text(raw or "", lines=True)
        if len(words[part]) > longest:
            problems[part] = f"Shorten the {part} to {longest:,} characters or fewer (now {len(words[part]):,})"
    picked = _choice(question, choice)
    if isinstance(picked, ValueError):
        problems["choice"] = str(picked)
        picked = None
    if picked == "not-applicable" and not words["reason"] and "reason" not in problems:
        problems["reason"] = "Say in a few words why this does not apply here"
    if picked != "not-applicable" and isinstance(reason, str):
        # Not wanted, so its length is no problem: a page hides the field.
        words["reason"] = ""
        problems.pop("reason", None)
    if picked is None and not words["note"]:
        return None, problems
    return Answer(picked, words["reason"], words["note"]), problems


def _choice(question: Question, raw: object) -> Choice | ValueError | None:
    if raw is None or raw == "":
        return None
    text = shown(raw)
    for choice in CHOICES:
        if text == choice and not isinstance(raw, bool):
            if choice == "not-applicable" and question.not_applicable is None:
                return ValueError("this question applies to every place that is asked it; choose another answer")
            if choice.isdigit() and int(choice) not in question.options:
                return ValueError(f"this question has no option {choice}")
            return choice
    return ValueError(f"there is no answer {text!r}; use {', '.join(CHOICES)}")
