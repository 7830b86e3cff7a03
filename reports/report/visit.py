"""The adviser's part of the report: agreed answers beside the business's own, notes, findings and recommendations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from assessment.answers import Answer
from assessment.result import Result
from assessment.visit_overrides import Advice, Remark
from assessment.visit_records import IMPORTANCE, DiaryEntry, Finding, by_importance
from questions.model import Bank
from reports.report.sections import AdviceLine, DiaryLine, FindingLine, RemarkLine, VisitPart
from reports.report.wording import answer_words


@dataclass(frozen=True, slots=True)
class SignedVisit:
    """A signed visit as `build_report` takes it: `signed` is the moment, `on` its day; `own` are the business's own
    answers.

    `corrects` is the day on which the version that it corrects was signed; `pictures` are the addresses of the
    photographs of a finding, by its id."""

    adviser: str
    team: str
    on: date
    signed: datetime
    signed_for: str
    follow_up: date
    own: Mapping[str, Answer]
    remarks: Mapping[str, Remark]
    advice: Sequence[Advice]
    findings: Mapping[str, Finding] = field(default_factory=dict)
    diary: Sequence[DiaryEntry] = ()
    corrects: date | None = None
    pictures: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def visit_part(bank: Bank, result: Result, visit: SignedVisit) -> VisitPart:
    """Give the part. Private notes stay out; remarks on questions that are no longer asked are left out."""
    return VisitPart(
        adviser=visit.adviser,
        team=visit.team,
        on=visit.on,
        signed_for=visit.signed_for,
        follow_up=visit.follow_up,
        remarks=tuple(
            RemarkLine(
                number=number,
                name=bank.by_id[question].name,
                said=answer_words(bank, bank.by_id[question], visit.own.get(question)),
                agreed=_agreed(bank, result, question, visit),
                note=remark.note,
            )
            for number, question in enumerate(result.path, start=1)
            if (remark := visit.remarks.get(question)) is not None
            and (remark.note or _agreed(bank, result, question, visit))
        ),
        advice=tuple(
            AdviceLine(
                title=bank.by_id[each.question].action.title if each.question else "",
                text=each.text,
                class_title=next(item.title for item in bank.scoring.classes if item.id == each.class_id),
            )
            for each in visit.advice
        ),
        findings=tuple(_findings(bank, visit)),
        diary=tuple(
            DiaryLine(each.day, each.present, each.minutes, each.note)
            for each in sorted(visit.diary, key=lambda entry: entry.day)
        ),
        not_seen=tuple(
            bank.by_id[question].name
            for question in result.path
            if question not in visit.remarks or not visit.remarks[question].seen
        ),
        asked=len(result.path),
        corrects=visit.corrects,
    )


def _findings(bank: Bank, visit: SignedVisit) -> Iterator[FindingLine]:
    """The findings, the most pressing first."""
    for finding_id, each in by_importance(visit.findings).items():
        about = bank.by_id[each.question].name if each.question and each.question in bank.by_id else ""
        pictures = visit.pictures.get(finding_id, ())
        yield FindingLine(
            each.importance, IMPORTANCE[each.importance], each.text, each.person, each.due, about, pictures
        )


def _agreed(bank: Bank, result: Result, question: str, visit: SignedVisit) -> str:
    """The agreed answer in words, where it counts and differs from the business's own; otherwise empty."""
    own, counts = visit.own.get(question), result.answers.get(question)
    if counts is None or (own is not None and own.choice == counts.choice):
        return ""
    return answer_words(bank, bank.by_id[question], counts)
