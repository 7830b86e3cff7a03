"""A page of questions is saved: only what was touched, and never over what somebody else has saved meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.answer_input import read_answer
from assessment.answers import Answer
from questions.model import Question
from reports.forms.form_import import merged
from storage.owners import Origin
from usecases.open_assessment import OpenAssessment
from usecases.revisions import Clash, Merged, Sent, merge, revision_of
from usecases.services import Services

PARTS = ("choice", "reason", "note")


@dataclass(frozen=True, slots=True)
class SentPage:
    """What a form sent of these questions: values by field (`choice-<question>`), and the revisions shown before."""

    questions: tuple[Question, ...]
    values: Mapping[str, str]
    shown: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class PageSaved:
    """What became of a page.

    `answers` are those of its questions as they are saved now. Where there are `problems` (by question and part),
    nothing of the page was saved; where there are `clashes`, everything but the fields that they name was.
    """

    answers: Mapping[str, Answer | None]
    problems: Mapping[str, Mapping[str, str]]
    clashes: tuple[Clash, ...] = ()


class _RefusedError(Exception):
    """Ends the transaction: a page is saved as a whole or not at all."""

    def __init__(self, problems: Mapping[str, Mapping[str, str]]) -> None:
        self.problems = problems
        super().__init__()


def save_page(services: Services, opened: OpenAssessment, sent: SentPage, *, by: str | None) -> PageSaved:
    """Save a page of questions in one transaction; `by` is the id of the code for others that does it, if any.

    Raises NotFound where the assessment is gone, and Finished where it is finished: that one never changes.
    """
    saved: list[PageSaved] = []

    def change(answers: Mapping[str, Answer]) -> Mapping[str, Answer | None]:
        page = merge(sent.shown, fields_of(sent.questions, answers), sent.values)
        after = _read(sent.questions, page)
        saved.append(PageSaved(after, {}, page.clashes))
        return {question: answer for question, answer in after.items() if answer != answers.get(question)}

    try:
        origin = Origin(by, known=opened.kept)
        services.store.change_answers(opened.workspace_id, opened.assessment.id, change, services.now(), origin)
    except _RefusedError as refused:
        return PageSaved({}, refused.problems)
    return saved[-1]


def save_form(
    services: Services,
    opened: OpenAssessment,
    answers: Mapping[str, Answer],
    shown: Mapping[str, str],
    form_id: str,
    *,
    by: str | None,
) -> dict[str, Answer]:
    """Save the answers of a filled-in form in one transaction, each over what its reader saw beside it.

    Gives those that somebody else has changed since: they are not saved. The kept form is forgotten where there are
    none. Raises NotFound where the assessment is gone,
    and Finished where it is finished.
    """
    outdated: dict[str, Answer] = {}

    def change(kept: Mapping[str, Answer]) -> Mapping[str, Answer]:
        outdated.clear()
        for question, answer in answers.items():
            now = fields_of((opened.bank.by_id[question],), kept)
            moved = any(shown.get(name, revision_of(value)) != revision_of(value) for name, value in now.items())
            if moved and merged(kept.get(question), answer) != kept.get(question):
                outdated[question] = answer
        saved = (question for question in answers if question not in outdated)
        return {question: merged(kept.get(question), answers[question]) for question in saved}

    def form_used() -> str | None:
        return None if outdated else form_id

    origin = Origin(by, form_used, opened.kept)
    services.store.change_answers(opened.workspace_id, opened.assessment.id, change, services.now(), origin)
    return outdated


def fields_of(questions: tuple[Question, ...], answers: Mapping[str, Answer]) -> dict[str, Sent]:
    """The answers to these questions as a form has them, by field."""
    fields: dict[str, Sent] = {}
    for question in questions:
        answer = answers.get(question.id, Answer(None))
        for part, value in zip(PARTS, (answer.choice or "", answer.reason, answer.note), strict=True):
            fields[f"{part}-{question.id}"] = value
    return fields


def _read(questions: tuple[Question, ...], page: Merged) -> dict[str, Answer | None]:
    answers: dict[str, Answer | None] = {}
    problems: dict[str, Mapping[str, str]] = {}
    for question in questions:
        answers[question.id], found = read_answer(
            question, *(page.values[f"{part}-{question.id}"] or None for part in PARTS)
        )
        if found:
            problems[question.id] = found
    if problems:
        raise _RefusedError(problems)
    return answers
