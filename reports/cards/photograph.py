"""A photograph of a finding: a picture from outside becomes a small JPEG of our own making, or is refused."""

from __future__ import annotations

import io

from reports.cards.logo import bit_depth, drawn

LARGEST_FILE = 10_000_000
# As much as a telephone takes. A JPEG is read at a fraction of its size, a PNG has to be unpacked whole.
MOST_PIXELS = {"JPEG": 120_000_000, "PNG": 24_000_000}
# Printed at most 54 by 40 mm; on a screen one can look closer.
LONGEST_SIDE = 1600
SMALLEST = 16
_QUALITY = 80
BROKEN = "This picture cannot be read. Open it, save it again as JPEG, then choose it again"


class PhotographRefused(ValueError):  # noqa: N818 - names what happened
    """A file that is not taken as a photograph; the message says what to do."""


def read_photograph(data: bytes) -> bytes:
    """Give the picture, upright, as a JPEG of at most 1,600 pixels each way; nothing else of the file comes along.

    So no place, time or camera (Exif), no comment and no second picture. Of a moving picture it is the first. Raises
    PhotographRefused for a file that is not a PNG or JPEG, or is too large, too small or broken.
    """
    from PIL import Image, ImageFile, UnidentifiedImageError

    if len(data) > LARGEST_FILE:
        raise PhotographRefused("This file is larger than 10 MB. Save the picture smaller, then choose it again")
    # Our own limit below, which says what to do, stands in for Pillow's; WeasyPrint lets pictures be cut short. Both
    # count for the whole process, so they are put back.
    before, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as found:
            kind = "PNG" if found.format == "PNG" else "JPEG"
            if found.width * found.height > MOST_PIXELS[kind]:
                most = MOST_PIXELS[kind] // 1_000_000
                raise PhotographRefused(
                    f"This picture has over {most} million pixels, too many. Save it smaller, then choose it again"
                )
            if min(found.size) < SMALLEST:
                raise PhotographRefused(f"This picture is too small. Use one of at least {SMALLEST} pixels each way")
            if kind == "JPEG":
                found.draft(None, (LONGEST_SIDE, LONGEST_SIDE))
            found.load()
            shown = drawn(found, bit_depth(data), (LONGEST_SIDE, LONGEST_SIDE))
    except PhotographRefused:
        raise
    except UnidentifiedImageError as error:
        raise PhotographRefused("Only PNG and JPEG pictures can be used. Save the picture as one of them") from error
    except (OSError, ValueError, SyntaxError, EOFError) as error:
        raise PhotographRefused(BROKEN) from error
    finally:
        Image.MAX_IMAGE_PIXELS, ImageFile.LOAD_TRUNCATED_IMAGES = before, lenient
    # On white, where it is transparent, and a new picture of the same pixels.
    clean = Image.new("RGB", shown.size, "white")
    clean.paste(shown, mask=shown.getchannel("A"))
    out = io.BytesIO()
    clean.save(out, "JPEG", quality=_QUALITY, optimize=True)
    return out.getvalue()
