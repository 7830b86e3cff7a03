"""The hidden field by which a form says what it is: written into a blank one, looked for in a filled one."""

from __future__ import annotations

from typing import Literal

MARKER_FIELD = "form"
FORM = "check-questionnaire"
FormKind = Literal["quick", "full"]
