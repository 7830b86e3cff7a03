"""Reads a YAML file that somebody hands in, as plain values: bounded, nothing doubled, each fault with its line."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.constructor import ConstructorError
from yaml.reader import ReaderError

DEEPEST = 20
LONGEST_NUMBER = 20
_TIMESTAMP = "tag:yaml.org,2002:timestamp"
_INTEGER = "tag:yaml.org,2002:int"


class YamlError(ValueError):
    """A text that cannot be read; `line` counts from 1."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        super().__init__(message)


@dataclass(frozen=True, slots=True)
class Document:
    """What a text holds, and where each part of it stands. `value` is None for an empty text."""

    value: Any
    node: yaml.Node | None

    def line(self, *path: str) -> int:
        """The line of the part at a path of keys; where it is not there, of the last part on the way."""
        node, line = self.node, 1
        for step in path:
            found = next((pair for pair in _pairs(node) if pair[0].value == step), None)
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        return line

    def doubles(self) -> Iterator[tuple[int, str]]:
        """The line and name of each key that stands in its mapping for the second time."""
        yield from _doubles(self.node)


def read_document(text: str) -> Document:
    """Read one YAML document. Raises YamlError where it is none, or is more than plain values.

    A date stays text. Aliases are refused: a few of them can make a small file as large as a disk.
    """
    try:
        loader = _PlainLoader(text)
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        message = f"the character U+{error.character:04X} is not allowed; is it a text file?"
        raise YamlError(line, message) from error
    try:
        node = loader.get_single_node()
        return Document(None if node is None else loader.construct_document(node), node)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError(mark.line + 1 if mark else 1, str(error.problem)) from error
    except RecursionError as error:
        raise YamlError(1, "lists or mappings are nested too deeply") from error
    finally:
        loader.dispose()


class _PlainLoader(yaml.SafeLoader):
    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            event: yaml.Event = self.peek_event()  # type: ignore[no-untyped-call]
            raise _refusal("an alias (*name) is not allowed; write the value out", event.start_mark)
        return super().compose_node(parent, index)

    def fetch_flow_collection_start(self, TokenClass: type[yaml.Token]) -> None:  # noqa: N803  the base class's name
        if self.flow_level >= DEEPEST:
            raise _refusal("brackets are nested too deeply", self.get_mark())
        super().fetch_flow_collection_start(TokenClass)

    def construct_object(self, node: yaml.Node, deep: bool = False) -> Any:
        if node.tag == _INTEGER and len(node.value) > LONGEST_NUMBER:
            raise _refusal("the number is too long", node.start_mark)
        try:
            return super().construct_object(node, deep)
        except ValueError as error:
            raise _refusal(str(error), node.start_mark) from error


_PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _TIMESTAMP]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _refusal(message: str, mark: Any) -> ConstructorError:
    return ConstructorError(None, None, message, mark)


def _pairs(node: yaml.Node | None) -> list[tuple[yaml.Node, yaml.Node]]:
    return node.value if isinstance(node, yaml.MappingNode) else []


def _doubles(node: yaml.Node | None) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    for key, value in _pairs(node):
        if isinstance(key, yaml.ScalarNode):
            if key.value in seen:
                yield key.start_mark.line + 1, key.value
            seen.add(key.value)
        yield from _doubles(value)
    if isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _doubles(value)
