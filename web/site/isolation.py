"""Text that runs from right to left stays in its place: each value that a template puts among its words is set off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from jinja2 import Environment
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream

from reports.pdf.letters import isolated

# What begins and ends a tag, as our templates and those of the components write them: no > in an attribute.
_TAG = re.compile(r"<(/?)([a-zA-Z]*)[^<>]*|>")
# The text in these is sent back, or is no text: it stays as it is, as attributes do.
_UNTOUCHED = frozenset({"textarea", "script", "style"})


class Isolation(Extension):
    """Sets off the values in the text of a page (`reports.pdf.letters.isolated`), not those in a tag or a text box.

    In an attribute the isolates would be sent back with a form; `finalize`, which the print templates use, cannot tell.
    """

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment)
        environment.filters["isolated"] = isolated

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """Give the tokens of a template, with the filter at the end of each value in its text."""
        is_page = (stream.name or "").endswith(".html")
        return _with_filter(stream) if is_page else stream


def _with_filter(stream: TokenStream) -> Iterator[Token]:
    place = _Place()
    for token in stream:
        if token.type == "data":
            place.read(token.value)
        if token.type == "variable_begin" and place.is_text:
            yield token
            yield Token(token.lineno, "lparen", "(")
            continue
        if token.type == "variable_end" and place.is_text:
            yield Token(token.lineno, "rparen", ")")
            yield Token(token.lineno, "pipe", "|")
            yield Token(token.lineno, "name", "isolated")
        yield token


class _Place:
    """Where in the HTML a template is: in its text, in a tag, or in an element whose text stays as it is."""

    def __init__(self) -> None:
        self._in_tag = False
        self._element = ""

    @property
    def is_text(self) -> bool:
        return not self._in_tag and not self._element

    def read(self, html: str) -> None:
        """Go on over more of the HTML."""
        for found in _TAG.finditer(html):
            if found[0] == ">":
                self._in_tag = False
            elif found[2]:
                self._in_tag = True
                if found[2] in _UNTOUCHED:
                    self._element = "" if found[1] else found[2]
