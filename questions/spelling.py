"""US spellings and common misspellings, each with the UK spelling, from codespell's word lists (an editor's tool)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[^\W\d_]+")


def misspelt(text: str, allowed: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Each word of a text that is wrong, with what to write; words in `allowed` (in small letters) are right.

    Raises ModuleNotFoundError where codespell is not installed.
    """
    wrong = _wrong()
    for word in _WORD.findall(text):
        small = word.lower()
        if small in wrong and small not in allowed:
            right = wrong[small].split(",")[0].strip()
            if right and right != small:
                yield word, right


@cache
def _wrong() -> Mapping[str, str]:
    """By misspelling or US spelling, what is right, as codespell's lists have it: of 65,000, few are ever looked at."""
    wrong = dict(line.partition("->")[::2] for line in _lines("dictionary.txt"))
    for british, _, words in (line.partition("->") for line in _lines("dictionary_en-GB_to_en-US.txt")):
        wrong |= {word.strip(): british for word in words.split(",")}
    return wrong


def _lines(name: str) -> list[str]:
    return (files("codespell_lib") / "data" / name).read_text(encoding="utf-8").splitlines()
