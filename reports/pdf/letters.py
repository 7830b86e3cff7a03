"""Which letters and emoji our print fonts can draw, and how text that runs from right to left is set off."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FONTS = Path(__file__).resolve().parents[2] / "static" / "fonts" / "scripts"
# Made from the fonts by scripts/print_letters.py: ranges of letters, and sequences of emoji that are one picture.
LETTERS, SEQUENCES = FONTS / "letters.txt", FONTS / "sequences.txt"

# Never drawn by themselves: joiners, marks of direction, isolates and selectors of a variant.
_UNSEEN = frozenset({0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0xFE0E, 0xFE0F, *range(0x2066, 0x206A)})
# Only the shape of an emoji, and its colour of skin, which print in black and white does not show.
_SHAPE = re.compile("[\ufe0e\ufe0f\U0001f3fb-\U0001f3ff]")
_EMOJI = "[\u00a9\u00ae\u203c-\u3299\U0001f000-\U0001faff]"
# Several characters that make one picture: flags of countries and of nations, keys, joined emoji (UTS 51, 1.4).
_SEQUENCE = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}"
    "|\U0001f3f4[\U000e0020-\U000e007f]+"
    "|[0-9#*]\ufe0f?\u20e3"
    f"|{_EMOJI}[\ufe0f\U0001f3fb-\U0001f3ff]*(?:\u200d{_EMOJI}[\ufe0f\U0001f3fb-\U0001f3ff]*)+"
)
# So many are named in a warning.
_MOST_NAMED = 5
_FIRST_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"


def unprintable(text: str) -> tuple[str, ...]:
    """The letters and the whole sequences of emoji in a text that cannot be printed, each once, in order."""
    if text.isascii() and text.isprintable():  # as most texts are: our fonts have all of these
        return ()
    return tuple(dict.fromkeys(_unprintable(unicodedata.normalize("NFC", text))))


def print_warning(*texts: str) -> str:
    """A sentence that names what cannot be printed of some texts; "" if all of it can."""
    lost = list(dict.fromkeys(each for text in texts for each in unprintable(text)))
    if not lost:
        return ""
    more = f" and {len(lost) - _MOST_NAMED} more" if len(lost) > _MOST_NAMED else ""
    named = ", ".join(str(isolated(each)) for each in lost[:_MOST_NAMED])
    return f"Our fonts cannot print {named}{more}. PDFs show a box (□) instead."


def printable(text: str, instead: str) -> str:
    """The text with a sign instead of each letter or whole sequence of emoji that no font of ours can draw."""
    text = unicodedata.normalize("NFC", text)
    for each in sorted(set(_unprintable(text)), key=len, reverse=True):
        text = text.replace(each, instead)
    return text


def isolated(value: object) -> object:
    """A value for a template: where it holds text that runs from right to left, it is set off by isolates (Unicode
    Bidirectional Algorithm, 2.4.2), so that it does not disorder what follows. `<bdi>` does the same, but cannot be
    used in attributes and titles."""
    if type(value) is not str or value.isascii():
        return value
    turned = any(unicodedata.bidirectional(letter) in ("R", "AL", "RLE", "RLO", "RLI") for letter in value)
    return f"{_FIRST_ISOLATE}{value}{_POP_ISOLATE}" if turned else value


def _unprintable(text: str) -> Iterator[str]:
    if text.isascii():
        return
    rest, end = [], 0
    for found in _SEQUENCE.finditer(text):
        rest.append(text[end : found.start()])
        end = found.end()
        if _SHAPE.sub("", found[0]) not in _sequences():
            yield found[0]
    # Documents are long, and their letters few: each is looked up once.
    for letter in dict.fromkeys("".join([*rest, text[end:]])):
        if ord(letter) not in _letters() and ord(letter) not in _UNSEEN and not letter.isspace():
            yield letter


@cache
def _letters() -> frozenset[int]:
    """Every letter that one of our fonts has."""
    found: set[int] = set()
    for line in LETTERS.read_text(encoding="ascii").split():
        first, _, last = line.partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(found)


@cache
def _sequences() -> frozenset[str]:
    """Every sequence of emoji that is one picture, without its selectors and colours of skin."""
    lines = SEQUENCES.read_text(encoding="ascii").splitlines()
    return frozenset("".join(chr(int(each, 16)) for each in line.split()) for line in lines)
