"""How hard a text is to read: the Flesch-Kincaid grade, with syllables from hyphenation (an editor's tool)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pyphen import Pyphen


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of a text, about the years of schooling that it asks for.

    0.39 x words a sentence + 11.8 x syllables a word - 15.59 (Kincaid and others, 1975), with syllables from
    hyphenation. textstat's newer versions give the same grade but fetch a dictionary over the network.
    Raises ModuleNotFoundError where pyphen is not installed.
    """
    sentences = max(1, len(re.findall(r"[.!?:;]+(?:\s|$)", text)))
    words = re.findall(r"[A-Za-z']+", text)
    if not words:
        return 0.0
    syllables = sum(_syllables(word) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


@cache
def _syllables(word: str) -> int:
    return len(_hyphenation().positions(word)) + 1


@cache
def _hyphenation() -> Pyphen:
    import pyphen  # only editors need it, and not every installation has it

    return pyphen.Pyphen(lang="en_GB")
