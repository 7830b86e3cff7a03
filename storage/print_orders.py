"""The store's interface for print orders: orders of documents, and the printed documents."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Protocol

from questions.conditions import Value
from storage.records import PrintOrder

# How long a printer has an order after it has said that it works on it. Then another takes it; what the first brings
# later is refused. Clocks of the machines that print may differ by less than this.
LEASE = timedelta(seconds=15)


class PrintStore(Protocol):
    """Keeps print orders. The rules of `storage.store` hold."""

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
        assessments; and only the newest of those without an owner.
        """

    def find_print(self, print_id: str) -> PrintOrder | None:
        """The order of any workspace: a request must compare its workspace before it shows anything."""

    def printed_document(self, print_id: str) -> bytes | None:
        """The printed document, None before it is printed; look up the order first."""

    def prints_of(self, workspace_id: str, kind: str) -> tuple[PrintOrder, ...]:
        """The orders of this kind in a workspace, newest first."""

    def unfinished_prints(self) -> tuple[PrintOrder, ...]:
        """All orders that are neither printed nor failed, in the order in which they are to be printed.

        Workspaces take turns, so that none keeps the others waiting: first the oldest order of each, then the second
        oldest of each, and so on; those without a workspace share one turn. Within a turn, the workspace that was
        served longest ago comes first, and then the order that was asked for first.
        """

    def take_print(self, print_id: str, printer: str, now: datetime) -> PrintOrder | None:
        """Begin to print an order that no printer has, or whose printer has said nothing for `LEASE`.

        `printer` is a name that was never used before: a printer that comes late is known by it. None when it is over,
        unknown, or another was first: of many callers at once one gets it.
        """

    def hold_print(self, print_id: str, printer: str, now: datetime) -> bool:
        """Have it for `LEASE` from now on; False when the printer no longer has it."""

    def keep_printed(self, print_id: str, printer: str, key: str, document: bytes, now: datetime) -> bool:
        """Keep the document under the key of its content; False when the printer no longer has it."""

    def give_print_back(self, print_id: str, printer: str, now: datetime, *, most_tries: int) -> None:
        """The printer could not print it: free to be taken again, or failed once it was tried so often."""

    def retry_print(self, print_id: str, now: datetime) -> None:
        """Ask again for what failed, behind all others; nothing happens to an order that did not fail."""

    def forget_print(self, print_id: str) -> None:
        """Drop an order; unknown ones are no error."""

    def forget_printed(self, before: datetime, most: int) -> int:
        """Drop what was printed before this moment, the oldest first and at most so many; how many."""
