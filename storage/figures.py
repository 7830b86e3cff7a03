"""The store's interface for a force's figures: only what may be shown leaves it."""

from __future__ import annotations

from typing import Protocol

from assessment.disclosure_control import Figures


class FiguresStore(Protocol):
    """Keeps tallies of what is shared, and what is published of them.

    A premises counts once for each force, as its newest share of answers says; also when that is closed or over, until
    it is taken back, passed on, or deleted with its workspace. What is published is renewed by the share or change
    that makes it at least `assessment.figures.LEAST` premises that count otherwise than in what was published before.
    """

    def figures(self, force_id: str) -> Figures:
        """What is published for a force; empty where too few have shared with it."""
