"""The store's interface: what the rest of the house may ask, whatever database is behind it.

Times come in as `now`, aware, and are kept in UTC; a time without a zone raises ValueError. Every method may
raise `StoreUnavailable`. A method that raises has kept nothing; one that returns has kept everything.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from assessment.answers import Answer
from storage.records import Answered, Assessment, Kind, Premises, PrintOrder, Value, Workspace


class Store(Protocol):
    """Keeps what people said. What belongs to another workspace is as if it did not exist."""

    def create_workspace(self, code_digest: bytes, now: datetime) -> Workspace:
        """A new empty workspace, opened by the code of this digest; StoreError if the digest is taken."""

    def find_workspace(self, code_digest: bytes, now: datetime) -> Workspace | None:
        """The workspace that this code opens, touched now; None when the code opens nothing."""

    def replace_code(self, workspace_id: str, code_digest: bytes) -> None:
        """The old code opens nothing from now on. NotFound; StoreError if the digest is taken."""

    def workspace(self, workspace_id: str) -> Workspace | None:
        """The workspace, untouched."""

    def delete_workspace(self, workspace_id: str) -> None:
        """Delete all of it, prints included, and leave no trace in any log; unknown ones are no error.

        StoreUnavailable when a trace may be left in the log because somebody reads at this moment: call again.
        """

    def add_premises(self, workspace_id: str, now: datetime) -> Premises:
        """New premises with an empty profile. NotFound."""

    def premises(self, workspace_id: str, premises_id: str) -> Premises | None:
        """The premises, if they are this workspace's."""

    def premises_of(self, workspace_id: str) -> tuple[Premises, ...]:
        """All premises of the workspace, oldest first."""

    def save_profile(self, workspace_id: str, premises_id: str, profile: Mapping[str, Value], now: datetime) -> None:
        """Replace the profile of the premises and of its unfinished assessments, all or none. NotFound."""

    def choose_force(self, workspace_id: str, premises_id: str, force_id: str | None) -> None:
        """Remember the police force that the owner chose; None forgets it. NotFound."""

    def keep_logo(self, workspace_id: str, premises_id: str, picture: bytes | None, now: datetime) -> None:
        """Keep the logo for the plans of a place, instead of the one before; None takes it away. NotFound."""

    def logo(self, premises_id: str) -> bytes | None:
        """The logo of a place; look up the premises first."""

    def keep_bank(self, version: str, document: str) -> None:
        """Keep a bank for good; twice is once. StoreError when the version is kept with other content."""

    def bank_document(self, version: str) -> str | None:
        """The document of a kept bank."""

    def start_assessment(
        self, workspace_id: str, premises_id: str, bank_version: str, kind: Kind, now: datetime
    ) -> Assessment:
        """A new assessment with a copy of the profile. NotFound for the premises or a bank never kept."""

    def assessment(self, workspace_id: str, assessment_id: str) -> Assessment | None:
        """The assessment, if it is this workspace's."""

    def answered(self, workspace_id: str, assessment_id: str) -> Answered | None:
        """The assessment with its premises and answers in one read, if it is this workspace's."""

    def assessments_of(self, workspace_id: str, premises_id: str) -> tuple[Assessment, ...]:
        """All assessments of the premises, newest first; none for another workspace's."""

    def find_assessment(self, assessment_id: str) -> Assessment | None:
        """The assessment, whosever it is: for the background worker only, never for a request."""

    def change_kind(self, workspace_id: str, assessment_id: str, kind: Kind) -> None:
        """Go on as quick or full; answers, profile and finish stay as they are. NotFound."""

    def finish(self, workspace_id: str, assessment_id: str, now: datetime) -> None:
        """Mark as finished now; finishing again moves the time. NotFound."""

    def reopen(self, workspace_id: str, assessment_id: str, now: datetime) -> None:
        """Take the finish back, and follow the profile of the premises again. NotFound."""

    def answers(self, assessment_id: str) -> dict[str, Answer]:
        """The answers by question, none for an unknown assessment; look up the assessment first."""

    def save_answers(
        self, workspace_id: str, assessment_id: str, answers: Mapping[str, Answer | None], now: datetime
    ) -> None:
        """Save all or none; None removes an answer, those not named stay. Touches the workspace. NotFound.

        Text comes back exactly, but half of a surrogate pair, which no page could show, becomes U+FFFD.
        """

    def order_print(
        self,
        kind: str,
        key: str,
        subject: Mapping[str, Value],
        now: datetime,
        *,
        workspace_id: str | None = None,
        assessment_id: str | None = None,
    ) -> PrintOrder:
        """Ask for a document; the same order again while it is kept, even a failed one. NotFound for its owner.

        Only the newest few of a kind stay for one assessment, or for one workspace where it belongs to none of its
        assessments; and only the newest of all that belong to nobody.
        """

    def find_print(self, print_id: str) -> PrintOrder | None:
        """The order, whosever it is: a request compares its workspace before it shows anything."""

    def printed_document(self, print_id: str) -> bytes | None:
        """What was printed, None before; look up the order first."""

    def unfinished_prints(self) -> tuple[PrintOrder, ...]:
        """All orders that are neither printed nor failed, in the order in which they are to be printed."""

    def take_print(self, print_id: str, printer: str, now: datetime, *, gone: str | None = None) -> PrintOrder | None:
        """Begin to print an order that nobody has taken, or `gone`, which the caller knows to be gone.

        None when it is over, unknown, or another was first: of many callers at once one gets it.
        """

    def keep_printed(self, print_id: str, printer: str, key: str, document: bytes, now: datetime) -> bool:
        """Keep the document under the key of what it was printed from; False when the printer no longer has it."""

    def give_print_back(self, print_id: str, printer: str, now: datetime, *, most_tries: int) -> None:
        """The printer could not print it: free to be taken again, or failed once it was tried so often."""

    def retry_print(self, print_id: str, now: datetime) -> None:
        """Ask anew for what failed, behind all others; nothing happens to an order that did not fail."""

    def forget_print(self, print_id: str) -> None:
        """Drop an order; unknown ones are no error."""

    def note_attempt(self, bucket: str, now: datetime) -> None:
        """Count one wrong return code against a bucket; those older than a day are forgotten."""

    def attempts_since(self, bucket: str, since: datetime) -> int:
        """How many wrong codes the bucket has from `since` on, a day back at most."""

    def keep_setting(self, name: str, value: str, now: datetime) -> None:
        """Keep an operator's setting, in place of what it was."""

    def setting(self, name: str) -> str | None:
        """An operator's setting; None where it was never kept."""

    def check(self) -> None:
        """Really write something; StoreUnavailable says why it cannot."""

    def close(self) -> None:
        """Let go of the database; afterwards everything raises StoreUnavailable."""
