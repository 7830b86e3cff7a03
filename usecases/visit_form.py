"""What a filled-in form says on a visit: a different answer is an agreed level, a note is a note for the report.

Where the form says nothing, what was remarked before is not touched.
"""

from __future__ import annotations

from collections.abc import Mapping

from assessment.answers import Answer
from assessment.visit_overrides import Remark
from questions import Bank
from questions.model import Question
from usecases.visiting import AS_ANSWERED, remark_fields


def form_fields(answers: Mapping[str, Answer], said: Mapping[str, Answer]) -> dict[str, str]:
    """The remarks that a form's answers (`said`) make beside those of the business, by field; silent ones left out."""
    fields: dict[str, str] = {}
    for question_id, answer in said.items():
        own = answers.get(question_id, Answer(None))
        if answer.choice is not None:
            other = answer.choice != own.choice
            fields[f"agreed-{question_id}"] = answer.choice if other else AS_ANSWERED
            if other and answer.choice == "not-applicable":
                fields[f"reason-{question_id}"] = answer.reason
        if answer.note and answer.note != own.note:
            fields[f"note-{question_id}"] = answer.note
    return fields


def changed_fields(
    bank: Bank, answers: Mapping[str, Answer], remarks: Mapping[str, Remark], said: Mapping[str, Answer]
) -> dict[str, tuple[str, str]]:
    """The fields that a form would change: what is on screen, and what the form says."""
    now = remark_fields(asked_in(bank, said), answers, remarks)
    return {name: (str(now[name]), then) for name, then in form_fields(answers, said).items() if now[name] != then}


def asked_in(bank: Bank, said: Mapping[str, Answer]) -> tuple[Question, ...]:
    """The questions that a form answers, in the order of the bank."""
    return tuple(each for each in bank.questions if each.id in said)
