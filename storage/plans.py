"""The store's interface for what becomes of a finished plan: what people type for it, and the levels that move."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple, Protocol

from assessment.answers import Choice
from assessment.progress import PlanItem, Progress
from storage.read_forms import FormUsed


class NewUpdate(NamedTuple):
    """A level that has moved, and who said so, if they gave a name."""

    question: str
    before: Choice
    after: Choice
    by: str = ""


@dataclass(frozen=True, slots=True)
class PlanChange:
    """What one act changes: items by name, new updates, and the ids of updates to undo.

    `emptied` are the names of items of which everything that was typed is deleted for good, with the names beside the
    updates of an action; the updates themselves stay.
    """

    items: Mapping[str, PlanItem] = field(default_factory=dict)
    updates: tuple[NewUpdate, ...] = ()
    undone: tuple[str, ...] = ()
    emptied: tuple[str, ...] = ()


class PlanStore(Protocol):
    """Keeps what becomes of finished plans."""

    def progress(self, assessment_id: str) -> Progress:
        """What became of a plan, nothing for an unknown assessment; look up the assessment first."""

    def plans_changed(self, workspace_id: str) -> dict[str, datetime]:
        """When each plan of a workspace was changed last, by the id of its assessment; one that never was is left out.

        Empty for an unknown workspace.
        """

    def change_plan(
        self,
        workspace_id: str,
        assessment_id: str,
        change: Callable[[Progress], PlanChange],
        now: datetime,
        *,
        form_used: FormUsed | None = None,
    ) -> None:
        """Save what `change` makes of the progress so far, all or none. Touches the workspace.

        `change` is called once, inside the transaction, as in `change_profile`. An update that is undone already, or
        that is another assessment's, is left as it is. Where the change comes from a spreadsheet, `form_used` says
        after `change` whether that can be forgotten. Where something is emptied, the spreadsheets and prints that may
        hold it go too. NotFound; Unfinished for an assessment that is not finished, before `change` is called.
        """

    def plans_changed_between(self, since: datetime, until: datetime) -> tuple[str, ...]:
        """The assessments whose plans changed last between two moments, the first included, oldest change first."""
