"""Small parts that the writer of documents (`docx`) needs: lengths, widths, names of bookmarks, pictures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from reports.exports.html_runs import classes_of

TEXT_WIDTH = 176.0  # millimetres between the margins, as in the print
WIDEST, HIGHEST = 54, 40  # millimetres, as in the print
# A person types into these.
WIDER = {
    "c-rank": 11.0,
    "c-due": 21.0,
    "c-status": 21.0,
    "c-cost": 25.0,
    "c-threat": 74.0,
    "c-area": 58.0,
}


def twips(millimetres: float) -> str:
    """A length as Word counts it."""
    return str(round(millimetres * 1440 / 25.4))


def column_widths(table: Any, head: Any, widths: Mapping[tuple[str, str], float]) -> list[float]:
    """In millimetres, as in the print's style; columns without a width there share the rest."""
    keys = [
        [(table_class, each) for each in classes_of(cell) for table_class in (*classes_of(table), "")] for cell in head
    ]
    given = [next((WIDER.get(key[1], widths[key]) for key in each if key in widths), 0.0) for each in keys]
    left = (TEXT_WIDTH - sum(given)) / max(given.count(0.0), 1)
    return [width or left for width in given]


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
