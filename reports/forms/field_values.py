"""Reads the value of one form field, in every way that the PDF standard (ISO 32000) lets a program write it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from pypdf.generic import NameObject, StreamObject, TextStringObject, create_string_object

# The filters that a text may be packed with. Those of pictures call other programs, or give no text.
_TEXT_FILTERS = {
    *("/FlateDecode", "/LZWDecode", "/ASCIIHexDecode", "/ASCII85Decode", "/RunLengthDecode"),
    *("/Fl", "/LZW", "/AHx", "/A85", "/RL"),
}
_MOST_FILTERS = 2
_LONGEST_STATE = 60
# A box has two looks, and no program writes more than a few.
_MOST_STATES = 10
# Says the language of the text that follows it (ISO 32000-1, 7.9.2.2); no part of the text.
_LANGUAGE = re.compile("\x1b[A-Za-z]{2,5}\x1b")


class ValueUnreadable(ValueError):  # noqa: N818  it is an answer to give, not an error of ours
    """A field holds a value of no kind that the standard allows."""


@dataclass(frozen=True, slots=True)
class FieldNode:
    """One node of the tree of fields: a field, or one box of the field above it.

    `kind` is /Btn or /Tx, `value` its value and `options` its list of exported values (None without one), whether its
    own or inherited from above. `place` is its place among the boxes of its field, from 0.
    """

    content: Mapping[str, Any]
    name: str
    kind: str
    value: Any
    options: list[Any] | None
    place: int

    @property
    def kids(self) -> list[Any]:
        """The nodes below it, as they are written in the file."""
        found = get(self.content, "/Kids")
        return found if isinstance(found, list) else []


def text_of(node: FieldNode) -> str:
    """The text of a field, "" for none. Raises ValueUnreadable.

    A text may be kept as a string or as a stream (ISO 32000-1, table 228).
    """
    value = node.value
    if value is None:
        if get(node.content, "/RV") is not None:
            raise ValueUnreadable("styled text without its plain form")
        return ""
    if isinstance(value, StreamObject):
        value = _unpacked(value)
    if not isinstance(value, TextStringObject):
        raise ValueUnreadable("not a text")
    return _LANGUAGE.sub("", value)


def ticked(node: FieldNode) -> tuple[str, ...]:
    """The values that a field of boxes, or one box of it, says are ticked. Raises ValueUnreadable.

    A box is on in the state that its field's /V or its own /AS names. If the field has /Opt, the value of a box is the
    text in its place there, and the state is only a name (ISO 32000-1, 12.7.4.2).
    """
    found: set[str] = set()
    for state in _states(node.value):
        found |= {state} if node.options is None else set(_exported(node, state))
    for state in _states(get(node.content, "/AS")):
        found.add(state if node.options is None else _option(node.options, node.place))
    return tuple(sorted(found))


def get(node: Any, key: str) -> Any:
    """The value under a key of a PDF dictionary, also behind a reference; None for null, or where there is none."""
    return plain(node.get(key)) if isinstance(node, Mapping) else None


def plain(value: Any) -> Any:
    """The value itself, also behind a reference; None for null."""
    value = value.get_object() if hasattr(value, "get_object") else value
    return None if value is None or type(value).__name__ == "NullObject" else value


def _unpacked(stream: StreamObject) -> Any:
    """The text in a stream. Its size is limited by the reader's settings for the library."""
    told = get(stream, "/Filter")
    filters = [str(plain(each)) for each in told] if isinstance(told, list) else [str(told)] if told else []
    if get(stream, "/F") is not None or len(filters) > _MOST_FILTERS or not _TEXT_FILTERS.issuperset(filters):
        raise ValueUnreadable("a stream that holds no text")
    return create_string_object(bytes(stream.get_data()))


def _states(value: Any) -> Iterator[str]:
    """The state that a value names, if it is not off."""
    if value is None:
        return
    if not isinstance(value, NameObject | TextStringObject):
        raise ValueUnreadable("not the name of a state")
    state = str(value).lstrip("/")[:_LONGEST_STATE]
    if state not in ("", "Off"):
        yield state


def _exported(node: FieldNode, state: str) -> Iterator[str]:
    """The value of each box of a field that has this state; without such a box, states are numbered as /Opt is."""
    boxes = [plain(kid) for kid in node.kids] or [node.content]
    places = [node.place + place for place, box in enumerate(boxes) if state in _looks(box)]
    if not places and not (state.isascii() and state.isdigit()):
        raise ValueUnreadable("no box has this state")
    for place in places or [int(state)]:
        yield _option(node.options or [], place)


def _looks(box: Any) -> list[str]:
    """The states that a box has a look for."""
    looks = get(get(box, "/AP"), "/N")
    return [str(state).lstrip("/") for state in islice(looks, _MOST_STATES)] if isinstance(looks, Mapping) else []


def _option(options: list[Any], place: int) -> str:
    value = plain(options[place]) if place < len(options) else None
    if not isinstance(value, TextStringObject):
        raise ValueUnreadable("no value for this box")
    return _LANGUAGE.sub("", value)[:_LONGEST_STATE]
