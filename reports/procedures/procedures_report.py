"""The procedures of a place as one frozen object, which the print and the document show."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assessment.procedures import ShownCard, ShownProcedure, ShownProcedures
from assessment.result import DutyView, Result
from questions.model import Bank
from questions.notices import Notices
from questions.procedures import PracticeLog, ProcedureWords
from questions.roles import text_of
from reports.report.wording import STATUS_WORDS


@dataclass(frozen=True, slots=True)
class StandingLine:
    """How the arrangements of a duty stand: the words of a status with the names of those that stand so."""

    status: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DutyStanding:
    """A duty of the law that a part of the document bears on."""

    title: str
    section: str
    lines: tuple[StandingLine, ...]


@dataclass(frozen=True, slots=True)
class PrintedProcedure:
    """A procedure with the section of the law that it answers, if any."""

    shown: ShownProcedure
    section: str

    @property
    def id(self) -> str:
        """Its id in the bank."""
        return self.shown.procedure.id


@dataclass(frozen=True, slots=True)
class DraftPart:
    """What a part of the document of the law gathers beside its field: by the part's id."""

    part_id: str
    procedures: tuple[PrintedProcedure, ...]
    duties: tuple[DutyStanding, ...]


@dataclass(frozen=True, slots=True)
class ProceduresReport:
    """Everything that a print of the procedures shows. With `draft` it is the document of the law, alone."""

    business: str
    premises: str
    made_on: date
    bank_version: str
    as_at: date
    notices: Notices
    words: ProcedureWords
    log: PracticeLog
    law: str
    first: tuple[str, ...]
    procedures: tuple[PrintedProcedure, ...]
    cards: tuple[ShownCard, ...]
    draft: PrintedProcedure | None
    draft_parts: tuple[DraftPart, ...]

    @property
    def place(self) -> str:
        """What the place is called."""
        return self.premises or self.business or "Your place"

    @property
    def title(self) -> str:
        """The title of the document."""
        return self.draft.shown.procedure.title if self.draft else self.words.title


def build_procedures(
    bank: Bank, shown: ShownProcedures, result: Result, made_on: date, *, draft: bool = False
) -> ProceduresReport:
    """The report of a place's procedures, or of the draft of its document. Pure; the bank must have procedures."""
    content, roles = bank.procedures, bank.roles
    assert content is not None
    printed = tuple(_printed(bank, each) for each in shown.procedures)
    document = _printed(bank, shown.document) if draft and shown.document else None
    return ProceduresReport(
        business=text_of(result.profile, roles.business_name),
        premises=text_of(result.profile, roles.place_name),
        made_on=made_on,
        bank_version=bank.version,
        as_at=content.as_at,
        notices=bank.notices,
        words=content.words,
        log=content.log,
        law=bank.law.title if bank.law else "",
        first=shown.first,
        procedures=printed,
        cards=() if draft else shown.cards,
        draft=document,
        draft_parts=tuple(_draft_parts(bank, document, printed, result)) if document else (),
    )


def _printed(bank: Bank, shown: ShownProcedure) -> PrintedProcedure:
    sections = {duty.id: duty.section for duty in bank.law.duties} if bank.law else {}
    return PrintedProcedure(shown, sections.get(shown.procedure.duty or "", ""))


def _draft_parts(
    bank: Bank, document: PrintedProcedure, printed: tuple[PrintedProcedure, ...], result: Result
) -> Iterator[DraftPart]:
    views = {view.id: view for view in result.verdict.duties} if result.verdict else {}
    for part in (each.part for each in document.shown.parts):
        own = tuple(each for each in printed if each.id in part.gathers)
        duties = tuple(_standing(bank, views[duty]) for duty in part.duties if duty in views)
        yield DraftPart(part.id, own, tuple(each for each in duties if each.lines))


def _standing(bank: Bank, view: DutyView) -> DutyStanding:
    duty = next(each for each in (bank.law.duties if bank.law else ()) if each.id == view.id)
    names: dict[str, list[str]] = {status: [] for status in STATUS_WORDS}
    for each in view.arrangements:
        names[each.status].append(bank.by_id[each.question].name)
    lines = (StandingLine(words, tuple(names[status])) for status, words in STATUS_WORDS.items())
    return DutyStanding(duty.title, duty.section, tuple(line for line in lines if line.names))
