"""The project's own bank, for the rules that its content decides."""

from __future__ import annotations

from tests.questions.conftest import project_bank, small

__all__ = ["project_bank", "small"]
