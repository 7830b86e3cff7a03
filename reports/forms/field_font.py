"""The font that viewers set typed text in: one embedded TrueType font with a plain Latin encoding."""

from __future__ import annotations

from functools import cache
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from reports.pdf.renderer import STATIC

FONT_NAME = "/CypsSans"
FIRST, LAST = 32, 255
_FILE = STATIC / "fonts" / "cyps-sans-regular.ttf"
# A font without serifs whose letters are not only symbols (ISO 32000-1, table 123).
_NONSYMBOLIC = 1 << 5


def embed_font(pdf: pikepdf.Pdf) -> Any:
    """Put the font into a document, and give it."""
    widths, box, ascent, descent, cap_height = _measures()
    data = pdf.make_stream(_FILE.read_bytes())
    data.Length1 = _FILE.stat().st_size
    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name.CypsSans,
        Flags=_NONSYMBOLIC,
        FontBBox=Array(box),
        ItalicAngle=0,
        Ascent=ascent,
        Descent=descent,
        CapHeight=cap_height,
        StemV=80,
        FontFile2=data,
    )
    font = Dictionary(
        Type=Name.Font,
        Subtype=Name.TrueType,
        BaseFont=Name.CypsSans,
        Encoding=Name.WinAnsiEncoding,
        FirstChar=FIRST,
        LastChar=LAST,
        Widths=Array(widths),
        FontDescriptor=pdf.make_indirect(descriptor),
    )
    return pdf.make_indirect(font)


@cache
def _measures() -> tuple[tuple[int, ...], tuple[int, ...], int, int, int]:
    """The widths of the encoding's characters, the box around all letters, ascent, descent and height of capitals, in
    thousandths of the font's size."""
    from fontTools.ttLib import TTFont

    with TTFont(_FILE) as font:
        scale = 1000 / font["head"].unitsPerEm
        names, advances = font.getBestCmap(), font["hmtx"]
        characters = [bytes([code]).decode("cp1252", "replace") for code in range(FIRST, LAST + 1)]
        widths = tuple(round(advances[names.get(ord(each), ".notdef")][0] * scale) for each in characters)
        head, lines = font["head"], font["hhea"]
        box = tuple(round(each * scale) for each in (head.xMin, head.yMin, head.xMax, head.yMax))
        cap_height = round(font["OS/2"].sCapHeight * scale)
        return widths, box, round(lines.ascent * scale), round(lines.descent * scale), cap_height
