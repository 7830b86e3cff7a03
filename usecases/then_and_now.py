"""What was found and promised at the visit before, question by question beside the answers of now.

Where there was no visit before, it is the assessment before. A visit before is one of the same force to the same
place, of which the business has not stopped the sharing; or, if it agreed, of the force that passed the request on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from assessment.answers import Answer
from assessment.visit_overrides import Advice, Remark, agree
from assessment.visit_records import Finding
from local_time import london_day
from questions import Bank
from reports.report.wording import answer_words
from storage.visits import Visit
from usecases.names import account_name, force_name
from usecases.open_assessment import OpenAssessment
from usecases.plans import earlier_of
from usecases.services import Services
from usecases.visit_written import written_on


@dataclass(frozen=True, slots=True)
class ThenAnswer:
    """What counted for a question then, in the words of its own bank, the adviser's note, and the level if any."""

    words: str
    note: str
    level: int | None


@dataclass(frozen=True, slots=True)
class Then:
    """The visit or the assessment before: its day, its reference and what counted, by question.

    `team` is that of another force. `adviser` is empty where there was no visit, and then nothing was found or
    recommended.
    """

    on: date
    reference: str
    answers: Mapping[str, ThenAnswer]
    adviser: str = ""
    team: str = ""
    signed_for: str = ""
    findings: Mapping[str, Finding] = field(default_factory=dict)
    advice: Mapping[str, Advice] = field(default_factory=dict)

    def moved(self, question_id: str, now: Answer) -> str:
        """Whether a question has moved `up` or `down` since then; empty where that is not known."""
        then = self.answers.get(question_id)
        if then is None or then.level is None or now.level is None or then.level == now.level:
            return ""
        return "up" if now.level > then.level else "down"


def then_of(services: Services, visit: Visit, opened: OpenAssessment) -> Then | None:
    """The visit before this one, or else the assessment before; None where there is neither."""
    before = services.store.visit_before(visit.id)
    if before is not None:
        return _of_visit(services, before, visit.force_id)
    earlier = earlier_of(services, opened.assessment)
    if earlier is None:
        return None
    said = _answers(earlier.bank, earlier.result.path, earlier.result.answers, {})
    return Then(earlier.made_on, earlier.reference, said)


def _of_visit(services: Services, before: Visit, force_id: str) -> Then | None:
    assessment = services.store.find_assessment(before.assessment_id)
    if assessment is None or before.signed is None:
        return None
    bank, remarks = services.bank_of(assessment.bank_version), services.store.remarks(before.id)
    agreed = agree(services.store.answers(assessment.id), remarks)
    written = written_on(services, before.id)
    return Then(
        on=london_day(before.signed),
        reference=assessment.reference,
        answers=_answers(bank, tuple(agreed), agreed, remarks),
        adviser=account_name(services, before.account_id),
        team=force_name(services, before.force_id) if before.force_id != force_id else "",
        signed_for=before.signed_for,
        findings=written.findings,
        advice=written.advice,
    )


def _answers(
    bank: Bank, asked: tuple[str, ...], answers: Mapping[str, Answer], remarks: Mapping[str, Remark]
) -> dict[str, ThenAnswer]:
    """What counted then of the questions that had an answer."""
    said = {}
    for question_id in asked:
        answer = answers.get(question_id)
        if question_id in bank.by_id and answer is not None and answer.answered:
            words = answer_words(bank, bank.by_id[question_id], answer)
            said[question_id] = ThenAnswer(words, remarks.get(question_id, Remark()).note, answer.level)
    return said
