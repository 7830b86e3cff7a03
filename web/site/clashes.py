"""Two people, one form: what a form carries of the values that it shows, and how a clash is put to the second."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import request

from usecases.revisions import read_revisions

REVISIONS = "revisions"
# The field with which somebody chooses, for a field that clashed: their own text, or what is saved now.
KEEP, MINE, THEIRS = "keep-", "mine", "theirs"


@dataclass(frozen=True, slots=True)
class ClashLine:
    """A clash in words: what is asked, what is saved now, and what was sent; `href` leads to a field with a text."""

    field: str
    asks: str
    theirs: str
    mine: str
    href: str | None

    @property
    def problem(self) -> dict[str, str]:
        """The line of the page's error summary; it leads to the choice."""
        return {
            "href": f"#{KEEP}{self.field}-{MINE}",
            "text": f"Someone else has changed “{self.asks}”. Choose which to keep",
        }


def sent_revisions() -> Mapping[str, str]:
    """The revisions that the form carried, by field."""
    return read_revisions(request.form.get(REVISIONS, ""))


def keeps_mine(field: str, form: Mapping[str, str] | None = None) -> bool:
    """Whether what was sent in a field counts: unless the reader chose what is saved now. Of many, `form` is quicker:
    what was sent, as a plain mapping."""
    return (request.form if form is None else form).get(f"{KEEP}{field}") != THEIRS
