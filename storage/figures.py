"""The store's interface for a force's figures: only figures that may be published leave it."""

from __future__ import annotations

from typing import Protocol

from assessment.disclosure_control import Figures


class FiguresStore(Protocol):
    """Keeps the tallies of shared assessments, and the figures published from them.

    A premises counts once for each force, as its newest share of answers says; also when that is closed or over, until
    it is taken back, passed on, or deleted with its workspace. The published figures are renewed by the share or
    change with which at least `assessment.disclosure_control.THRESHOLD` premises count otherwise than was published.
    """

    def figures(self, force_id: str) -> Figures:
        """The published figures of a force; empty where too few premises have shared with it."""
