"""What an adviser looked at for each duty: the business's answers, the adviser's own status and words, beside it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from assessment.result import ArrangementStatus, Result
from questions.model import Bank, Notices
from questions.roles import text_of
from reports.report.law_lines import DutyLine, LawPart
from reports.report.legal import law_part

# How a duty stands in the adviser's own view: the six statuses, in the adviser's words.
ADVISER_WORDS: Mapping[ArrangementStatus, str] = MappingProxyType(
    {
        "not-answered": "Not looked at",
        "in-place": "In place",
        "partly": "Partly",
        "missing": "Missing",
        "not-known": "Not known",
        "not-applicable": "They said it does not apply",
    }
)
UNSEEN: ArrangementStatus = "not-answered"
# The parts of a duty that an adviser fills in, and how long each may be.
STATUS, LOOKED, WORDS, SIGNER = "status", "looked", "words", "signer"
LONGEST: Mapping[str, int] = MappingProxyType({LOOKED: 600, WORDS: 600, SIGNER: 120})


@dataclass(frozen=True, slots=True)
class SheetDuty:
    """A duty of the tier as the answers have it, and what the adviser wrote; `status` is one of ADVISER_WORDS."""

    id: str
    duty: DutyLine
    status_id: ArrangementStatus
    looked: str
    words: str

    @property
    def status(self) -> str:
        """How it stands in the adviser's view, in words."""
        return ADVISER_WORDS[self.status_id]


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """Of what visit a sheet is: its reference, the adviser, the force, and the day of its last change."""

    reference: str
    adviser: str
    force: str
    made_on: date


@dataclass(frozen=True, slots=True)
class LawSheet:
    """Everything that the sheet prints."""

    notices: Notices
    facts: SheetFacts
    business: str
    premises: str
    law: LawPart
    duties: tuple[SheetDuty, ...]
    signer: str
    bank_version: str

    @property
    def seen(self) -> int:
        """How many duties the adviser looked at."""
        return sum(each.status_id != UNSEEN for each in self.duties)


def build_law_sheet(bank: Bank, result: Result, texts: Mapping[str, str], facts: SheetFacts) -> LawSheet | None:
    """Give the sheet of a result with what is written, by field. Pure; None where no duty applies."""
    law = law_part(bank, result)
    if law is None or result.verdict is None or not result.verdict.duties:
        return None
    duties = tuple(
        SheetDuty(
            view.id,
            line,
            status_of(texts.get(f"{STATUS}-{view.id}", "")),
            texts.get(f"{LOOKED}-{view.id}", ""),
            texts.get(f"{WORDS}-{view.id}", ""),
        )
        for view, line in zip(result.verdict.duties, law.duties, strict=True)
    )
    return LawSheet(
        notices=bank.notices,
        facts=facts,
        business=text_of(result.profile, bank.roles.business_name) or "This business",
        premises=text_of(result.profile, bank.roles.place_name),
        law=law,
        duties=duties,
        signer=texts.get(SIGNER, ""),
        bank_version=result.bank_version,
    )


def status_of(text: str) -> ArrangementStatus:
    """The status that a field holds; "not looked at" for nothing, and for anything else."""
    return next((each for each in ADVISER_WORDS if each == text), UNSEEN)
