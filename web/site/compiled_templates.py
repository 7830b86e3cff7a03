"""Compiled templates are kept beside compiled Python: the site starts in a second less.

`python -m web.compile_templates` fills the folder. An installation whose code is root's needs that once, as the
service itself may not write there; it then compiles in memory what it does not find. Jinja compares each with the text
of its template, so that an old one is never used.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from jinja2 import FileSystemBytecodeCache
from jinja2.bccache import Bucket

from usecases.settings import ROOT

FOLDER = ROOT / "web" / "__pycache__" / "templates"


class CompiledTemplates(FileSystemBytecodeCache):
    """Kept in a folder that only the owner of the code writes to; where that is someone else, nothing is kept."""

    def __init__(self, folder: Path = FOLDER) -> None:
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        super().__init__(str(folder), "%s.cache")

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill in what is kept, if anything; what cannot be read is as if it were not there."""
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, where that is allowed."""
        with suppress(OSError):
            super().dump_bytecode(bucket)
