"""The one YAML reader: libyaml and Python's parser give the same, and every limit is named with its line."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from yaml.composer import Composer

from questions import load_bank, yaml_source
from questions.yaml_source import LARGEST_FILE, FileTooLargeError, YamlError, read_document, read_text
from questions.yaml_values import NotPlainError
from tests.questions.folders import BANKS, PROJECT

FILES = sorted(path for folder in (PROJECT, BANKS / "valid") for path in folder.rglob("*.yaml"))


@pytest.fixture
def without_libyaml(monkeypatch: pytest.MonkeyPatch) -> None:
    """A PyYAML that was built without libyaml."""
    monkeypatch.setattr(yaml_source, "_FAST", None)


def _nodes(node: yaml.Node | None) -> Iterator[tuple[Any, ...]]:
    """Every node with its kind, tag, value, first and last mark. (libyaml does not count a byte order mark.)"""
    if node is None:
        return
    marks = [(mark.line, mark.column) for mark in (node.start_mark, node.end_mark)]
    yield type(node), node.tag, node.value if isinstance(node, yaml.ScalarNode) else len(node.value), *marks
    if isinstance(node, yaml.MappingNode):
        for pair in node.value:
            for part in pair:
                yield from _nodes(part)
    elif isinstance(node, yaml.SequenceNode):
        for part in node.value:
            yield from _nodes(part)


def test_libyaml_is_used_where_it_is_there() -> None:
    assert (yaml_source._FAST is not None) is yaml.__with_libyaml__


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML was built without libyaml")
def test_both_parsers_give_the_same_nodes_and_values(monkeypatch: pytest.MonkeyPatch) -> None:
    texts = [path.read_text(encoding="utf-8") for path in FILES]
    fast = [read_document(text, dates=True) for text in texts]
    monkeypatch.setattr(yaml_source, "_FAST", None)
    slow = [read_document(text, dates=True) for text in texts]
    nodes = [list(_nodes(document.node)) for document in fast]
    assert nodes == [list(_nodes(document.node)) for document in slow]
    assert [document.value for document in fast] == [document.value for document in slow]
    assert sum(map(len, nodes)) > 10_000


REFUSED = {
    "open brackets": ("[" * 900_000, 1, "brackets are nested too deeply"),
    "open lists": ("- " * 400_000, 1, "lists or mappings are nested too deeply"),
    "deep mappings": ("\n".join(" " * depth + f"a{depth}:" for depth in range(40)), 21, "nested too deeply"),
    "an alias": ("a: &a 1\nb: *a", 2, "an alias (*name) is not allowed; write the value out"),
    "itself": ("a: &a\n  b: *a", 2, "an alias (*name) is not allowed"),
    "a long number": (f"a: 1\nb: {'9' * 21}", 2, "the number is too long"),
    "a long number with a sign": (f"a: -{'9' * 20}", 1, "the number is too long"),
    "no such day": ("a: 1\nb: 2026-02-30", 2, "day is out of range for month"),
    "character zero": ("a: 1\nb: \0", 2, "the character U+0000 is not allowed; is it a text file?"),
    "a tab": ("a:\n\tb: 1", 2, "found character '\\t' that cannot start any token"),
    "two documents": ("a: 1\n---\nb: 2", 2, "but found another document"),
    "an open quote": ("a: 'b", 1, "found unexpected end of stream"),
    "a colon too many": ("a: b: c", 1, "mapping values are not allowed here"),
    "a list as a key": ("? [a]\n: 1", 1, "found unhashable key"),
    "not of its tag (yes or no)": ("a: 1\nb: !!bool perhaps", 2, "not of the kind that its tag bool names"),
    "not of its tag (day)": ("a: 1\nb: !!timestamp soon", 2, "not of the kind that its tag timestamp names"),
    "not of its tag (number)": ("a: 1\nb: !!int ''", 2, "not of the kind that its tag int names"),
    "an object of Python": ("a: !!python/name:os.system", 1, "could not determine a constructor for the tag"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused(name: str) -> None:
    text, line, says = REFUSED[name]
    with pytest.raises(YamlError) as raised:
        read_document(text, dates=True)
    assert says in str(raised.value)
    assert raised.value.line == line


@pytest.mark.usefixtures("without_libyaml")
@pytest.mark.parametrize("name", REFUSED)
def test_it_is_said_in_the_same_words_without_libyaml(name: str) -> None:
    test_what_is_refused(name)


def test_numbers_up_to_the_limit_and_depth_up_to_the_limit_are_read() -> None:
    assert read_document(f"a: {'9' * 20}").value == {"a": int("9" * 20)}
    assert read_document("[" * 20 + "]" * 20).node is not None


TEXTS = st.text(alphabet=st.sampled_from("ab1-: \n\t[]{},'\"#&*!?|>%@~=<.é\u2028\0")) | st.text()


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML was built without libyaml")
@given(TEXTS)
def test_what_is_read_without_nodes_is_what_the_nodes_say(text: str) -> None:
    assert yaml_source._FAST is not None
    try:
        document = yaml_source._read_values(yaml_source._FAST, text, True)
    except (NotPlainError, yaml.YAMLError):
        return
    by_nodes = yaml_source._read(yaml_source._FAST, text, True)
    assert repr(document.value) == repr(by_nodes.value)  # 1 is not True, nor is a number that is none another one
    assert list(document.duplicates()) == list(by_nodes.duplicates()) == []
    assert (document.empty, document.line()) == (by_nodes.empty, by_nodes.line()) == (False, by_nodes.line())


@pytest.mark.skipif(not yaml.__with_libyaml__, reason="PyYAML was built without libyaml")
def test_the_nodes_of_a_sound_bank_are_never_made(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Composer, "compose_node", None)
    assert load_bank(PROJECT).questions


@pytest.mark.parametrize(
    "text",
    [
        "a: &b 1",
        "a: !!str 1",
        "? [a, b]\n: 1",
        "1: a\n'1': b",
        "<<: {a: 1}",
        "a: &b [1]",
        "a: !!set {b, c}",
        "=: 1",
        "[" * 22 + "]" * 22,
    ],
)
def test_more_than_plain_values_is_left_to_the_nodes(text: str) -> None:
    assert yaml_source._FAST is not None
    with pytest.raises((NotPlainError, yaml.YAMLError)):
        yaml_source._read_values(yaml_source._FAST, text, True)


@given(TEXTS)
def test_any_text_gives_a_document_or_a_yaml_error(text: str) -> None:
    try:
        document = read_document(text, dates=True)
        lines = [document.line(), *(line for line, _ in document.duplicates())]
    except YamlError as error:
        lines = [error.line]
    assert all(1 <= line <= len(text) + 1 for line in lines)


@pytest.mark.parametrize("text", ["", "# a note\n", "---\n"])
def test_an_empty_text_has_no_value(text: str) -> None:
    assert read_document(text).value is None


def test_a_date_is_text_unless_dates_are_asked_for() -> None:
    assert read_document("a: 2026-11-22").value == {"a": "2026-11-22"}
    assert read_document("a: 2026-11-22", dates=True).value == {"a": date(2026, 11, 22)}
    assert read_document("a: 2026-02-30").value == {"a": "2026-02-30"}


def test_a_tab_inside_a_text_is_read() -> None:
    assert read_document('a: "b\tc"').value == {"a": "b\tc"}


PLACES = "a: 1\nb:\n  - c: 2\n  - d:\n      3: x\n"


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ((), 1),
        (("a",), 1),
        (("b",), 2),
        (("b", 0), 3),
        (("b", 0, "c"), 3),
        (("b", 1, "d"), 4),
        (("b", 1, "d", 3), 5),
        (("b", 9, "c"), 2),
        (("b", "c"), 2),
        (("no", "such"), 1),
    ],
)
def test_the_line_of_a_part(path: tuple[str | int, ...], line: int) -> None:
    assert read_document(PLACES).line(*path) == line


def test_duplicate_keys_are_named_with_their_lines() -> None:
    text = "a: 1\nb: {c: 1, c: 2}\na: 3\nd:\n  - {e: 1,\n     e: 2}\n"
    assert sorted(read_document(text).duplicates()) == [
        (2, "duplicate key 'c'; keep one"),
        (3, "duplicate key 'a'; keep one"),
        (6, "duplicate key 'e'; keep one"),
    ]


def test_a_file_is_read_up_to_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_text("#" * LARGEST_FILE)
    assert len(read_text(path)) == LARGEST_FILE
    path.write_text("#" * (LARGEST_FILE + 1))
    with pytest.raises(FileTooLargeError, match=r"larger than 1,000,000 bytes; is it the right file\?"):
        read_text(path)
