"""The store's interface for owners: workspaces, their premises, and their assessments with answers.

The rules of `storage.store` hold. What belongs to another workspace is as if it did not exist.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Protocol

from assessment.answers import Answer
from assessment.path import AssessmentKind
from assessment.share_facts import ShareFacts
from questions.conditions import Value
from storage.owner_sessions import NewSession
from storage.read_forms import FormUsed
from storage.records import AnswerAuthor, Answered, Assessment, Premises, Workspace

# Two starts of the same kind within this time, with nothing answered in between, are one.
STARTED_TWICE = timedelta(minutes=5)

EMPTY: Mapping[str, Value] = MappingProxyType({})

# From the current answers to those that change; None removes one, and those not named stay.
AnswerChange = Callable[[Mapping[str, Answer]], Mapping[str, Answer | None]]
# From the current profile to the whole profile that replaces it.
ProfileChange = Callable[[Mapping[str, Value]], Mapping[str, Value]]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where answers come from: `by` is the id of the code for others with which they were given; None is the owner.

    Where they come from a filled-in form, `form_used` says after the change whether that can be forgotten. `known` is
    what `answered` gave as `kept` to whoever changes them: where nobody has saved since, it is not opened again.
    """

    by: str | None = None
    form_used: FormUsed | None = None
    known: object = field(default=None, repr=False)


OWNER = Origin()


class WorkspaceStore(Protocol):
    """Keeps workspaces and their premises."""

    def begin_workspace(
        self,
        code_digest: bytes,
        now: datetime,
        *,
        session: NewSession | None = None,
        workshop_id: str | None = None,
    ) -> tuple[Workspace, Premises]:
        """A workspace that this code opens, with its first premises; open in a session and in a workshop, if given.

        StoreError if another workspace has the code; NotFound for a workshop that is over.
        """

    def find_workspace(
        self, code_digest: bytes, now: datetime, *, session: NewSession | None = None
    ) -> Workspace | None:
        """The workspace that this code opens, touched now and open in a session; None for a code that opens none.

        Used on a later day than it was made, the code is kept in no session any longer.
        """

    def replace_code(
        self, workspace_id: str, code_digest: bytes, now: datetime, *, session: NewSession | None = None
    ) -> None:
        """The old code no longer works, and its sessions end; a new one begins, if given. Codes for others stay.

        NotFound; StoreError if another workspace has the code.
        """

    def workspace(self, workspace_id: str) -> Workspace | None:
        """The workspace, untouched."""

    def delete_workspace(self, workspace_id: str) -> None:
        """Delete all of it, prints included; unknown ones are no error.

        It leaves no trace in the log either, unless somebody is reading at this moment: then `clean_log` does it.
        """

    def untouched_workspaces(self, before: datetime) -> int:
        """How many workspaces nobody has opened or saved in since then."""

    def delete_untouched(self, before: datetime, most: int) -> int:
        """Delete those of them that were left longest ago, at most so many, as `delete_workspace`; how many."""

    def add_premises(
        self,
        workspace_id: str,
        now: datetime,
        *,
        profile: Mapping[str, Value] = EMPTY,
        answers_from: str | None = None,
    ) -> Premises:
        """Further premises with this profile, and with the assessment whose answers are their "last time", if any.

        Added twice in a row with the same profile, as by a double press, they are one: the same are given again within
        `STARTED_TWICE`, while they have no assessment and the profile is not empty. NotFound.
        """

    def delete_premises(self, workspace_id: str, premises_id: str, now: datetime) -> None:
        """Delete a place with its assessments, shares and prints, and its traces as in `delete_workspace`. NotFound.

        Prints of the whole workspace, which may show it, are deleted with it. Refused for the only place: a workspace
        without one is of no use, so that is deleted as a whole.
        """

    def premises(self, workspace_id: str, premises_id: str) -> Premises | None:
        """The premises, if they are this workspace's."""

    def premises_of(self, workspace_id: str) -> tuple[Premises, ...]:
        """All premises of the workspace, oldest first."""

    def change_profile(self, workspace_id: str, premises_id: str, change: ProfileChange, now: datetime) -> None:
        """Replace the profile of the premises and of its unfinished assessments by what `change` makes of it.

        `change` is called once, inside the transaction, so that nothing saved meanwhile is lost: it must be quick and
        must not use the store. If it raises, nothing is kept and its exception goes through. NotFound.
        """

    def save_profile(self, workspace_id: str, premises_id: str, profile: Mapping[str, Value], now: datetime) -> None:
        """Replace the profile of the premises and of its unfinished assessments, whatever it was. NotFound."""

    def choose_force(self, workspace_id: str, premises_id: str, force_id: str | None) -> None:
        """Remember the police force that the owner chose; None forgets it. NotFound."""

    def keep_logo(self, workspace_id: str, premises_id: str, picture: bytes | None, now: datetime) -> None:
        """Keep the logo for the plans of a place, instead of the one before; None takes it away. NotFound."""

    def logo(self, premises_id: str) -> bytes | None:
        """The logo of a place; look up the premises first."""


class AssessmentStore(Protocol):
    """Keeps assessments and their answers."""

    def start_assessment(
        self,
        workspace_id: str,
        premises_id: str,
        bank_version: str,
        kind: AssessmentKind,
        now: datetime,
        *,
        workshop_id: str | None = None,
    ) -> Assessment:
        """A new assessment with a copy of the profile; it takes part in the workshop, if one is given.

        Started twice in a row, as by a double press, it is one: the same is given again within `STARTED_TWICE`, while
        it has no answers.
        NotFound for the premises, a bank never kept, or a workshop that is over.
        """

    def assessment(self, workspace_id: str, assessment_id: str) -> Assessment | None:
        """The assessment, if it is this workspace's."""

    def answered(self, workspace_id: str, assessment_id: str) -> Answered | None:
        """The assessment with its premises and answers in one read, if it is this workspace's."""

    def assessments_of(self, workspace_id: str, premises_id: str) -> tuple[Assessment, ...]:
        """All assessments of the premises, newest first; none for another workspace's."""

    def assessments_in(self, workspace_id: str) -> tuple[Assessment, ...]:
        """All assessments of the workspace, of each of its premises the newest first."""

    def find_assessment(self, assessment_id: str) -> Assessment | None:
        """The assessment of any workspace: for the background worker only, never for a request."""

    def delete_assessment(self, workspace_id: str, assessment_id: str, now: datetime) -> None:
        """Delete an assessment with its shares, visits and prints, and its traces as in `delete_workspace`. NotFound.

        Prints of the whole workspace are deleted with it. It no longer takes part in workshops, or counts in a force's
        figures. One that started from it stays.
        """

    def answers(self, assessment_id: str) -> dict[str, Answer]:
        """The answers by question, none for an unknown assessment; look up the assessment first."""

    def answer_authors(self, assessment_id: str) -> dict[str, AnswerAuthor]:
        """The author of each answer's last change, by question, where it is known; look up the assessment first."""

    def change_answers(
        self,
        workspace_id: str,
        assessment_id: str,
        change: AnswerChange,
        now: datetime,
        origin: Origin = OWNER,
    ) -> None:
        """Save what `change` makes of the current answers, all or none. Touches the workspace.

        NotFound, also for a code that is withdrawn; Finished for a finished assessment, before `change` is called.
        `change` is called once, inside the transaction, as in `change_profile`.
        """

    def save_answers(
        self, workspace_id: str, assessment_id: str, answers: Mapping[str, Answer | None], now: datetime
    ) -> None:
        """Save these answers, whatever they were before, as in `change_answers`.

        Text comes back exactly, but half of a surrogate pair, which no page could show, becomes U+FFFD.
        """

    def finish(self, workspace_id: str, assessment_id: str, now: datetime, facts: ShareFacts | None = None) -> None:
        """Mark as finished now. NotFound; Finished where it is finished already.

        Where the assessment is shared, the force's figures count these facts from now on; None leaves them.
        """

    def open_again(self, workspace_id: str, assessment_id: str, now: datetime, *, in_full: bool = False) -> Assessment:
        """The assessment in which to change something, or to go on in full.

        An unfinished one is that itself. From a finished one, which stays as it is, a new one starts: with its answers
        and with the profile of the premises now, and it takes its place in workshops that are open. While that is
        unfinished, the same call gives it again. NotFound.
        """


class OwnerStore(WorkspaceStore, AssessmentStore, Protocol):
    """Keeps everything that owners enter."""
