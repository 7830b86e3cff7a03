"""The rules: profile, path, score, actions, tier and duties. Pure functions on frozen values."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from assessment.answers import Answer
    from assessment.evaluation import evaluate, what_if
    from assessment.result import Result

__all__ = ["Answer", "Result", "evaluate", "what_if"]

_HOMES = {
    "Answer": "assessment.answers",
    "evaluate": "assessment.evaluation",
    "what_if": "assessment.evaluation",
    "Result": "assessment.result",
}


def __getattr__(name: str) -> object:
    """Import a part when it is first asked for, so that a command starts without those that it does not need."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
