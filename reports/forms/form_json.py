"""A filled-in form as JSON: how it comes out of the process that reads it, and how it is kept until it is saved."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from reports.forms.filled_form import FilledForm


def form_to_json(form: FilledForm) -> str:
    """All that was read, in ASCII: half of a surrogate pair, which a file may hold, has no other encoding."""
    return json.dumps(asdict(form))


def form_from_json(text: str) -> FilledForm:
    """From what `form_to_json` gives."""
    told: dict[str, Any] = json.loads(text)
    ticks = {name: tuple(values) for name, values in told["ticks"].items()}
    return FilledForm(**{**told, "questions": tuple(told["questions"]), "ticks": ticks})
