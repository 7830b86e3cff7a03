"""Reads YAML as plain values: no aliases, no doubled keys, no guessed dates; every fault with its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml

DEEPEST = 20
LONGEST_NUMBER = 20
_TIMESTAMP = "tag:yaml.org,2002:timestamp"


class YamlFault(ValueError):
    """A text that cannot be read; `line` counts from 1."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Document:
    """What a text holds, and where each part of it stands. `value` is None for an empty text."""

    value: Any
    node: yaml.Node | None

    def line(self, path: tuple[str | int, ...]) -> int:
        """The line of the part at a path; of the last part on the way that is there, where it is not."""
        node = self.node
        line = node.start_mark.line + 1 if node else 1
        for step in path:
            child = _child(node, step)
            if child is None:
                break
            line, node = child
        return line

    @property
    def doubles(self) -> Iterator[tuple[int, str]]:
        """The line and name of each key that stands in a mapping for the second time or more."""
        return _doubles(self.node)


def read_document(text: str) -> Document:
    """Read one YAML document. Raises YamlFault where it is none, or is more than plain values."""
    try:
        loader = _PlainLoader(text)
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        raise YamlFault(line, f"the character {_code(error.character)} is not allowed; is it a text file?") from error
    try:
        node = loader.get_single_node()
        return Document(None if node is None else loader.construct_document(node), node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlFault(mark.line + 1 if mark else 1, str(error.problem)) from error
    except RecursionError as error:
        raise YamlFault(1, "lists or mappings are nested too deeply") from error
    finally:
        loader.dispose()


class _PlainLoader(yaml.SafeLoader):
    """Refuses what content never needs and what can make a small file huge or slow.

    Dates stay text, so that a day that does not exist is reported as any other wrong value is.
    """

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            self._refuse("an alias (*name) is not allowed; write the value out", self.peek_event().start_mark)
        return super().compose_node(parent, index)

    def fetch_flow_collection_start(self, TokenClass: type[yaml.Token]) -> None:  # noqa: N803  the base class's name
        if self.flow_level >= DEEPEST:
            self._refuse("brackets are nested too deeply", self.get_mark())
        super().fetch_flow_collection_start(TokenClass)

    def construct_yaml_int(self, node: yaml.ScalarNode) -> int:
        if len(node.value) > LONGEST_NUMBER:
            self._refuse("the number is too long", node.start_mark)
        return int(super().construct_yaml_int(node))

    def _refuse(self, message: str, mark: Any) -> None:
        raise yaml.constructor.ConstructorError(None, None, message, mark)


_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _TIMESTAMP]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
_PlainLoader.add_constructor("tag:yaml.org,2002:int", _PlainLoader.construct_yaml_int)


def _child(node: yaml.Node | None, step: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key.start_mark.line + 1, value
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return node.value[step].start_mark.line + 1, node.value[step]
    return None


def _doubles(node: yaml.Node | None) -> Iterator[tuple[int, str]]:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if isinstance(key.value, str):
                if key.value in seen:
                    yield key.start_mark.line + 1, key.value
                seen.add(key.value)
            yield from _doubles(value)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _doubles(value)


def _code(character: Any) -> str:
    return f"U+{ord(character) if isinstance(character, str) else int(character):04X}"
