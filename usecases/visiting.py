"""A visit's remarks are saved: only what was touched, and never over what a colleague has saved meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from assessment.answer_input import read_answer
from assessment.answers import CHOICES, Answer, Choice
from assessment.visit_overrides import Remark
from questions.model import Question
from usecases.revisions import Clash, Merged, Sent, merge, revision_of, revisions_text
from usecases.services import Services

PARTS = ("agreed", "reason", "private", "note", "looked")
LOOKED = "y"
# The agreed level where the business's own answer counts.
AS_ANSWERED = "as-answered"
UNUSED_REASON = "Choose “does not apply” as the agreed level, or clear this reason"


@dataclass(frozen=True, slots=True)
class SentRemarks:
    """What a form sent of the remarks on these questions of a visit.

    `values` are by field (`agreed-<question>`), `shown` the revisions that the form carried, and `answers` those of
    the business as they are now. `account_id` is who sent them, `form_id` a filled-in form from which they come.
    """

    force_id: str
    visit_id: str
    account_id: str
    questions: tuple[Question, ...]
    answers: Mapping[str, Answer]
    values: Mapping[str, str]
    shown: Mapping[str, str]
    form_id: str | None = None


@dataclass(frozen=True, slots=True)
class RemarksSaved:
    """What became of sent remarks.

    Where there are `problems` (by field), nothing was saved; where there are `clashes`, everything but the fields that
    they name was. `outdated` are questions whose level was agreed on an answer that the business has changed since.
    """

    problems: Mapping[str, str]
    clashes: tuple[Clash, ...] = ()
    outdated: tuple[str, ...] = ()


class _RefusedError(Exception):
    """Ends the transaction: remarks are saved as a whole or not at all."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = problems
        super().__init__()


def save_remarks(services: Services, sent: SentRemarks) -> RemarksSaved:
    """Save the remarks in one transaction. Raises NotFound where the visit is signed, or no longer shared."""
    saved: list[RemarksSaved] = []

    def change(before: Mapping[str, Remark]) -> Mapping[str, Remark | None]:
        theirs = remark_fields(sent.questions, sent.answers, before)
        merged = merge(sent.shown, theirs, sent.values)
        after = _read(sent, before, theirs, merged)
        outdated = tuple(q for q, each in after.items() if each != before.get(q) and is_outdated(each, sent.answers, q))
        saved.append(RemarksSaved({}, merged.clashes, outdated))
        return {question: remark for question, remark in after.items() if remark != before.get(question, Remark())}

    def form_used() -> str | None:
        return None if saved[-1].clashes or saved[-1].outdated else sent.form_id

    try:
        services.store.change_remarks(
            sent.force_id, sent.visit_id, change, services.now(), by=sent.account_id, form_used=form_used
        )
    except _RefusedError as refused:
        return RemarksSaved(refused.problems)
    return saved[-1]


def remark_fields(
    questions: tuple[Question, ...], answers: Mapping[str, Answer], remarks: Mapping[str, Remark]
) -> dict[str, Sent]:
    """The remarks on these questions as a form has them, by field; an outdated level counts as none."""
    fields: dict[str, Sent] = {}
    for question in questions:
        remark = remarks.get(question.id, Remark())
        if is_outdated(remark, answers, question.id):
            remark = replace(remark, agreed=None, reason="")
        said = (remark.agreed or AS_ANSWERED, remark.reason, remark.private, remark.note)
        for part, value in zip(PARTS, (*said, LOOKED if remark.seen else ""), strict=True):
            fields[f"{part}-{question.id}"] = value
    return fields


def remark_revisions(
    questions: tuple[Question, ...], answers: Mapping[str, Answer], remarks: Mapping[str, Remark]
) -> str:
    """The revisions that the form of these questions carries; those of the business's own answers among them."""
    own: dict[str, Sent] = {f"own-{each.id}": _own_choice(answers, each.id) or "" for each in questions}
    return revisions_text({**remark_fields(questions, answers, remarks), **own})


def is_outdated(remark: Remark, answers: Mapping[str, Answer], question_id: str) -> bool:
    """Whether the level was agreed on an answer that the business has changed since."""
    return remark.agreed is not None and remark.agreed_against != _own_choice(answers, question_id)


def _read(
    sent: SentRemarks, before: Mapping[str, Remark], theirs: Mapping[str, Sent], merged: Merged
) -> dict[str, Remark]:
    remarks: dict[str, Remark] = {}
    problems: dict[str, str] = {}
    for question in sent.questions:
        picked, reason, private, note, looked = (str(merged.values[f"{part}-{question.id}"]) for part in PARTS)
        remark = replace(before.get(question.id, Remark()), private=private, note=note)
        if looked != theirs[f"looked-{question.id}"]:
            remark = replace(remark, looked=looked == LOOKED)
        touched = {part for part in PARTS if (name := f"{part}-{question.id}") and merged.values[name] != theirs[name]}
        if touched & {"agreed", "reason"}:
            choice = None if picked == AS_ANSWERED else picked
            agreed, found = read_answer(question, choice, reason)
            if reason and "reason" in touched and picked != "not-applicable":
                found["reason"] = UNUSED_REASON
            problems |= {f"{'agreed' if part == 'choice' else part}-{question.id}": t for part, t in found.items()}
            against = _answer_shown(sent, question.id)
            remark = replace(
                remark,
                agreed=agreed.choice if agreed else None,
                agreed_against=against,
                reason=agreed.reason if agreed else "",
            )
        remarks[question.id] = remark
    if problems:
        raise _RefusedError(problems)
    return remarks


def _answer_shown(sent: SentRemarks, question_id: str) -> Choice | None:
    """The business's answer that the form showed: a level is agreed on that one, not on a newer one."""
    now = _own_choice(sent.answers, question_id)
    shown = sent.shown.get(f"own-{question_id}", revision_of(now or ""))
    known: tuple[Choice | None, ...] = (now, None, *CHOICES)
    return next((each for each in known if revision_of(each or "") == shown), now)


def _own_choice(answers: Mapping[str, Answer], question_id: str) -> Choice | None:
    own = answers.get(question_id)
    return own.choice if own else None
