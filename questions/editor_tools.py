"""Which of the editors' packages are installed: the site runs without them, and so does every other check."""

from __future__ import annotations

from importlib.util import find_spec

# Each module with its package and its purpose: the `editor` extra of pyproject.toml.
TOOLS = {"codespell_lib": ("codespell", "spelling"), "pyphen": ("pyphen", "reading ages")}
INSTALL = "python -m uv pip install -r pyproject.toml --extra editor"


def has_tool(module: str) -> bool:
    """Whether a module of `TOOLS` can be imported."""
    return find_spec(module) is not None


def not_checked() -> str | None:
    """One line on what cannot be checked, and how to install what is missing; None where nothing is missing."""
    missing = [tool for module, tool in TOOLS.items() if not has_tool(module)]
    if not missing:
        return None
    packages, subjects = (" and ".join(words) for words in zip(*missing, strict=True))
    verb = "is" if len(missing) == 1 else "are"
    return f"Not checked: {subjects}, because {packages} {verb} not installed. Install with: {INSTALL}"
