"""A business's logo: a picture from outside becomes a small PNG of our own making, or is refused."""

from __future__ import annotations

import io

LARGEST_FILE = 1_000_000
# More than any logo has; a small file that unpacks to more is not a logo.
MOST_PIXELS = 20_000_000
# Printed at most 45 by 18 mm: enough for 300 dots an inch.
WIDEST, HIGHEST = 540, 216
SMALLEST = 16


class LogoRefused(ValueError):  # noqa: N818 - names what happened
    """A file that is not taken as a logo; the message says what to do."""


def read_logo(data: bytes) -> bytes:
    """Give the picture as a PNG of at most 540 by 216 pixels, without anything else that the file held.

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
                raise LogoRefused("This picture has too many pixels. Save it smaller, then choose it again")
            if min(found.size) < SMALLEST:
                raise LogoRefused(f"This picture is too small to print. Use one of at least {SMALLEST} pixels each way")
            drawn = found.convert("RGBA")
    except LogoRefused:
        raise
    except UnidentifiedImageError as error:
        raise LogoRefused("Only PNG and JPEG pictures can be used. Save the logo as one of them") from error
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise LogoRefused("This picture cannot be read. Open it, save it again as PNG, then choose it again") from error
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient
    drawn.thumbnail((WIDEST, HIGHEST))
    # A new picture of the same pixels: nothing else in the file comes along.
    clean = Image.frombytes("RGBA", drawn.size, drawn.tobytes())
    out = io.BytesIO()
    clean.save(out, "PNG", optimize=True)
    return out.getvalue()
