"""The procedures of a place: what stands in them today, and what was typed is saved, never over what others saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from assessment.answers import Answer
from assessment.evaluation import evaluate
from assessment.path import AssessmentKind
from assessment.procedures import ShownProcedure, ShownProcedures, problem_of, shown_procedures, tidy_field, tier_for
from assessment.profile import Profile
from assessment.progress import answers_today
from assessment.result import Result
from local_time import london_day
from questions import Bank
from reports.procedures.procedures_report import ProceduresReport, build_procedures
from storage.records import Premises
from usecases.places import newest_finished
from usecases.revisions import Clash, Sent, merge
from usecases.services import Services


@dataclass(frozen=True, slots=True)
class PlaceProcedures:
    """The procedures of a place as they stand today, and when somebody last changed something in them."""

    premises: Premises
    shown: ShownProcedures
    result: Result
    changed: datetime | None


@dataclass(frozen=True, slots=True)
class SentProcedure:
    """What a form sent: texts by field, the revisions shown before, and whether all that was filled in is checked."""

    values: Mapping[str, str]
    shown: Mapping[str, str]
    checked: bool = False


@dataclass(frozen=True, slots=True)
class ProcedureSaved:
    """What became of it: with `problems`, by field, nothing was saved; with `clashes`, all but those fields."""

    values: Mapping[str, Sent]
    problems: Mapping[str, str]
    clashes: tuple[Clash, ...] = ()


class _RefusedError(Exception):
    """Ends the transaction: a page is saved as a whole or not at all."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = problems
        super().__init__()


def procedures_of(services: Services, premises: Premises) -> PlaceProcedures:
    """The procedures of a place. They belong to the place, and follow its profile and its newest answers of today.

    Raises LookupError where the bank has no procedures.
    """
    bank, (answers, kind) = services.bank, _newest_answers(services, premises)
    if bank.procedures is None:
        raise LookupError("this bank has no procedures")
    result, written = evaluate(bank, premises.profile, answers, kind), services.store.procedures(premises.id)
    shown = shown_procedures(bank, premises.profile, answers, tier_for(result), written.texts)
    return PlaceProcedures(premises, shown, result, written.changed)


def fields_of(procedure: ShownProcedure) -> dict[str, Sent]:
    """What a form shows of a procedure, by field."""
    return {field.name: field.value for field in procedure.fields}


def save_procedure(
    services: Services, place: PlaceProcedures, procedure: ShownProcedure, sent: SentProcedure
) -> ProcedureSaved:
    """Save in one transaction what was touched, and what is said to be checked. Raises NotFound."""
    fields = {field.name: field for field in procedure.fields}
    mine = {name: tidy_field(fields[name].field, value) for name, value in sent.values.items() if name in fields}
    saved: list[ProcedureSaved] = []

    def change(written: Mapping[str, str]) -> Mapping[str, str]:
        before: dict[str, Sent] = {name: written.get(name, field.value) for name, field in fields.items()}
        merged = merge(sent.shown, before, mine)
        problems = {name: why for name, text in mine.items() if (why := problem_of(fields[name].field, text))}
        if problems:
            raise _RefusedError(problems)
        saved.append(ProcedureSaved(merged.values, {}, merged.clashes))
        clashing = {clash.field for clash in merged.clashes}
        return {
            name: str(value)
            for name, value in merged.values.items()
            if name not in clashing and (value != before[name] or (sent.checked and name in mine and value))
        }

    try:
        services.store.change_procedures(place.premises.workspace_id, place.premises.id, change, services.now())
    except _RefusedError as refused:
        return ProcedureSaved({**fields_of(procedure), **mine}, refused.problems)
    return saved[-1]


def procedures_report(services: Services, premises: Premises, *, draft: bool = False) -> ProceduresReport | None:
    """The procedures of a place as they are printed, or the draft of its document; None where it has none."""
    if services.bank.procedures is None:
        return None
    place = procedures_of(services, premises)
    if draft and place.shown.document is None:
        return None
    made_on = london_day(place.changed) if place.changed else services.today()
    return build_procedures(services.bank, place.shown, place.result, made_on, draft=draft)


def file_procedures(
    bank: Bank, profile: Profile, answers: Mapping[str, Answer], kind: AssessmentKind, written: Mapping[str, str]
) -> tuple[ShownProcedures, Result]:
    """The procedures of a file, and its result."""
    result = evaluate(bank, profile, answers, kind)
    return shown_procedures(bank, profile, answers, tier_for(result), written), result


def _newest_answers(services: Services, premises: Premises) -> tuple[Mapping[str, Answer], AssessmentKind]:
    """The answers of the newest finished assessment as they stand today; where none is finished, of the newest one."""
    found = services.store.assessments_of(premises.workspace_id, premises.id)
    newest = newest_finished(found) or (found[0] if found else None)
    if newest is None:
        return {}, "full"
    updates = services.store.progress(newest.id).updates
    return answers_today(services.store.answers(newest.id), updates), newest.kind
