"""The store's interface for forms and spreadsheets from their preview to Save. The rules of `storage.store` hold."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Literal, Protocol

# A filled-in questionnaire, or the spreadsheet of a plan.
FormKind = Literal["form", "sheet"]

# Of each kind, of an assessment and of a visit; the oldest goes where one more comes.
MOST_FORMS = 5

# Asked inside the transaction that saves what a form says: the id of the form where all of it is saved, or None.
FormUsed = Callable[[], str | None]


class ReadFormStore(Protocol):
    """Keeps what was read of filled-in forms, for the owner of an assessment or for the adviser on a visit of it.

    A form is forgotten when what it says is saved, and with its workspace, assessment or visit.
    """

    def keep_form(
        self,
        workspace_id: str,
        assessment_id: str,
        content: str,
        now: datetime,
        *,
        visit_id: str | None = None,
        kind: FormKind = "form",
    ) -> str:
        """Keep the content of a form; gives its id. Beyond `MOST_FORMS` the oldest is forgotten. NotFound."""

    def read_form(
        self, assessment_id: str, form_id: str, *, visit_id: str | None = None, kind: FormKind = "form"
    ) -> str | None:
        """The content of a form of this kind of this assessment, or of this visit; look that up first."""

    def forget_forms(self, kept_before: datetime) -> int:
        """Forget the forms that were kept before this time, and say how many."""
