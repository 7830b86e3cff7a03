"""The documents name every export as the registry does."""

from __future__ import annotations

import pytest

from reports.exports.registry import EXPORTS
from scripts.export_table import TARGET, with_table


def test_the_table_of_the_command_line_is_as_the_registry_has_it() -> None:
    text = TARGET.read_text(encoding="utf-8")
    assert text == with_table(text), "run: make tables"
    assert all(f"| `--{ending} FILE` | {export.writes} |" in text for ending, export in EXPORTS.items())


def test_a_document_without_the_table_is_refused() -> None:
    with pytest.raises(ValueError, match="one table headed"):
        with_table("# The command line")
