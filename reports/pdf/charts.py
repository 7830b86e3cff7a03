"""Charts as our own SVG, the same on the page and in the PDF: no script, no style, the sentence in the title."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

WIDTH, HEIGHT, TRACK = 260, 16, 204
BAR_TOP, BAR_HEIGHT = 3, 10
INK, TRACK_LINE, FILL = "#17202a", "#8494a3", "#0b6b6b"

LEVEL_WIDTH = 220

TINTS = (20, 40, 60, 80)

# A spread: one bar for all, and in it a part for each answer, from the best on. Fill, ink and dashes of each part.
SPREAD_HEIGHT, LEAST_PART, GAP = 26, 7.0, 0.5
SPREAD = (
    ("#0b6b6b", "#ffffff", "none"),
    ("#7dbab7", INK, "none"),
    ("#c3dedd", INK, "none"),
    ("#4a5968", "#ffffff", "none"),
    ("#ffffff", INK, "none"),
    ("#ffffff", INK, "3 3"),
)

# A line of scores over time.
LINE_WIDTH, LINE_HEIGHT, LINE_TOP, LINE_LEFT, LINE_RIGHT, LABEL_ABOVE = 520, 150, 12, 84, 24, 88


def score_bar(percent: int | None, sentence: str) -> Markup:
    """A bar from 0 to 100 with its number at the end; `sentence` says the same to people who cannot see it.

    `percent` None draws an empty, dashed track: not scored is not the same as nothing earned.
    Only presentation attributes: a strict Content-Security-Policy refuses style attributes.
    """
    drawn = _empty() if percent is None else _filled(percent)
    return Markup(
        '<svg class="score-bar" xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {height}"'
        ' width="{width}" height="{height}" preserveAspectRatio="xMinYMid meet">'
        "<title>{sentence}</title>{drawn}</svg>"
    ).format(width=WIDTH, height=HEIGHT, sentence=sentence, drawn=drawn)


def level_bar(place: tuple[int, int], sentence: str) -> Markup:
    """A band's place among all, lowest first, as a row of boxes: white up to it, for a dark ground."""
    at, count = place
    boxes = Markup().join(
        Markup('<rect x="{x}" y="1" width="{width}" height="10" fill="{fill}" stroke="#ffffff"/>').format(
            x=each * LEVEL_WIDTH / count + 1, width=LEVEL_WIDTH / count - 4, fill="#ffffff" if each < at else "none"
        )
        for each in range(count)
    )
    return Markup(
        '<svg class="level-bar" xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} 12"'
        ' width="{width}" height="12"><title>{sentence}</title>{boxes}</svg>'
    ).format(width=LEVEL_WIDTH, sentence=sentence, boxes=boxes)


def spread_bar(counts: Sequence[int], sentence: str, height: int = SPREAD_HEIGHT) -> Markup:
    """A bar cut into one part for each answer, with the count in it; an answer that was not given has no part.

    At most six counts, at least one of them not 0; `sentence` says the same to people who cannot see it. The counts
    grow with the height.
    """
    given = [(at, count) for at, count in enumerate(counts) if count]
    # In per cent, so that the numbers keep their size on any screen. Every part has room for its number; the rest of
    # the width goes by the counts.
    free, whole = 100 - LEAST_PART * len(given), sum(counts)
    parts, left = Markup(), 0.0
    for at, count in given:
        width = LEAST_PART + free * count / whole
        parts += _part(at, count, left, width, height)
        left += width
    return Markup(
        '<svg class="spread-bar" xmlns="http://www.w3.org/2000/svg" role="img" width="100%" height="{height}">'
        "<title>{sentence}</title>{parts}</svg>"
    ).format(height=height, sentence=sentence, parts=parts)


def spread_key(at: int) -> Markup:
    """The small square beside the words of an answer, drawn like its part of a spread."""
    fill, _, dash = SPREAD[at]
    return Markup(
        '<svg class="spread-key" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" width="16" height="16"'
        ' aria-hidden="true" focusable="false"><rect x="1" y="1" width="14" height="14" fill="{fill}"'
        ' stroke="{ink}" stroke-width="1.5" stroke-dasharray="{dash}"/></svg>'
    ).format(fill=fill, ink=INK, dash=dash)


def score_line(points: Sequence[tuple[date, int]], sentence: str) -> Markup:
    """Scores over time as a line from 0 to 100, each with its number; `sentence` says the same in words.

    At least one point, oldest first. They stand by their days; where all are of one day, beside each other.
    """
    first, last = points[0][0], points[-1][0]
    days = (last - first).days
    places = [
        (
            LINE_LEFT + (LINE_WIDTH - LINE_LEFT - LINE_RIGHT) * _along(at, (day - first).days, len(points), days),
            LINE_TOP + LINE_HEIGHT * (100 - percent) / 100,
            percent,
        )
        for at, (day, percent) in enumerate(points)
    ]
    grid = Markup().join(_grid(level) for level in (0, 50, 100))
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in places)
    line = Markup('<polyline points="{path}" fill="none" stroke="{ink}" stroke-width="2.5"/>').format(
        path=path, ink=FILL
    )
    dots = Markup().join(_dot(*place) for place in places)
    return Markup(
        '<svg class="score-line" xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {height}"'
        ' width="{width}" height="{height}" preserveAspectRatio="xMinYMid meet">'
        "<title>{sentence}</title>{grid}{line}{dots}</svg>"
    ).format(width=LINE_WIDTH, height=LINE_TOP + LINE_HEIGHT + 8, sentence=sentence, grid=grid, line=line, dots=dots)


def tint(percent: int | None) -> str:
    """The class of a heat table's cell: none where nothing is scored, otherwise 0 (least) to 4 (most)."""
    return "heat-none" if percent is None else f"heat-{sum(percent >= floor for floor in TINTS)}"


def _along(at: int, day: int, count: int, days: int) -> float:
    """How far along the line a point stands, 0 to 1: by its day, and by its place where all are of one day."""
    if days:
        return day / days
    return at / (count - 1) if count > 1 else 0.5


def _grid(level: int) -> Markup:
    y = LINE_TOP + LINE_HEIGHT * (100 - level) / 100
    return Markup(
        '<line x1="{left}" y1="{y}" x2="{end}" y2="{y}" stroke="{ink}" stroke-width="0.8"/>'
        '<text x="{at}" y="{under}" text-anchor="end" font-family="CYPS Sans, sans-serif" font-size="12"'
        ' fill="{ink_text}">{level}%</text>'
    ).format(
        left=48,
        end=LINE_WIDTH,
        y=y,
        ink=TRACK_LINE,
        at=42,
        under=y + 4,
        ink_text=INK,
        level=level,
    )


def _dot(x: float, y: float, percent: int) -> Markup:
    # The number stands over its point, and under it where there is no room above.
    under = y + 20 if percent > LABEL_ABOVE else y - 9
    return Markup(
        '<circle cx="{x:.1f}" cy="{y:.1f}" r="4.5" fill="{fill}"/>'
        '<text x="{x:.1f}" y="{under:.1f}" text-anchor="middle" font-family="CYPS Sans, sans-serif"'
        ' font-size="13" font-weight="600" fill="{ink}">{percent}%</text>'
    ).format(x=x, y=y, under=under, fill=FILL, ink=INK, percent=percent)


def _part(at: int, count: int, left: float, width: float, height: int) -> Markup:
    fill, ink, dash = SPREAD[at]
    return Markup(
        '<rect x="{x:.2f}%" y="1" width="{width:.2f}%" height="{height}" fill="{fill}" stroke="{line}"'
        ' stroke-width="1.5" stroke-dasharray="{dash}"/><text x="{middle:.2f}%" y="{y}" text-anchor="middle"'
        ' font-family="CYPS Sans, sans-serif" font-size="{size}" font-weight="600" fill="{ink}">{count}</text>'
    ).format(
        x=left + GAP / 2,
        width=width - GAP,
        height=height - 2,
        y=height * 18 // SPREAD_HEIGHT,
        size=height * 15 // SPREAD_HEIGHT,
        fill=fill,
        line=INK,
        dash=dash,
        middle=left + width / 2,
        ink=ink,
        count=count,
    )


def _filled(percent: int) -> Markup:
    length = round(TRACK * percent / 100, 1)
    middle = BAR_TOP + BAR_HEIGHT / 2
    # The thin line shows the whole: without it a print cannot tell 60% of a bar from all of a shorter one.
    line = Markup(
        '<line class="score-bar-track" x1="{x}" y1="{y}" x2="{end}" y2="{y}" stroke="{ink}" stroke-width="1"/>'
    ).format(x=length, y=middle, end=TRACK, ink=TRACK_LINE)
    bar = Markup('<rect class="score-bar-fill" x="0" y="{y}" width="{length}" height="{height}" fill="{ink}"/>').format(
        y=BAR_TOP, length=length, height=BAR_HEIGHT, ink=FILL
    )
    return line + bar + _label(f"{percent}%")


def _empty() -> Markup:
    frame = Markup(
        '<line class="score-bar-track" x1="0" y1="{y}" x2="{end}" y2="{y}" stroke="{ink}" stroke-width="1"'
        ' stroke-dasharray="3 3"/>'
    ).format(y=BAR_TOP + BAR_HEIGHT / 2, end=TRACK, ink=TRACK_LINE)
    return frame + _label("–")


def _label(text: str) -> Markup:
    return Markup(
        '<text class="score-bar-number" x="{x}" y="12.5" text-anchor="end" font-family="CYPS Sans, sans-serif"'
        ' font-size="13" font-weight="600" fill="{ink}">{text}</text>'
    ).format(x=WIDTH, ink=INK, text=text)
