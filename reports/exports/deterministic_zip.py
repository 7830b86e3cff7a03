"""Packs a ZIP file again with fixed times, so that the same content gives the same bytes."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

# The first day that a ZIP file can hold.
NO_TIME = (1980, 1, 1, 0, 0, 0)


def same_times(packed: bytes) -> bytes:
    """The same files in the same order, each with the same time."""
    target = BytesIO()
    with ZipFile(BytesIO(packed)) as source, ZipFile(target, "w") as made:
        for name in source.namelist():
            info = ZipInfo(name, NO_TIME)
            info.compress_type = ZIP_DEFLATED
            made.writestr(info, source.read(name))
    return target.getvalue()
