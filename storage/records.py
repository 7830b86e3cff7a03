"""The records that the store returns: frozen values of workspaces, premises, assessments and print orders."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from assessment.answers import Answer
from assessment.path import AssessmentKind
from questions.conditions import Value


@dataclass(frozen=True, slots=True)
class Workspace:
    """A business's workspace; `touched` is a moment (UTC) of the day in London on which someone last opened it or saved
    in it, `code_digest` the keyed hash of the return code that opens it now."""

    id: str
    created: datetime
    touched: datetime
    code_digest: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Premises:
    """One place, its profile as last saved, and the police force that the owner chose, if any.

    `answers_from` is the id of an assessment of another place: its answers are shown beside the questions as "last
    time" while this place has no finished assessment of its own.
    """

    id: str
    workspace_id: str
    profile: Mapping[str, Value]
    force_id: str | None
    created: datetime
    answers_from: str | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """One assessment with its own copy of the profile, which stops following the premises when finished.

    `begun_from` is the id of the finished assessment whose answers it started from, if any.
    """

    id: str
    premises_id: str
    workspace_id: str
    reference: str
    bank_version: str
    kind: AssessmentKind
    profile: Mapping[str, Value]
    started: datetime
    finished: datetime | None
    begun_from: str | None = None


@dataclass(frozen=True, slots=True)
class PrintOrder:
    """An order of a document: its kind and subject, its owner, and its state; the document is looked up by the id.

    `key` is a digest of all that its bytes depend on. `printer` names the process that took it, the `tries`-th,
    and has it until `held_until`.
    """

    id: str
    key: str
    kind: str
    subject: Mapping[str, Value]
    workspace_id: str | None
    assessment_id: str | None
    asked: datetime
    started: datetime | None
    printer: str | None
    tries: int
    printed: datetime | None
    failed: datetime | None
    held_until: datetime | None = None

    def under_way(self, now: datetime) -> bool:
        """Whether a printer works on it, as far as anyone can know: it said so a moment ago."""
        return not self.over and self.held_until is not None and self.held_until > now

    @property
    def over(self) -> bool:
        """Whether no more work is to be done on it."""
        return self.printed is not None or self.failed is not None


@dataclass(frozen=True, slots=True)
class AnswerAuthor:
    """The person who last changed an answer, and when; the name is that of a code for others, empty for the owner."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Answered:
    """An assessment with its premises and its answers by question, as they were at one moment.

    `last_id` is the assessment that was made last time: the newest finished one of the same premises that was begun
    before this one, and finished before it if this one is finished; where there is none, the one that the premises were
    added with, if any. `in_workshop` says whether it takes part in a workshop, over or not. `kept` is for the store
    alone, which knows by it what it has read.
    """

    assessment: Assessment
    premises: Premises
    answers: Mapping[str, Answer]
    last_id: str | None = None
    in_workshop: bool = False
    kept: object = field(default=None, repr=False, compare=False)
