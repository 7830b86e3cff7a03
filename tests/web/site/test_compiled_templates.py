"""Compiled templates are kept: used while their sources are the same, and done without where need be."""

from __future__ import annotations

from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader

from web.site.compiled_templates import CompiledTemplates


def site_of(folder: Path) -> Environment:
    """What starts anew: it has only what is kept in the folder."""
    return Environment(
        loader=FileSystemLoader(folder), bytecode_cache=CompiledTemplates(folder / "kept"), autoescape=True
    )


def test_what_was_compiled_once_is_not_compiled_again_until_its_text_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>{{ name }}</p>")
    assert site_of(tmp_path).get_template("page.html").render(name="<Maya>") == "<p>&lt;Maya&gt;</p>"
    with monkeypatch.context() as patch:
        patch.setattr(Environment, "compile", None)
        assert site_of(tmp_path).get_template("page.html").render(name="Sam") == "<p>Sam</p>"
    page.write_text("<p>Now {{ name }}</p>")
    assert site_of(tmp_path).get_template("page.html").render(name="Sam") == "<p>Now Sam</p>"


@pytest.mark.parametrize("kept", ["a file", "nothing readable", "rubbish"])
def test_what_cannot_be_kept_or_read_is_compiled(tmp_path: Path, kept: str) -> None:
    (tmp_path / "page.html").write_text("<p>{{ name }}</p>")
    if kept == "a file":
        (tmp_path / "kept").write_text("in the way of the folder")
    else:
        site_of(tmp_path).get_template("page.html")
        (found,) = (tmp_path / "kept").iterdir()
        found.unlink()
        if kept == "rubbish":
            found.write_bytes(b"not what was kept")
        else:
            found.mkdir()
    assert site_of(tmp_path).get_template("page.html").render(name="Sam") == "<p>Sam</p>"
