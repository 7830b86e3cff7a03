"""What a filled-in questionnaire says, and the refusal of one: without the library that reads PDFs, which is large."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from assessment.path import AssessmentKind

LARGEST_FILE = 5_000_000
BROKEN = "The file is broken and cannot be read. Save the form again, and try that one."


class FormRefused(ValueError):  # noqa: N818  it is an answer to give, not an error of ours
    """The file is not a filled-in form that can be read; the message says why, and what to do."""


@dataclass(frozen=True, slots=True)
class FilledForm:
    """The identity of a form, and the values of its fields by their names.

    `reference` names the assessment it was made for; None in a form from before it was written into forms, and in the
    complete form. `profile` is that of the place it was made for; None in the complete form, which asks for it.
    `ticks` holds every value that is ticked, `problems` the fields that no viewer could have filled in like this.
    """

    bank_id: str
    bank_version: str
    kind: AssessmentKind
    profile: Mapping[str, object] | None
    questions: tuple[str, ...]
    ticks: Mapping[str, tuple[str, ...]]
    texts: Mapping[str, str]
    problems: Mapping[str, str]
    reference: str | None = None

    @property
    def empty(self) -> bool:
        """Whether nothing is filled in."""
        return not (self.ticks or self.texts or self.problems)
