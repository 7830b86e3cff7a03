"""US spellings and common misspellings, each with the UK spelling, from codespell's word lists (an editor's tool)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files


def misspelt(text: str, allowed: frozenset[str]) -> Iterator[tuple[str, str]]:
    """Each word of a text that is wrong, with what to write; words in `allowed` (in small letters) are right.

    Raises ModuleNotFoundError where codespell is not installed.
    """
    american, wrong = _american(), _wrong()
    for word in re.findall(r"[^\W\d_]+", text):
        small = word.lower()
        if (small in american or small in wrong) and small not in allowed:
            right = american[small] if small in american else wrong[small].split(",")[0].strip()
            if right and right != small:
                yield word, right


@cache
def _american() -> Mapping[str, str]:
    """The UK spelling of each US spelling."""
    lines = (line.partition("->") for line in _lines("dictionary_en-GB_to_en-US.txt"))
    return {word.strip(): british for british, _, words in lines for word in words.split(",")}


@cache
def _wrong() -> Mapping[str, str]:
    """What may be meant by each misspelling, as codespell's line has it: of 65,000, few are ever looked at."""
    return dict(line.partition("->")[::2] for line in _lines("dictionary.txt"))


def _lines(name: str) -> list[str]:
    return (files("codespell_lib") / "data" / name).read_text(encoding="utf-8").splitlines()
