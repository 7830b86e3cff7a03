"""A logo is printed as viewers show it: the right way up, in its own shades and colours, transparent where it is."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageOps

from reports.cards.logo import read_logo

SAMPLES = Path(__file__).parents[1] / "samples"
RED, BLUE, WHITE = (200, 20, 30), (20, 30, 200), (255, 255, 255)
ORIENTATION = 0x0112
# Exif 2.32, 4.6.4: which picture, stored as it is, is shown upright by each orientation.
STORED = {
    1: None,
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_90,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_270,
}


def opened(data: bytes) -> Image.Image:
    """The logo made of a file."""
    return Image.open(io.BytesIO(read_logo(data)))


def corners() -> Image.Image:
    """A picture whose four quarters differ: 64 by 32 pixels, red at the top left and blue at the top right."""
    made = Image.new("RGB", (64, 32), WHITE)
    made.paste(RED, (0, 0, 32, 16))
    made.paste(BLUE, (32, 0, 64, 16))
    made.paste((0, 0, 0), (0, 16, 32, 32))
    return made


def saved(picture: Image.Image, kind: str = "PNG", **more: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, kind, **more)
    return out.getvalue()


def close(found: object, wanted: tuple[int, ...]) -> bool:
    assert isinstance(found, tuple)
    assert len(found) >= len(wanted)
    return all(abs(one - other) <= 12 for one, other in zip(found, wanted, strict=False))


def test_a_logo_turned_by_a_phone_is_upright() -> None:
    made = opened((SAMPLES / "logo-turned-by-phone.jpg").read_bytes())
    assert made.size == (400, 150)
    left = made.convert("RGB").getpixel((20, 75))
    assert isinstance(left, tuple)
    assert left[0] > 150 > 100 > left[2], "red is at the left"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "MPO"])
@pytest.mark.parametrize("orientation", STORED)
def test_each_orientation_is_shown_upright(kind: str, orientation: int) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = orientation
    turn = STORED[orientation]
    lying = corners() if turn is None else corners().transpose(turn)
    made = opened(saved(lying, kind, exif=exif))
    assert made.size == (64, 32)
    for spot, colour in (((8, 8), RED), ((56, 8), BLUE), ((8, 24), (0, 0, 0)), ((56, 24), WHITE)):
        assert close(made.getpixel(spot), (*colour, 255)), (orientation, spot)


@given(junk=st.binary(max_size=60))
@settings(max_examples=60, deadline=None)
def test_a_broken_note_of_the_camera_is_ignored(junk: bytes) -> None:
    assert opened(saved(corners(), "JPEG", exif=b"Exif\0\0" + junk)).size in ((64, 32), (32, 64))


def grey_file(depth: int, shades: list[int], clear: int | None = None) -> bytes:
    """A PNG of grey with so many bits a sample, one column of pixels a shade, 16 pixels high."""
    bits = "".join(f"{shade:0{depth}b}" for shade in shades)
    bits += "0" * (-len(bits) % 8)
    row = b"\0" + int(bits, 2).to_bytes(len(bits) // 8, "big")
    chunks = [(b"IHDR", struct.pack(">IIBBBBB", len(shades), 16, depth, 0, 0, 0, 0))]
    chunks += [] if clear is None else [(b"tRNS", struct.pack(">H", clear))]
    chunks += [(b"IDAT", zlib.compress(row * 16)), (b"IEND", b"")]
    made = b"\x89PNG\r\n\x1a\n"
    for name, data in chunks:
        made += struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    return made


@pytest.mark.parametrize("depth", [1, 2, 4, 8, 16])
@pytest.mark.parametrize("transparent", [False, True])
@given(data=st.data())
@settings(max_examples=12, deadline=None)
def test_grey_of_any_depth_keeps_its_shades_and_its_transparent_one(
    depth: int, transparent: bool, data: st.DataObject
) -> None:
    most = (1 << depth) - 1
    shades = data.draw(st.lists(st.integers(0, most), min_size=16, max_size=40))
    clear = data.draw(st.sampled_from(shades) | st.integers(0, most)) if transparent else None
    made = opened(grey_file(depth, shades, clear)).convert("RGBA")
    for column, shade in enumerate(shades):
        found = made.getpixel((column, 3))
        assert isinstance(found, tuple)
        assert found[3] == (0 if shade == clear else 255)
        assert abs(found[0] - shade * 255 / most) <= 1
        assert found[0] == found[1] == found[2]


def test_a_deep_colour_that_is_transparent_stays_so() -> None:
    rows = b"".join(b"\0" + struct.pack(">3H", 65535, 0, 4660) * 8 + struct.pack(">3H", 0, 0, 0) * 8 for _ in range(16))
    made = b"\x89PNG\r\n\x1a\n"
    for name, data in (
        (b"IHDR", struct.pack(">IIBBBBB", 16, 16, 16, 2, 0, 0, 0)),
        (b"tRNS", struct.pack(">3H", 65535, 0, 4660)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ):
        made += struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    found = opened(made)
    assert found.getpixel((2, 2)) == (255, 0, 18, 0)
    assert found.getpixel((12, 2)) == (0, 0, 0, 255)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "YCbCr"])
def test_every_mode_keeps_its_look(mode: str) -> None:
    stored = corners().convert(mode)
    made = opened(saved(stored, "JPEG" if mode in ("CMYK", "YCbCr") else "PNG"))
    shown = stored.convert("RGB")
    for spot in ((8, 8), (56, 8), (8, 24), (56, 24)):
        wanted = shown.getpixel(spot)
        assert isinstance(wanted, tuple)
        assert close(made.getpixel(spot), (*wanted, 255)), (mode, spot)


def test_a_palette_keeps_its_degrees_of_transparency() -> None:
    picture = Image.new("P", (32, 32))
    picture.putpalette([*RED, *BLUE])
    picture.paste(1, (16, 0, 32, 32))
    made = opened(saved(picture, transparency=b"\x80\x00"))
    assert made.getpixel((4, 4)) == (*RED, 128)
    assert made.getpixel((20, 4)) == (*BLUE, 0)
    turned = Image.Exif()
    turned[ORIENTATION] = 8
    made = opened(saved(ImageOps.mirror(picture), transparency=b"\x80\x00", exif=turned))
    assert made.getpixel((16, 4)) == (*RED, 128)
    assert made.getpixel((16, 28)) == (*BLUE, 0)
