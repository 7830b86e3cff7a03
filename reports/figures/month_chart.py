"""Columns month by month as our own SVG: no script, no style; the table beside it has every number."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

WIDTH, HEIGHT, TOP, LEFT, FOOT = 640, 210, 22, 34, 34
INK, LINE = "#17202a", "#8494a3"
# Told apart by tint and by edge, also in grey.
SERIES = (("#c3dedd", INK), ("#0b6b6b", "#0b6b6b"), ("#ffffff", INK))
GAP = 0.22  # of the width of a month, between two months


def month_chart(months: Sequence[str], series: Sequence[Sequence[int]], sentence: str) -> Markup:
    """Up to three columns for each month, with their numbers above; `sentence` says the same in words.

    `months` are short names, as they stand below; each of `series` has a count for each month.
    """
    most = max([1, *(count for counts in series for count in counts)])
    wide = (WIDTH - LEFT) / len(months)
    parts = _axis(most)
    for at, month in enumerate(months):
        left = LEFT + wide * at
        parts += _text(left + wide / 2, HEIGHT - FOOT + 16, month, "middle")
        column = wide * (1 - GAP) / len(series)
        for number, counts in enumerate(series):
            parts += _column(left + wide * GAP / 2 + column * number, column - 1, (counts[at], most), number)
    return Markup(
        '<svg class="month-chart" xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {height}"'
        ' width="{width}" height="{height}" preserveAspectRatio="xMinYMid meet"><title>{sentence}</title>{parts}</svg>'
    ).format(width=WIDTH, height=HEIGHT - 12, sentence=sentence, parts=parts)


def month_key(number: int) -> Markup:
    """The small square beside the words of a series, drawn like its columns."""
    fill, edge = SERIES[number]
    return Markup(
        '<svg class="spread-key" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" height="16"'
        ' aria-hidden="true" focusable="false"><rect x="1" y="1" width="14" height="14" fill="{fill}"'
        ' stroke="{edge}" stroke-width="1.5"/></svg>'
    ).format(fill=fill, edge=edge)


def _axis(most: int) -> Markup:
    y = HEIGHT - FOOT
    line = Markup('<line x1="{x}" y1="{y}" x2="{end}" y2="{y}" stroke="{ink}" stroke-width="1"/>').format(
        x=LEFT, y=y, end=WIDTH, ink=LINE
    )
    return line + _text(LEFT - 6, TOP + 5, str(most), "end") + _text(LEFT - 6, y + 4, "0", "end")


def _column(x: float, width: float, of: tuple[int, int], number: int) -> Markup:
    count, most = of
    if not count:
        return Markup()
    fill, edge = SERIES[number]
    height = (HEIGHT - FOOT - TOP) * count / most
    bar = Markup(
        '<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" fill="{fill}" stroke="{edge}"/>'
    ).format(x=x, y=HEIGHT - FOOT - height, width=width, height=height, fill=fill, edge=edge)
    return bar + _text(x + width / 2, HEIGHT - FOOT - height - 4, str(count), "middle")


def _text(x: float, y: float, text: str, anchor: str) -> Markup:
    return Markup(
        '<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-family="CYPS Sans, sans-serif" font-size="12"'
        ' fill="{ink}">{text}</text>'
    ).format(x=x, y=y, anchor=anchor, ink=INK, text=text)
