"""Fills in a form with poppler, by the system's Python, which has its bindings: `poppler_fill.py IN OUT < marks`.

A mark is a page, the lower left corner of a box on it, and what is typed there; None ticks it.
"""

from __future__ import annotations

import json
import sys

import gi

gi.require_version("Poppler", "0.18")
from gi.repository import Poppler  # noqa: E402


def main() -> None:
    """Set every mark, and save as viewers built on poppler do."""
    document = Poppler.Document.new_from_file(f"file://{sys.argv[1]}", None)
    marks = {(page, round(x), round(y)): typed for page, x, y, typed in json.load(sys.stdin)}
    for number in range(document.get_n_pages()):
        for box in document.get_page(number).get_form_field_mapping():
            key = (number, round(box.area.x1), round(box.area.y1))
            if key in marks:
                typed = marks.pop(key)
                box.field.button_set_state(True) if typed is None else box.field.text_set_text(typed)
    if marks:
        sys.exit(f"no box at {list(marks)}")
    document.save(f"file://{sys.argv[2]}")


if __name__ == "__main__":
    main()
