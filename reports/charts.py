"""Charts as our own SVG, the same on the page and in the PDF: no script, no style, the sentence in the title."""

from __future__ import annotations

from markupsafe import Markup

WIDTH, HEIGHT, TRACK = 260, 16, 204
BAR_TOP, BAR_HEIGHT = 3, 10
INK, TRACK_LINE, FILL = "#17202a", "#8494a3", "#0b6b6b"

TINTS = (20, 40, 60, 80)


def score_bar(percent: int | None, sentence: str) -> Markup:
    """A bar from 0 to 100 with its number at the end; `sentence` says the same to those who cannot see it.

    `percent` None draws an empty, dashed track: not scored is not the same as nothing earned.
    Only presentation attributes: a strict Content-Security-Policy refuses style attributes.
    """
    drawn = _empty() if percent is None else _filled(percent)
    return Markup(
        '<svg class="score-bar" xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {width} {height}"'
        ' width="{width}" height="{height}" preserveAspectRatio="xMinYMid meet">'
        "<title>{sentence}</title>{drawn}</svg>"
    ).format(width=WIDTH, height=HEIGHT, sentence=sentence, drawn=drawn)


def tint(percent: int | None) -> str:
    """The class of a heat table's cell: none where nothing is scored, else 0 (least) to 4 (most)."""
    return "heat-none" if percent is None else f"heat-{sum(percent >= floor for floor in TINTS)}"


def _filled(percent: int) -> Markup:
    length = round(TRACK * percent / 100, 1)
    middle = BAR_TOP + BAR_HEIGHT / 2
    # The thin line shows the whole: without it a print cannot tell 60 % of a bar from all of a shorter one.
    line = Markup(
        '<line class="score-bar-track" x1="{x}" y1="{y}" x2="{end}" y2="{y}" stroke="{ink}" stroke-width="1"/>'
    ).format(x=length, y=middle, end=TRACK, ink=TRACK_LINE)
    bar = Markup('<rect class="score-bar-fill" x="0" y="{y}" width="{length}" height="{height}" fill="{ink}"/>').format(
        y=BAR_TOP, length=length, height=BAR_HEIGHT, ink=FILL
    )
    return line + bar + _label(f"{percent} %")


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
