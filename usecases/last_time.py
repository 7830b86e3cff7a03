"""What was said last time: shown under each question of a new assessment, and taken over only by a press."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from assessment.answers import Answer, as_counted
from assessment.path import find_path
from assessment.visit_overrides import agree
from local_time import london_day
from questions import Bank
from questions.model import Question
from reports.report.wording import answer_words, choice_labels
from storage.records import Answered
from usecases.answering import SentPage
from usecases.open_assessment import OpenAssessment
from usecases.places import name_of
from usecases.services import Services

# What a page of questions sends to take over every last answer on it; no question has such an id.
ALL = "*"


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """An answer of last time in the words of its own bank.

    `now_called` are the words of the same choice today, where they differ. `offered` is false where this place is no
    longer offered the choice, so that it cannot be taken over.
    """

    answer: Answer
    words: str
    now_called: str | None
    offered: bool


@dataclass(frozen=True, slots=True)
class LastTime:
    """The assessment that was made last, for the one that is open.

    `place` is its name where it was another place. `answers` has those that were given, by question; `asked` all that
    were asked. `new` are the names of questions that the bank did not have then, `gone` of those that it no longer has.
    """

    reference: str
    on: date
    place: str | None
    answers: Mapping[str, LastAnswer]
    asked: frozenset[str]
    known: frozenset[str]
    new: tuple[str, ...]
    gone: tuple[str, ...]


def last_time_of(services: Services, opened: OpenAssessment) -> LastTime | None:
    """What was said last time; None where there is none.

    Neither has one that is finished, nor one that began with copies of the answers: those are there already.
    """
    own = opened.assessment
    if own.finished is not None or own.begun_from is not None or opened.last_id is None:
        return None
    last = services.store.answered(opened.workspace_id, opened.last_id)
    if last is None or last.assessment.finished is None:
        return None
    return _last_time(services, opened, last)


def _last_time(services: Services, opened: OpenAssessment, last: Answered) -> LastTime:
    then, before = services.bank_of(last.assessment.bank_version), last.assessment
    said = _agreed(services, last)
    path = find_path(then, before.profile, said, before.kind)
    now = find_path(opened.bank, opened.assessment.profile, opened.answers, opened.assessment.kind)
    own = {question.id: question for question in (*opened.bank.questions, *now)}
    counted = {question.id: as_counted(question, said[question.id]) for question in path if question.id in said}
    return LastTime(
        reference=before.reference,
        on=london_day(before.finished or before.started),
        place=name_of(services.bank, last.premises) if last.premises.id != opened.premises.id else None,
        answers={
            question.id: _last_answer(then, question, opened.bank, own[question.id], counted[question.id])
            for question in path
            if question.id in own and question.id in counted and counted[question.id].answered
        },
        asked=frozenset(question.id for question in path),
        known=frozenset(then.by_id),
        new=tuple(question.name for question in now if question.id not in then.by_id),
        gone=tuple(question.name for question in path if question.id not in opened.bank.by_id),
    )


def _agreed(services: Services, last: Answered) -> Mapping[str, Answer]:
    """The answers, with the levels that were agreed on a signed visit: those counted."""
    visit = services.store.signed_visit(last.assessment.id)
    return agree(last.answers, services.store.remarks(visit.id)) if visit else last.answers


def _last_answer(then: Bank, question: Question, now: Bank, own: Question, answer: Answer) -> LastAnswer:
    words, labels = answer_words(then, question, answer), dict(choice_labels(now, own))
    label = labels.get(answer.choice or "")
    return LastAnswer(
        answer=answer._replace(agreed=False),
        words=words,
        now_called=label if label is not None and label != words else None,
        offered=label is not None,
    )


def still_true(sent: SentPage, last: LastTime, pressed: str) -> SentPage:
    """What was sent, with the last answers taken over that a press was for.

    `pressed` is the id of one question; or `ALL`, for all of the page that have no answer in the form. A note that was
    typed stays; where there is none, that of last time comes along. What cannot be taken over stays as it was sent.
    """
    values = dict(sent.values)
    for question in sent.questions:
        found = last.answers.get(question.id)
        wanted = pressed == question.id or (pressed == ALL and not values.get(f"choice-{question.id}"))
        if found is None or not found.offered or not wanted:
            continue
        values[f"choice-{question.id}"] = found.answer.choice or ""
        values[f"reason-{question.id}"] = found.answer.reason
        values[f"note-{question.id}"] = values.get(f"note-{question.id}") or found.answer.note
    return replace(sent, values=values)


def left_open(questions: Collection[Question], answers: Mapping[str, Answer]) -> str | None:
    """The first of some questions that has no answer; None where all have one."""
    return next((each.id for each in questions if not answers.get(each.id, Answer(None)).answered), None)
