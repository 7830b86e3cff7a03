"""Makes the values of a YAML text from its parser's events, without a tree of nodes: three times as fast.

It knows plain values alone. Anything else (a tag, an anchor, a key that is there twice, …) is left to PyYAML's own way
by nodes, which `questions.yaml_source` takes then, so that there is one place that says what is wrong.
"""

from __future__ import annotations

from typing import Any

from yaml.events import (
    DocumentEndEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
    StreamStartEvent,
)
from yaml.nodes import ScalarNode

_OPENING = (SequenceStartEvent, MappingStartEvent)
_CLOSING = (SequenceEndEvent, MappingEndEvent)


class NotPlainError(ValueError):
    """A text that holds more than plain values, or none."""


def plain_values(loader: Any, deepest: int) -> Any:
    """The value of the one document that a loader of PyYAML has before it.

    Raises NotPlainError, or what the loader raises, where the text is to be read by nodes; it need not be refused then.
    """
    _expect(loader, StreamStartEvent)
    _expect(loader, DocumentStartEvent)
    top: list[Any] = []
    _fill(loader, top, deepest)
    _expect(loader, DocumentEndEvent)
    _expect(loader, StreamEndEvent)
    return top[0]


def _expect(loader: Any, kind: type) -> None:
    if type(loader.get_event()) is not kind:
        raise NotPlainError


def _fill(loader: Any, top: list[Any], deepest: int) -> None:
    """Read one value into a list, with all that it holds; a loop, as it is called for every word of a bank."""
    next_event, known = loader.get_event, _PlainScalars(loader)
    around: list[tuple[Any, Any, set[str] | None]] = []
    into: Any = top
    keys: set[str] | None = None  # the keys of `into` as they are written, where it is a mapping
    key: Any = _NO_KEY
    while True:
        event = next_event()
        kind = type(event)
        if kind is ScalarEvent:
            if event.tag is not None or event.anchor is not None or len(around) > deepest:
                raise NotPlainError
            text = event.value
            value = known[text] if event.implicit[0] else text
            if keys is not None and key is _NO_KEY:
                if text in keys:
                    raise NotPlainError
                keys.add(text)
                key = value
                continue
        elif kind in _OPENING:
            if event.tag is not None or event.anchor is not None or len(around) > deepest:
                raise NotPlainError
            if keys is not None and key is _NO_KEY:
                raise NotPlainError  # a key of more than a word
            around.append((into, key, keys))
            into, key, keys = ([], _NO_KEY, None) if kind is SequenceStartEvent else ({}, _NO_KEY, set())
            continue
        elif kind in _CLOSING:
            value = into
            into, key, keys = around.pop()
        else:
            raise NotPlainError  # an alias
        if keys is None:
            into.append(value)
            if into is top:
                return
        else:
            into[key] = value
            key = _NO_KEY


_NO_KEY = object()


class _PlainScalars(dict[str, Any]):
    """The values of words without quotes, each told and made once: a number, a day, yes or no, nothing, or a text."""

    def __init__(self, loader: Any) -> None:
        super().__init__()
        self._loader = loader

    def __missing__(self, text: str) -> Any:
        tag = self._loader.resolve(ScalarNode, text, (True, False))
        is_text = tag == self._loader.DEFAULT_SCALAR_TAG
        value = self[text] = text if is_text else self._loader.construct_object(ScalarNode(tag, text))
        return value
