"""Small parts that the writer of documents (`docx`) needs: lengths, names of bookmarks, pictures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any

PHOTOGRAPH_WIDTH = 56  # millimetres, as in the print


def twips(millimetres: float) -> str:
    """A length as Word counts it."""
    return str(round(millimetres * 1440 / 25.4))


def bookmark(name: str) -> str:
    """A name that Word allows: letters, figures and underscores."""
    return re.sub(r"\W", "_", name)[:40]


def inline_pictures(part: Any, node: Any, pictures: Mapping[str, bytes]) -> list[Any]:
    """The pictures in a node that are given, each with its text for those who do not see it."""
    from docx.shared import Mm

    made = []
    for each in node.iter("img"):
        if each.get("src") in pictures:
            made.append(part.new_pic_inline(BytesIO(pictures[each.get("src")]), width=Mm(PHOTOGRAPH_WIDTH)))
            made[-1].docPr.set("descr", each.get("alt"))
    return made
