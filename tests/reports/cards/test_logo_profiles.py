"""A logo with a colour profile is printed in the colours that the profile means; a broken profile does no harm."""

from __future__ import annotations

import io
import struct

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from PIL import Image

from reports.cards.logo import read_logo

# The colorants of sRGB and of Display P3, adapted to D50 (ICC.1 annex E), and the curve of sRGB, nearly.
SRGB = ((0.4361, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7141))
P3 = ((0.5151, 0.2412, -0.0011), (0.2920, 0.6922, 0.0419), (0.1571, 0.0666, 0.7841))
GAMMA = 2.2
WHITE_D50 = (0.9642, 1.0, 0.8249)


def s15(*numbers: float) -> bytes:
    """Numbers as an ICC profile writes them."""
    return struct.pack(f">{len(numbers)}i", *(round(number * 65536) for number in numbers))


def profile_of(space: bytes, connection: bytes, tags: dict[bytes, bytes]) -> bytes:
    """An ICC profile, version 2, with these tags."""
    texts = {
        b"desc": b"desc" + bytes(4) + struct.pack(">I", 5) + b"Test\0" + bytes(78),
        b"cprt": b"text" + bytes(4) + b"-\0",
    }
    table, content, at = b"", b"", 128 + 4 + 12 * (len(tags) + len(texts))
    for name, tag in {**texts, **tags}.items():
        tag += bytes(-len(tag) % 4)
        table += name + struct.pack(">II", at + len(content), len(tag))
        content += tag
    body = struct.pack(">I", len(tags) + len(texts)) + table + content
    kind = b"prtr" if space == b"CMYK" else b"mntr"
    head = struct.pack(">I4sI4s4s4s", 128 + len(body), bytes(4), 0x02100000, kind, space, connection)
    return head + bytes(12) + b"acsp" + bytes(28) + s15(*WHITE_D50) + bytes(48) + body


def curve(gamma: float) -> bytes:
    return b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256))


def rgb_profile(colorants: tuple[tuple[float, float, float], ...], gamma: float = GAMMA) -> bytes:
    points = {
        name: b"XYZ " + bytes(4) + s15(*values)
        for name, values in zip((b"rXYZ", b"gXYZ", b"bXYZ"), colorants, strict=True)
    }
    white = {b"wtpt": b"XYZ " + bytes(4) + s15(*WHITE_D50)}
    return profile_of(b"RGB ", b"XYZ ", {**white, **points, **dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve(gamma))})


def grey_profile(gamma: float) -> bytes:
    return profile_of(b"GRAY", b"XYZ ", {b"wtpt": b"XYZ " + bytes(4) + s15(*WHITE_D50), b"kTRC": curve(gamma)})


def ink_profile() -> bytes:
    """Inks of which cyan prints a middle grey (L* 50), and any other black; no ink is white."""
    ramp = bytes(range(256))
    inks = [(127, 128, 128) if (c, m, y, k) == (1, 0, 0, 0) else (0, 128, 128) if c or m or y or k else (255, 128, 128)
            for c in (0, 1) for m in (0, 1) for y in (0, 1) for k in (0, 1)]  # fmt: skip
    table = b"mft1" + bytes(4) + bytes((4, 3, 2, 0)) + s15(1, 0, 0, 0, 1, 0, 0, 0, 1) + ramp * 4
    table += b"".join(map(bytes, inks)) + ramp * 3
    return profile_of(b"CMYK", b"Lab ", {b"wtpt": b"XYZ " + bytes(4) + s15(*WHITE_D50), b"A2B0": table})


def shown(mode: str, colour: object, profile: bytes, kind: str = "PNG", **more: object) -> tuple[int, ...]:
    """The first pixel of the logo made of a picture in one colour."""
    out = io.BytesIO()
    Image.new(mode, (40, 20), colour).save(out, kind, icc_profile=profile, **more)  # type: ignore[arg-type]
    found = Image.open(io.BytesIO(read_logo(out.getvalue()))).getpixel((20, 10))
    assert isinstance(found, tuple)
    return found


def near(found: tuple[int, ...], wanted: tuple[int, ...], least: int = 4) -> bool:
    return all(abs(one - other) <= least for one, other in zip(found, wanted, strict=True))


@pytest.mark.parametrize(
    ("wide", "wanted"),
    [
        # By the matrices of both spaces (CSS Color 4, 10): what sRGB can show, and a red outside it, which is cut off.
        ((255, 255, 255), (255, 255, 255)),
        ((0, 0, 0), (0, 0, 0)),
        ((200, 100, 50), (216, 93, 24)),
        ((60, 120, 180), (22, 123, 187)),
        ((255, 0, 0), (255, 0, 0)),
    ],
)
@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_wide_gamut_is_brought_into_srgb(wide: tuple[int, ...], wanted: tuple[int, ...], kind: str) -> None:
    assert near(shown("RGB", wide, rgb_profile(P3), kind), (*wanted, 255), 5)


def test_a_profile_that_swaps_colours_is_followed() -> None:
    swapped = rgb_profile((SRGB[1], SRGB[0], SRGB[2]))
    assert near(shown("RGB", (220, 30, 40), swapped), (30, 220, 40, 255), 6)
    assert near(shown("RGBA", (220, 30, 40, 90), swapped), (30, 220, 40, 90), 6)
    palette = shown("P", 0, swapped)
    assert near(palette, (0, 0, 0, 255))


def test_a_transparent_colour_stays_transparent() -> None:
    found = shown("RGB", (220, 30, 40), rgb_profile(P3), transparency=(220, 30, 40))
    assert found[3] == 0


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_grey_has_the_curve_of_its_profile(kind: str) -> None:
    # A linear grey of half the light is the shade 188 of sRGB.
    assert near(shown("L", 128, grey_profile(1.0), kind), (188, 188, 188, 255), 3)


def test_inks_are_the_colours_of_their_profile() -> None:
    assert near(shown("CMYK", (255, 0, 0, 0), ink_profile(), "JPEG", quality=100), (119, 119, 119, 255), 4)
    assert near(shown("CMYK", (0, 0, 0, 0), ink_profile(), "JPEG", quality=100), (255, 255, 255, 255), 2)


@pytest.mark.parametrize(
    ("mode", "colour", "profile"),
    [("RGB", (10, 200, 90), ink_profile()), ("RGB", (10, 200, 90), grey_profile(1.0)), ("L", 90, rgb_profile(P3))],
)
def test_a_profile_of_another_kind_of_picture_is_ignored(mode: str, colour: object, profile: bytes) -> None:
    assert shown(mode, colour, profile)[:3] == (colour if isinstance(colour, tuple) else (90, 90, 90))


@given(at=st.integers(0, 500), junk=st.binary(min_size=1, max_size=40))
@example(at=0, junk=b"")
@example(at=36, junk=b"none")
def test_a_broken_profile_does_no_harm(at: int, junk: bytes) -> None:
    whole = rgb_profile(P3)
    for broken in (whole[:at] + junk + whole[at + len(junk) :], whole[:at] or b"x", junk or b"x"):
        assert shown("RGB", (10, 200, 90), broken)[3] == 255
    for inks in (ink_profile()[: at * 4] + junk, junk or b"x"):
        assert shown("CMYK", (255, 0, 0, 0), inks, "JPEG")[3] == 255


def test_without_its_head_it_is_ignored() -> None:
    assert shown("RGB", (10, 200, 90), b"junk" * 60) == (10, 200, 90, 255)
