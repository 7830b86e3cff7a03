"""Text as somebody typed it, without what would do harm where it is shown or printed."""

from __future__ import annotations

import unicodedata


def tidy_text(text: str, *, lines: bool = False) -> str:
    """Text without control and direction-changing characters, so that it prints harmlessly everywhere."""
    if text.isprintable():  # the same, sooner: it has none of what is left out below
        return text.strip() if lines else " ".join(text.split())
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    keep = "".join(
        character
        for character in text
        if unicodedata.category(character) not in ("Cc", "Cf", "Cs", "Co", "Cn") or character in "\u200c\u200d\t\n"
    ).replace("\t", " ")
    if all(unicodedata.category(character)[0] in "CZ" for character in keep):
        return ""  # joiners and spaces alone show nothing
    return keep.strip() if lines else " ".join(keep.split())
