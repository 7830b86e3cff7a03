"""A business's logo: a picture from outside becomes a small PNG of our own making, or is refused."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

LARGEST_FILE = 1_000_000
# More than any logo has; a small file that unpacks to more is not a logo.
MOST_PIXELS = 4_000_000
# Printed at most 45 by 18 mm: enough for 300 dots an inch.
WIDEST, HIGHEST = 540, 216
SMALLEST = 16
# Where a PNG says how many bits a sample has (PNG specification, 11.2.1).
_PNG, _BIT_DEPTH = b"\x89PNG", 24


class LogoRefused(ValueError):  # noqa: N818 - names what happened
    """A file that is not taken as a logo; the message says what to do."""


def read_logo(data: bytes) -> bytes:
    """Give the picture, as viewers show it, as a PNG of at most 540 by 216 pixels, without anything else from the file.

    Raises LogoRefused for a file that is not a PNG or JPEG, or is too large, too small or broken.
    """
    from PIL import Image, ImageFile, UnidentifiedImageError

    if len(data) > LARGEST_FILE:
        raise LogoRefused("This file is larger than 1 MB. Save the picture smaller, then choose it again")
    # WeasyPrint lets its own pictures be cut short, for the whole process.
    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as found:
            if found.width * found.height > MOST_PIXELS:
                raise LogoRefused(
                    "This picture has over 4 million pixels, too many. Save it smaller, then choose it again"
                )
            if min(found.size) < SMALLEST:
                raise LogoRefused(f"This picture is too small to print. Use one of at least {SMALLEST} pixels each way")
            found.load()
            clean = drawn(found, bit_depth(data), (WIDEST, HIGHEST))
    except LogoRefused:
        raise
    except UnidentifiedImageError as error:
        raise LogoRefused("Only PNG and JPEG pictures can be used. Save the logo as one of them") from error
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise LogoRefused("This picture cannot be read. Open it, save it again as PNG, then choose it again") from error
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
    # A new picture of the same pixels: nothing else in the file comes along.
    out = io.BytesIO()
    Image.frombytes("RGBA", clean.size, clean.tobytes()).save(out, "PNG", optimize=True)
    return out.getvalue()


def bit_depth(data: bytes) -> int:
    """How many bits a sample has in a file that is a PNG or JPEG."""
    return data[_BIT_DEPTH] if data.startswith(_PNG) else 8


def drawn(found: Picture, depth: int, size: tuple[int, int]) -> Picture:
    """The picture upright, no larger than `size`, in RGBA and in the colours of sRGB, those of all prints. `depth` is
    the bits of a sample in its file."""
    profile, upright = found.info.get("icc_profile"), _upright(found)
    if upright.mode != "CMYK":
        upright = _with_transparency(upright, depth)
    upright.thumbnail(size)
    return _in_srgb(upright, profile, grey=found.mode.startswith(("L", "I")), inks=found.mode == "CMYK")


def _in_srgb(small: Picture, profile: bytes | None, *, grey: bool, inks: bool) -> Picture:
    """The picture in RGBA with the colours that its file's profile means (ICC.1), which has to be one of a picture of
    its kind. A profile that is broken or of another kind is ignored, as browsers do."""
    from PIL import ImageCms

    if not profile:
        return small.convert("RGBA")
    space, mode = ("CMYK", "CMYK") if inks else ("GRAY", "L") if grey else ("RGB", "RGB")
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if source.profile.xcolor_space.strip() != space:
            return small.convert("RGBA")
        # White stays white, and black black: else a logo would stand on a box of another shade.
        converted = ImageCms.profileToProfile(
            small.convert(mode),
            source,
            ImageCms.createProfile("sRGB"),
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            outputMode="RGB",
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
        )
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        return small.convert("RGBA")
    if converted is None:
        return small.convert("RGBA")
    made = converted.convert("RGBA")
    if small.mode == "RGBA":
        made.putalpha(small.getchannel("A"))
    return made


def _upright(found: Picture) -> Picture:
    """The picture turned as its camera noted (Exif 2.32, tag 274); as it lies if the note cannot be read."""
    from PIL import ImageOps

    try:
        return ImageOps.exif_transpose(found)
    except Exception:  # a broken note raises errors of many kinds, and viewers ignore it
        return found


def _with_transparency(found: Picture, depth: int) -> Picture:
    """The picture in RGBA. `depth` is the bits of a sample in its file.

    Pillow cuts 16-bit grey off at 255 instead of scaling it, and compares a PNG's transparent colour, which has the
    file's depth, with pixels that it has scaled to 8 bits.
    """
    clear = found.info.get("transparency")
    if found.mode.startswith("I"):
        return _from_deep_grey(found, clear)
    if depth == 16 and isinstance(clear, tuple):
        found.info["transparency"] = tuple(each >> 8 for each in clear)
    elif depth in (2, 4) and found.mode == "L" and isinstance(clear, int):
        found.info["transparency"] = clear * 255 // ((1 << depth) - 1)
    return found.convert("RGBA")


def _from_deep_grey(found: Picture, clear: int | None) -> Picture:
    """A picture of 16-bit grey, of which one shade may be transparent."""
    from PIL import Image, ImageChops

    halves = found.convert("I;16").tobytes()
    low, high = (Image.frombytes("L", found.size, halves[start::2]) for start in (0, 1))
    drawn = high.convert("RGBA")
    if clear is not None:
        other = [
            half.point([255 * (shade != part) for shade in range(256)])
            for half, part in ((low, clear & 255), (high, clear >> 8))
        ]
        drawn.putalpha(ImageChops.lighter(*other))
    return drawn
