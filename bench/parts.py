"""Which part of a print takes how much of its time, by the profiler."""

from __future__ import annotations

from collections.abc import Callable
from cProfile import Profile
from pstats import Stats
from typing import Any

# The function that does the whole of a part: the end of its file's path, and its name. The last two are within the
# layout; drawing and tags are within no other.
PARTS = {
    "HTML": ("xml/etree/ElementTree.py", "XML"),
    "CSS": ("weasyprint/css/__init__.py", "get_all_computed_styles"),
    "boxes": ("formatting_structure/build.py", "build_formatting_structure"),
    "layout": ("weasyprint/layout/__init__.py", "layout_document"),
    "drawing": ("weasyprint/draw/__init__.py", "draw_page"),
    "fonts": ("weasyprint/pdf/fonts.py", "build_fonts_dictionary"),
    "tags": ("weasyprint/pdf/tags.py", "add_tags"),
    "file": ("pydyf/__init__.py", "write"),
    "tables, in the layout": ("weasyprint/layout/table.py", "table_layout"),
    "text, in the layout": ("weasyprint/text/line_break.py", "split_first_line"),
}


def parts(render: Callable[[], object]) -> dict[str, float]:
    """The share of each part in the time of one print, largest first."""
    profile = Profile()
    profile.runcall(render)
    stats: Any = Stats(profile)  # its own stubs leave out what it holds
    seconds = {
        part: sum(
            entry[3] for (file, _, name), entry in stats.stats.items() if (name, file[-len(path) :]) == (function, path)
        )
        for part, (path, function) in PARTS.items()
    }
    return {part: taken / stats.total_tt for part, taken in sorted(seconds.items(), key=lambda pair: -pair[1])}
