"""Counts words as a reader meets them: what stands between spaces."""

from __future__ import annotations


def count_words(*texts: str | None) -> int:
    """How many words these texts have together."""
    return sum(len(text.split()) for text in texts if text)
