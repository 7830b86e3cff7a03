"""The law sheet of a visit: what is written of each duty, and saving it, never over what a colleague saved."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.evaluation import evaluate
from assessment.result import Result
from assessment.visit_overrides import agree
from local_time import london_day
from questions import Bank
from reports.law_sheet.law_sheet import (
    ADVISER_WORDS,
    LONGEST,
    LOOKED,
    SIGNER,
    STATUS,
    UNSEEN,
    WORDS,
    LawSheet,
    SheetFacts,
    build_law_sheet,
)
from storage.visits import Visit
from usecases.names import account_name, force_name
from usecases.open_assessment import OpenAssessment, opened
from usecases.revisions import Clash, Sent, merge
from usecases.services import Services


@dataclass(frozen=True, slots=True)
class SheetSaved:
    """What became of a sent sheet: with `problems`, by field, nothing was saved; with `clashes`, all but those."""

    problems: Mapping[str, str]
    clashes: tuple[Clash, ...] = ()


@dataclass(frozen=True, slots=True)
class SentSheet:
    """What a form sent: the account, the texts by field, and the revisions that it carried."""

    account_id: str
    values: Mapping[str, str]
    shown: Mapping[str, str]


class _RefusedError(Exception):
    """Ends the transaction: a sheet is saved as a whole or not at all."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        self.problems = problems
        super().__init__()


def sheet_of(services: Services, visit: Visit, looked: OpenAssessment, result: Result) -> LawSheet | None:
    """The sheet of a visit on its agreed answers; None where no duty of the law applies."""
    written = services.store.law_sheet(visit.id)
    facts = SheetFacts(
        reference=looked.assessment.reference,
        adviser=account_name(services, visit.account_id),
        force=force_name(services, visit.force_id),
        made_on=london_day(written.changed or visit.begun),
    )
    return build_law_sheet(looked.bank, result, written.texts, facts)


def printed_sheet(services: Services, force_id: str, visit_id: str) -> LawSheet | None:
    """The sheet as it is printed; None where the visit is no longer shared, or no duty applies."""
    visit = services.store.visit(force_id, visit_id, services.now())
    answered = services.store.answered(visit.workspace_id, visit.assessment_id) if visit else None
    if visit is None or answered is None:
        return None
    looked = opened(services, answered)
    agreed = agree(looked.answers, services.store.remarks(visit.id))
    result = evaluate(looked.bank, looked.assessment.profile, agreed, looked.assessment.kind)
    return sheet_of(services, visit, looked, result)


def sheet_fields(sheet: LawSheet) -> dict[str, Sent]:
    """What a form shows of a sheet, by field."""
    fields: dict[str, Sent] = {}
    for each in sheet.duties:
        said = ((STATUS, each.status_id), (LOOKED, each.looked), (WORDS, each.words))
        fields |= {f"{part}-{each.id}": text for part, text in said}
    return {**fields, SIGNER: sheet.signer}


def field_title(bank: Bank, field: str) -> str:
    """What a field asks, in words; with its duty where it is about one."""
    part, _, duty_id = field.partition("-")
    titles = {STATUS: "how it stands", LOOKED: "what you looked at", WORDS: "your words"}
    duty = next((each.title for each in (bank.law.duties if bank.law else ()) if each.id == duty_id), "")
    return f"{duty}: {titles[part]}" if part in titles else "Name and role of the person who signs"


def all_fields(bank: Bank) -> tuple[str, ...]:
    """The names of the fields of every duty, also of those that do not apply now: what was typed of one is kept."""
    duties = bank.law.duties if bank.law else ()
    return (*(f"{part}-{each.id}" for each in duties for part in (STATUS, LOOKED, WORDS)), SIGNER)


def save_sheet(services: Services, visit: Visit, bank: Bank, sent: SentSheet) -> SheetSaved:
    """Save in one transaction what was touched. Raises NotFound where the visit is signed, or no longer shared."""
    names = all_fields(bank)
    mine = {name: text for name, text in sent.values.items() if name in names}
    saved: list[SheetSaved] = []

    def change(before: Mapping[str, str]) -> Mapping[str, str]:
        theirs: dict[str, Sent] = {name: before.get(name, _empty(name)) for name in names}
        merged = merge(sent.shown, theirs, mine)
        if problems := {name: why for name, text in mine.items() if (why := _problem(name, text))}:
            raise _RefusedError(problems)
        saved.append(SheetSaved({}, merged.clashes))
        return {name: str(text) for name, text in merged.values.items() if text != theirs[name]}

    try:
        services.store.change_law_sheet(visit.force_id, visit.id, sent.account_id, change, services.now())
    except _RefusedError as refused:
        return SheetSaved(refused.problems)
    return saved[-1]


def _empty(name: str) -> str:
    return UNSEEN if name.startswith(f"{STATUS}-") else ""


def _problem(name: str, text: str) -> str | None:
    part = name.partition("-")[0]
    if part == STATUS:
        return None if text in ADVISER_WORDS else "Select how it stands"
    return f"Use {LONGEST[part]} characters or fewer" if len(text) > LONGEST[part] else None
