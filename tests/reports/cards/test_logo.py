"""A logo: only PNG and JPEG, bounded, drawn again, printed with alternative text, and nothing fetched because of it."""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import replace

import pytest
from PIL import Image, ImageFile, PngImagePlugin

from reports.cards.logo import HIGHEST, LARGEST_FILE, WIDEST, LogoRefused, read_logo
from reports.pdf.plan import plan_html, render_plan
from tests.reports.opened import Opened
from tests.reports.premises import CAFE, HOSTILE, INPUTS, answers, report


def picture(size: tuple[int, int] = (300, 100), kind: str = "PNG", **more: object) -> bytes:
    """A picture file of that size and kind."""
    out = io.BytesIO()
    Image.new("RGB", size, (12, 48, 79)).save(out, kind, **more)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("size", [(16, 16), (300, 100), (3000, 200), (100, 3000)])
def test_it_becomes_a_small_png(kind: str, size: tuple[int, int]) -> None:
    made = read_logo(picture(size, kind))
    with Image.open(io.BytesIO(made)) as found:
        assert found.format == "PNG"
        assert found.width <= WIDEST
        assert found.height <= HIGHEST
        assert abs(found.width / found.height / (size[0] / size[1]) - 1) < 0.2
    assert made == read_logo(picture(size, kind)), "the same picture gives the same bytes"


def test_nothing_but_the_dots_comes_along() -> None:
    notes = PngImagePlugin.PngInfo()
    notes.add_text("Comment", "SECRET-PLACE")
    exif = Image.Exif()
    exif[0x010E] = "SECRET-PLACE"
    for data in (picture(pnginfo=notes), picture(kind="JPEG", exif=exif)):
        assert b"SECRET-PLACE" in data
        assert b"SECRET-PLACE" not in read_logo(data)


def bomb(side: int) -> bytes:
    """A small PNG that says that it is so many dots wide and high."""
    header = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b""))
    body = b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )
    return b"\x89PNG\r\n\x1a\n" + body


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "Only PNG and JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><image href='http://127.0.0.1/x'/></svg>", "Only PNG and JPEG"),
        (picture(kind="GIF"), "Only PNG and JPEG"),
        (picture(kind="TIFF"), "Only PNG and JPEG"),
        (picture(kind="WEBP"), "Only PNG and JPEG"),
        (b"%PDF-1.7", "Only PNG and JPEG"),
        (picture()[:80], "cannot be read"),
        (picture(kind="JPEG")[:400], "cannot be read"),
        (picture((8, 200)), "too small"),
        (picture() + b"\0" * LARGEST_FILE, "larger than 1 MB"),
        (bomb(2_001), "over 4 million pixels"),
        (bomb(60_000), "cannot be read"),
    ],
)
@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
def test_what_is_refused(data: bytes, says: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as WeasyPrint does
    with pytest.raises(LogoRefused, match=says):
        read_logo(data)
    assert ImageFile.LOAD_TRUNCATED_IMAGES


def test_it_is_printed_with_its_alternative() -> None:
    raw = {**CAFE, "business_name": HOSTILE[:200]}
    plan = report(raw, answers("0"), inputs=replace(INPUTS, logo=read_logo(picture())))
    html = plan_html(plan)
    assert html.count("<img") == 1
    opened = Opened(render_plan(plan))
    assert opened.failures() == []
    assert "Figure" in opened.tags
    assert len(opened.reader.pages[0].images) == 1
    assert "<img" not in plan_html(report(raw, answers("0")))
