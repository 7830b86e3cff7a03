"""Lists what the print fonts can draw, from the fonts themselves. Run it after changing a font:
`python -m scripts.print_letters`. Where each font came from is in static/fonts/scripts/SOURCES.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import Path

from fontTools.ttLib import TTFont

from reports.pdf.letters import FONTS, LETTERS, SEQUENCES

# Colours of skin and selectors do not change a picture in black and white.
_SHAPE = {0xFE0F, *range(0x1F3FB, 0x1F400)}
_KEY = 0x20E3

Texts = dict[str, set[tuple[int, ...]]]


def letters() -> str:
    """The letters of all print fonts, as ranges in hexadecimal, one a line."""
    fonts = [*FONTS.glob("*.ttf"), *FONTS.parent.glob("cyps-sans-*.ttf")]
    every = sorted({letter for font in fonts for letter in _read(font).getBestCmap()})
    return "".join(f"{first:04x}-{last:04x}\n" if last > first else f"{first:04x}\n" for first, last in _ranges(every))


def sequences() -> str:
    """The sequences that the emoji font draws as one picture, one a line, without colours of skin and selectors."""
    font = _read(FONTS / "NotoEmoji-Regular.ttf")
    texts: Texts = {}
    for letter, glyph in font.getBestCmap().items():
        texts.setdefault(glyph, set()).add(() if letter in _SHAPE else (letter,))
    found: set[tuple[int, ...]] = set()
    for lookup in font["GSUB"].table.LookupList.Lookup:
        for table in lookup.SubTable:
            for first, ligatures in getattr(table, "ligatures", {}).items():
                for ligature in ligatures:
                    found.update(_joined(texts, [first, *ligature.Component]))
    return "".join(" ".join(f"{letter:04x}" for letter in each) + "\n" for each in sorted(found) if _whole(each))


def _read(path: Path) -> TTFont:
    return TTFont(BytesIO(path.read_bytes()), lazy=True)


def _whole(letters: tuple[int, ...]) -> bool:
    """Whether it is a sequence, and the emoji font gets all of it: the digit of a key is drawn by the text's font."""
    return len(letters) > 1 and _KEY not in letters


def _joined(texts: Texts, glyphs: Iterable[str]) -> list[tuple[int, ...]]:
    """The texts that these glyphs stand for together."""
    joined: list[tuple[int, ...]] = [()]
    for glyph in glyphs:
        joined = [begun + more for begun in joined for more in texts.get(glyph, ())]
    return joined


def _ranges(every: Iterable[int]) -> Iterator[tuple[int, int]]:
    first, last = -1, -2
    for letter in every:
        if letter != last + 1:
            if first >= 0:
                yield first, last
            first = letter
        last = letter
    yield first, last


if __name__ == "__main__":
    LETTERS.write_text(letters(), encoding="ascii")
    SEQUENCES.write_text(sequences(), encoding="ascii")
