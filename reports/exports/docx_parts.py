"""Small parts that the writer of documents (`docx`) needs: lengths, names of bookmarks, pictures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any

WIDEST, HIGHEST = 54, 40  # millimetres, as in the print


def twips(millimetres: float) -> str:
    """A length as Word counts it."""
    return str(round(millimetres * 1440 / 25.4))


def bookmark(name: str) -> str:
    """A name that Word allows: letters, figures and underscores."""
    return re.sub(r"\W", "_", name)[:40]


def inline_pictures(part: Any, node: Any, pictures: Mapping[str, bytes]) -> list[Any]:
    """The pictures in a node that are given, each with its text for those who do not see it."""
    from docx.image.image import Image
    from docx.shared import Mm

    made = []
    for each in node.iter("img"):
        if each.get("src") in pictures:
            data = pictures[each.get("src")]
            size = Image.from_blob(data)
            tall = size.px_height * WIDEST > size.px_width * HIGHEST
            fits = {"height": Mm(HIGHEST)} if tall else {"width": Mm(WIDEST)}
            made.append(part.new_pic_inline(BytesIO(data), **fits))
            made[-1].docPr.set("descr", each.get("alt"))
    return made
