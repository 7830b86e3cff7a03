"""Reads YAML files of people as plain values: bounded, without aliases, and with the line of every part.

libyaml parses where it is there, six times as fast as Python's own parser. Where a text is refused, Python's parser
reads it once more, so that what is wrong is said in the same words on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from yaml.composer import Composer
from yaml.constructor import ConstructorError, SafeConstructor
from yaml.reader import ReaderError

from questions.yaml_values import NotPlainError, plain_values

DEEPEST = 20
LONGEST_NUMBER = 20
LARGEST_FILE = 1_000_000
_INTEGER, _TIMESTAMP = "tag:yaml.org,2002:int", "tag:yaml.org,2002:timestamp"
_Kind = Callable[[str], Any]


class YamlError(ValueError):
    """A text that cannot be read; `line` counts from 1."""

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        super().__init__(message)


class FileTooLargeError(ValueError):
    """A file of more than LARGEST_FILE bytes."""

    def __init__(self) -> None:
        super().__init__(f"larger than {LARGEST_FILE:,} bytes; is it the right file?")


@dataclass(frozen=True)
class Document:
    """The content of a text, and the place of each part. `value` is None for an empty text, as `node` is.

    The nodes know the places. Most texts are right, and nobody asks: so they are made when someone does.
    """

    value: Any
    _compose: Callable[[], yaml.Node | None]
    _plain: bool = False

    @cached_property
    def node(self) -> yaml.Node | None:
        """The tree of the text's nodes, each with its line."""
        return self._compose()

    @property
    def empty(self) -> bool:
        """Whether the text holds nothing, not even a null."""
        return not self._plain and self.node is None

    def line(self, *path: str | int) -> int:
        """The line of the part at a path of keys and places; where it is not there, of the last part on the way."""
        node = self.node
        line = node.start_mark.line + 1 if node else 1
        for step in path:
            child = _child(node, step)
            if child is None:
                break
            line, node = child
        return line

    def duplicates(self) -> Iterator[tuple[int, str]]:
        """The line of each duplicate key, and what is wrong."""
        for line, key in () if self._plain else _duplicates(self.node):
            yield line, f"duplicate key {key!r}; keep one"


def read_text(path: Path) -> str:
    """The text of a file, of which no more than the bound is read.

    Raises OSError, UnicodeDecodeError or FileTooLargeError.
    """
    with path.open("rb") as file:
        content = file.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise FileTooLargeError
    return content.decode()


def read_document(text: str, *, dates: bool = False) -> Document:
    """Read one YAML document. Raises YamlError where it is none, or is more than plain values.

    A date stays text unless `dates` are asked for. Aliases are refused: a few of them can make a small file as large
    as a disk.
    """
    # libyaml takes tabs in places where Python's parser refuses them.
    if _FAST is not None and "\t" not in text:
        for read in (_read_values, _read):
            try:
                return read(_FAST, text, dates)
            except (NotPlainError, yaml.YAMLError, RecursionError):
                pass  # said below, in the words of Python's parser
    try:
        return _read(_Slow, text, dates)
    except ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        message = f"the character U+{error.character:04X} is not allowed; is it a text file?"
        raise YamlError(line, message) from error
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError(mark.line + 1 if mark else 1, str(error.problem)) from error
    except RecursionError as error:
        raise YamlError(1, "lists or mappings are nested too deeply") from error


def _read(kind: _Kind, text: str, dates: bool) -> Document:
    with _loader(kind, text, dates) as loader:
        node = loader.get_single_node()
        return Document(None if node is None else loader.construct_document(node), lambda: node)


def _read_values(kind: _Kind, text: str, dates: bool) -> Document:
    """Read a text of plain values without its nodes. Raises NotPlainError or a YAMLError where that is no way."""
    with _loader(kind, text, dates) as loader:
        return Document(plain_values(loader, DEEPEST), lambda: _read(kind, text, dates).node, _plain=True)


@contextmanager
def _loader(kind: _Kind, text: str, dates: bool) -> Iterator[Any]:
    loader = kind(text)
    loader.dates = dates
    try:
        yield loader
    finally:
        loader.dispose()


class _Rules:
    """What both loaders refuse beyond YAML's own rules, each with its line."""

    dates = False
    depth = 0

    def compose_node(self: Any, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise _refusal("an alias (*name) is not allowed; write the value out", self.peek_event().start_mark)
        if self.depth > DEEPEST:
            raise _refusal("lists or mappings are nested too deeply", self.peek_event().start_mark)
        self.depth += 1
        node: yaml.Node | None = Composer.compose_node(self, parent, index)
        self.depth -= 1
        return node

    def construct_object(self: Any, node: yaml.Node, deep: bool = False) -> Any:
        if node.tag == _INTEGER and len(node.value) > LONGEST_NUMBER:
            raise _refusal("the number is too long", node.start_mark)
        try:
            return SafeConstructor.construct_object(self, node, deep)
        except ValueError as error:  # a 30 February
            raise _refusal(str(error), node.start_mark) from error
        except (AttributeError, IndexError, KeyError) as error:  # how SafeConstructor fails on `!!bool perhaps`
            message = f"the value is not of the kind that its tag {node.tag.rpartition(':')[2]} names"
            raise _refusal(message, node.start_mark) from error

    def construct_timestamp(self: Any, node: yaml.ScalarNode) -> Any:
        return self.construct_yaml_timestamp(node) if self.dates else node.value


class _Slow(_Rules, yaml.SafeLoader):
    def __init__(self, text: str) -> None:
        yaml.SafeLoader.__init__(self, text)

    def fetch_flow_collection_start(self, TokenClass: type[yaml.Token]) -> None:  # noqa: N803  the base class's name
        if self.flow_level >= DEEPEST:
            raise _refusal("brackets are nested too deeply", self.get_mark())
        super().fetch_flow_collection_start(TokenClass)


_Slow.add_constructor(_TIMESTAMP, _Slow.construct_timestamp)
_FAST: _Kind | None = None

if yaml.__with_libyaml__:  # PyYAML may have been built without it

    class _Fast(_Rules, Composer, yaml.CSafeLoader):  # Python's composer, so that the rules see every node
        def __init__(self, text: str) -> None:
            yaml.CSafeLoader.__init__(self, text)
            Composer.__init__(self)

    _Fast.add_constructor(_TIMESTAMP, _Fast.construct_timestamp)
    _FAST = _Fast


def _refusal(message: str, mark: Any) -> ConstructorError:
    return ConstructorError(None, None, message, mark)


def _pairs(node: yaml.Node | None) -> list[tuple[yaml.Node, yaml.Node]]:
    return node.value if isinstance(node, yaml.MappingNode) else []


def _child(node: yaml.Node | None, step: str | int) -> tuple[int, yaml.Node] | None:
    """The line and the node of one part: of a mapping's key, or of a place in a list, counted from 0."""
    if isinstance(node, yaml.SequenceNode):
        items = node.value
        return (items[step].start_mark.line + 1, items[step]) if isinstance(step, int) and step < len(items) else None
    return next(((key.start_mark.line + 1, value) for key, value in _pairs(node) if key.value == str(step)), None)


def _duplicates(node: yaml.Node | None) -> Iterator[tuple[int, str]]:
    seen: set[str] = set()
    for key, value in _pairs(node):
        if isinstance(key, yaml.ScalarNode):
            if key.value in seen:
                yield key.start_mark.line + 1, key.value
            seen.add(key.value)
        yield from _duplicates(value)
    if isinstance(node, yaml.SequenceNode):
        for value in node.value:
            yield from _duplicates(value)
