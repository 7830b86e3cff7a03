"""The hidden field that identifies a form: written into a blank one, looked for in a filled-in one."""

from __future__ import annotations

MARKER_FIELD = "form"
FORM = "check-questionnaire"
