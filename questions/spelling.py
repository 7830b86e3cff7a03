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
    wrong = _misspellings(allowed)
    for word in re.findall(r"[^\W\d_]+", text):
        if right := wrong.get(word.lower()):
            yield word, right


@cache
def _misspellings(allowed: frozenset[str]) -> Mapping[str, str]:
    folder = files("codespell_lib") / "data"
    wrong: dict[str, str] = {}
    for line in (folder / "dictionary.txt").read_text(encoding="utf-8").splitlines():
        word, _, right = line.partition("->")
        wrong[word] = right.split(",")[0].strip()
    for line in (folder / "dictionary_en-GB_to_en-US.txt").read_text(encoding="utf-8").splitlines():
        british, _, american = line.partition("->")
        for word in american.split(","):
            wrong[word.strip()] = british
    return {word: right for word, right in wrong.items() if word and word not in allowed and word != right}
