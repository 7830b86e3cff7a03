"""Plain English everywhere: every template, every text and comment of the code behind the pages, every document."""

from __future__ import annotations

import ast
import html
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

from questions.plain_english import plain_english_problems

ROOT = Path(__file__).parents[1]
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())
_PACKAGES = "web cli usecases printing reports storage contacts assessment questions local_time"
FOLDERS = tuple(_PACKAGES.split())
# The patterns themselves are in this one.
EXCEPT = ROOT / "questions" / "plain_english.py"
MODULES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py") if path != EXCEPT)
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])

_JINJA = re.compile(r"\{#.*?#\}|\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_LITERAL = re.compile(r'"((?:[^"\\]|\\.)*)"')
_BLOCK = re.compile(
    r"</?(?:p|li|ul|ol|h[1-6]|t[hdr]|table|caption|section|div|summary|figcaption|title|br|label)\b[^>]*>"
)
_SCRIPT = re.compile(r"<(script|style|svg)\b.*?</\1>", re.DOTALL)
_CODE = re.compile(r"```.*?```|`[^`]*`", re.DOTALL)


def texts_of_template(source: str) -> Iterator[str]:
    """The texts of a template, block by block, and the texts within its Jinja; a value counts as the digit 9."""
    for found in _JINJA.finditer(source):
        yield from (_after_a_value(literal) for literal in _LITERAL.findall(found[0]))
        if found[0].startswith("{#"):
            yield found[0].strip("{#} ")
    plain = _JINJA.sub(lambda found: "9" if found[0].startswith("{{") else "", _SCRIPT.sub("\n\n", source))
    for block in _BLOCK.split(plain):
        yield _one_line(html.unescape(re.sub(r"<[^>]*>", "", block)))


def texts_of_module(source: str) -> Iterator[str]:
    """The strings, docstrings and comments of a module; a value in an f-string counts as the digit 9."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.JoinedStr):
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "9" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield from (_one_line(part) for part in node.value.split("\n\n"))
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        if token.type == tokenize.COMMENT:
            yield token.string.strip("# ")


def texts_of_document(source: str) -> Iterator[str]:
    """The paragraphs, list items and table cells of a Markdown file, without its code."""
    for part in re.split(r"\n\s*\n|\n\s*(?:[*-]|\d+\.) |\|", _CODE.sub("x", source)):
        yield _one_line(re.sub(r"\]\([^)]*\)|[*_#\[]", "", part))


def problems_in(texts: Iterator[str]) -> list[str]:
    return [problem for text in texts for problem in plain_english_problems(text)]


def _after_a_value(text: str) -> str:
    return "9" + text if text.startswith((" ", "\u00a0")) else text


def _one_line(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").split())


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", TEMPLATES, ids=named)
def test_a_template_is_in_plain_english(path: Path) -> None:
    assert problems_in(texts_of_template(path.read_text())) == []


@pytest.mark.parametrize("path", MODULES, ids=named)
def test_a_module_is_in_plain_english(path: Path) -> None:
    assert problems_in(texts_of_module(path.read_text())) == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=named)
def test_a_document_is_in_plain_english(path: Path) -> None:
    assert problems_in(texts_of_document(path.read_text())) == []


@pytest.mark.parametrize(
    "planted",
    [
        "<p>Set it up anew.</p>",
        "<p>It is <strong>{{ percent }}</strong>&nbsp;% of all.</p>",
        '{{ bar(area.title ~ ": " ~ area.percent ~ " %") }}',
        '{{ form.note(params={"hint": {"text": "Tell us whom to call."}}) }}',
        "{# Who looks here sees it. #}",
        "<li>Nobody can\n  join any more.</li>",
    ],
)
def test_a_planted_sentence_in_a_template_is_found(planted: str) -> None:
    assert len(problems_in(texts_of_template(planted))) == 1


def test_a_heading_and_the_sentence_after_it_are_two_texts() -> None:
    assert problems_in(texts_of_template("<h2>Who it is for</h2><p>Any business.</p>")) == []


@pytest.mark.parametrize(
    "planted",
    [
        '"""Mend a form."""',
        "x = f'{percent} % of it'",
        "flash('It is kept, or who may decide has agreed')",
        "# Seldom.",
    ],
)
def test_a_planted_sentence_in_a_module_is_found(planted: str) -> None:
    assert len(problems_in(texts_of_module(planted))) == 1


@pytest.mark.parametrize("planted", ["* Set it\n  up anew.", "| 50 % | more |", "Agree **whom** to tell."])
def test_a_planted_sentence_in_a_document_is_found(planted: str) -> None:
    assert len(problems_in(texts_of_document(planted))) == 1
