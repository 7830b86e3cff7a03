"""Modules and functions stay small enough to be read in one go (the limits of CONTRIBUTING.md)."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from usecases.settings import ROOT

MOST_LINES_OF_A_MODULE = 300
MOST_LINES_OF_A_FUNCTION = 60
MOST_PARAMETERS = 7
NOT_OURS = {".venv", "build", "node_modules", "var"}
Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules() -> list[Path]:
    """Every Python file of the project; nothing that was installed or made."""
    found = ((path, path.relative_to(ROOT).parts) for path in ROOT.rglob("*.py"))
    return sorted(path for path, parts in found if not any(part in NOT_OURS or part.startswith(".") for part in parts))


def too_large(text: str, name: str) -> Iterator[str]:
    """What is too large in a module, a line for each."""
    lines = text.count("\n")
    if lines > MOST_LINES_OF_A_MODULE:
        yield f"{name}: {lines} lines, of at most {MOST_LINES_OF_A_MODULE}"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, Function):
            where, length = f"{name}:{node.lineno}: {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1
            if length > MOST_LINES_OF_A_FUNCTION:
                yield f"{where}: {length} lines, of at most {MOST_LINES_OF_A_FUNCTION}"
            if len(parameters(node)) > MOST_PARAMETERS:
                yield f"{where}: {len(parameters(node))} parameters, of at most {MOST_PARAMETERS}"


def parameters(function: Function) -> list[str]:
    """The names of what a caller gives: `*args` and `**options` count once each, the object itself does not."""
    given = function.args
    named = [*given.posonlyargs, *given.args, *given.kwonlyargs, given.vararg, given.kwarg]
    return [each.arg for each in named if each is not None and each.arg not in ("self", "cls")]


def test_no_module_function_or_list_of_parameters_is_too_large() -> None:
    found = [line for path in modules() for line in too_large(path.read_text(encoding="utf-8"), str(path))]
    assert found == [], "\n".join(["too large:", *found])


def test_every_package_is_looked_at() -> None:
    folders = {path.relative_to(ROOT).parts[0] for path in modules()}
    assert {"app.py", "assessment", "bench", "cli", "questions", "scripts", "storage", "tests", "web"} <= folders


def test_what_is_too_large_is_found() -> None:
    wide = "def wide(self, a, b, /, c, *d, e, f, g, **h): ...\n"
    fits = "def fits(self, a, b, /, c, *d, e, f, **h): ...\n"
    long = "async def long():\n" + "    pass\n" * 60
    assert list(too_large(wide + fits + long + "\n" * 300, "x")) == [
        "x: 363 lines, of at most 300",
        "x:1: wide: 8 parameters, of at most 7",
        "x:3: long: 61 lines, of at most 60",
    ]
