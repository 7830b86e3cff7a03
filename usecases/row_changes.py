"""A form changes a row of a list: what was touched, and never over what a colleague has saved meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from storage.errors import Refused
from usecases.revisions import Clash, Sent, merge

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class SentRow:
    """What a form sent of one row: `values` by field, and `shown`, the revisions that it carried.

    `theirs` are the fields of which the sender chose what a colleague saved.
    """

    row_id: str
    values: Mapping[str, str]
    shown: Mapping[str, str]
    theirs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Most:
    """How many rows there may be, and what is said of one more."""

    rows: int
    said: str


def changed_row(
    before: Mapping[str, Row],
    sent: SentRow,
    texts: Callable[[Row], dict[str, str]],
    made: Callable[[Mapping[str, str]], Row],
    most: Most,
) -> tuple[dict[str, Row], tuple[Clash, ...]]:
    """The row as it is from now on, by its id, and the fields that a colleague changed meanwhile, which stay.

    One that a colleague has removed meanwhile comes back as it was sent. The same row under another id, as by a form
    that is sent again, is not added twice. Raises Refused where there are too many.
    """
    known = before.get(sent.row_id)
    if known is None:
        new = made(sent.values)
        if new in before.values():
            return {}, ()
        if len(before) >= most.rows:
            raise Refused(most.said)
        return {sent.row_id: new}, ()
    theirs: dict[str, Sent] = dict(texts(known))
    mine = {name: value for name, value in sent.values.items() if name not in sent.theirs}
    merged = merge(sent.shown, theirs, mine)
    return {sent.row_id: made({name: str(value) for name, value in merged.values.items()})}, merged.clashes
