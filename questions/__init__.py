"""The question bank: its content, its model, its reader and its checks."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from questions.model import Area, Bank, Question
    from questions.problems import Problem
    from questions.reader import BankError, load_bank

__all__ = ["Area", "Bank", "BankError", "Problem", "Question", "load_bank"]

_HOMES = {
    "Area": "questions.model",
    "Bank": "questions.model",
    "Question": "questions.model",
    "Problem": "questions.problems",
    "BankError": "questions.reader",
    "load_bank": "questions.reader",
}


def __getattr__(name: str) -> object:
    """Import a part when it is first asked for, so that a command starts without those that it does not need."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
