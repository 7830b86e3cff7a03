"""A photograph from outside becomes a small JPEG with nothing else of its file, whatever the file is."""

from __future__ import annotations

import io
import struct
import zlib
from typing import Any

import pytest
from PIL import Image

from reports import apart
from reports.cards import photograph_sandbox
from reports.cards.photograph import LONGEST_SIDE, PhotographRefused, read_photograph
from reports.cards.photograph_sandbox import read_photograph_apart

RED, BLUE = (200, 20, 30), (20, 30, 200)


def file_of(picture: Image.Image, kind: str = "JPEG", **more: object) -> bytes:
    """The picture as a file."""
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    """A photograph as it was made."""
    picture = Image.open(io.BytesIO(data))
    assert picture.format == "JPEG"
    picture.load()
    return picture


def near(picture: Image.Image, at: tuple[int, int], colour: tuple[int, int, int]) -> bool:
    """Whether the picture has about this colour there."""
    found = picture.convert("RGB").getpixel(at)
    assert isinstance(found, tuple)
    return all(abs(one - other) < 24 for one, other in zip(found, colour, strict=True))


def with_place(picture: Image.Image, turned: int = 1) -> bytes:
    """A file that says where it was taken, with what, and how it was held."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = turned, "ZCAMERA"
    exif.get_ifd(0x8825).update({1: "N", 2: (53.0, 7.0, 12.0), 3: "W", 4: (1.0, 33.0, 5.0)})
    return file_of(picture, exif=exif, comment=b"ZCOMMENT")


def png(width: int, height: int, chunks: bytes, depth: int = 1) -> bytes:
    """A PNG with this size in its head."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", chunks) + chunk(b"IEND", b"")


def test_a_large_picture_becomes_small_and_keeps_its_shape() -> None:
    made = opened(read_photograph(file_of(Image.new("RGB", (4000, 3000), RED))))
    assert made.size == (LONGEST_SIDE, 1200)
    assert near(made, (800, 600), RED)
    assert opened(read_photograph(file_of(Image.new("RGB", (300, 200), RED)))).size == (300, 200), "none is made larger"


def test_nothing_else_of_the_file_comes_along() -> None:
    data = with_place(Image.new("RGB", (900, 600), RED))
    assert b"ZCAMERA" in data
    assert b"ZCOMMENT" in data
    assert Image.open(io.BytesIO(data)).getexif().get_ifd(0x8825)
    made = read_photograph(data)
    assert b"ZCAMERA" not in made
    assert b"ZCOMMENT" not in made
    assert b"Exif" not in made
    assert not opened(made).getexif()
    assert set(opened(made).info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_it_is_turned_as_the_camera_noted() -> None:
    lying = Image.new("RGB", (900, 600), RED)
    lying.paste(BLUE, (0, 0, 450, 600))
    made = opened(read_photograph(with_place(lying, turned=6)))
    assert made.size == (600, 900)
    assert near(made, (300, 100), BLUE)
    assert near(made, (300, 800), RED)


def test_of_a_moving_picture_it_is_the_first() -> None:
    frames = [Image.new("RGB", (200, 100), each) for each in (RED, BLUE)]
    data = file_of(frames[0], "PNG", save_all=True, append_images=frames[1:])
    assert b"acTL" in data
    assert near(opened(read_photograph(data)), (100, 50), RED)


@pytest.mark.parametrize("mode", ["CMYK", "L", "I;16", "P", "1", "RGBA", "LA"])
def test_pictures_of_every_kind_are_read(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    white: Any = {"I;16": 65535, "CMYK": (0, 0, 0, 0), "RGBA": (0, 0, 0, 0), "LA": (0, 0)}.get(mode, 255)
    palette = Image.new("RGB", (120, 80), "white").convert("P")
    picture = palette if mode == "P" else Image.new(mode, (120, 80), white)
    made = opened(read_photograph(file_of(picture, kind)))
    assert made.mode == "RGB"
    assert near(made, (60, 40), (255, 255, 255)), "where it is transparent it is white"


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "Only PNG and JPEG"),
        (b"%PDF-1.7", "Only PNG and JPEG"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "Only PNG and JPEG"),
        (file_of(Image.new("RGB", (60, 60)), "GIF"), "Only PNG and JPEG"),
        (file_of(Image.new("RGB", (60, 60)), "WEBP"), "Only PNG and JPEG"),
        (file_of(Image.new("RGB", (600, 600), RED))[:900], "cannot be read"),
        (file_of(Image.new("RGB", (9, 600))), "too small"),
        (b"\xff" * 10_000_001, "larger than 10 MB"),
        (png(40_000, 40_000, zlib.compress(b"\x00" * 100)), "over 24 million pixels"),
        (png(100, 100, b"nonsense"), "cannot be read"),
    ],
    ids=["nothing", "pdf", "svg", "gif", "webp", "cut short", "thin", "too large", "bomb", "broken"],
)
def test_what_is_no_photograph_is_refused_and_says_what_to_do(data: bytes, says: str) -> None:
    for read in (read_photograph, read_photograph_apart):
        with pytest.raises(PhotographRefused, match=says):
            read(data)


def test_a_small_file_that_unpacks_to_much_harms_nothing() -> None:
    """24 million pixels of one bit each: the most that a PNG may have."""
    data = png(6000, 4000, zlib.compress((b"\x00" + b"\xff" * 750) * 4000, 9))
    assert len(data) < 20_000
    assert opened(read_photograph_apart(data)).size == (1600, 1067)


def test_a_telephone_s_largest_picture_is_read_apart() -> None:
    data = file_of(Image.new("RGB", (12_000, 9_000), RED), quality=20)
    assert opened(read_photograph_apart(data)).size == (1600, 1200)


def test_apart_it_is_the_same() -> None:
    data = with_place(Image.new("RGB", (900, 600), RED), turned=3)
    assert read_photograph_apart(data) == read_photograph(data)


def test_who_waits_too_long_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "LONGEST_WAIT", 0)
    # A logo that is being read: pictures take turns, whatever they are for.
    with apart._turn("reports.cards.logo_sandbox", 1), pytest.raises(PhotographRefused, match="Wait a minute"):
        read_photograph_apart(file_of(Image.new("RGB", (60, 60))))


def test_a_process_that_breaks_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photograph_sandbox, "MOST_SECONDS", 0.001)
    with pytest.raises(PhotographRefused, match="cannot be read"):
        read_photograph_apart(file_of(Image.new("RGB", (60, 60))))
