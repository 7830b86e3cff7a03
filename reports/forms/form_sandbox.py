"""Reads a filled-in form in a process of its own."""

from __future__ import annotations

from reports.apart import BrokenApart, RefusedApart, answer, read_apart
from reports.forms.filled_form import BROKEN, LARGEST_FILE, FilledForm, FormRefused
from reports.forms.form_json import form_from_json, form_to_json

# The complete form takes about a second.
MOST_SECONDS = 20
MOST_MEMORY = 1_000_000_000


def read_form_apart(data: bytes) -> FilledForm:
    """Give the contents of a filled-in form, as `read_form` does. Raises FormRefused, also if it takes too long."""
    try:
        read = read_apart("reports.forms.form_sandbox", data[: LARGEST_FILE + 1], MOST_SECONDS)
    except RefusedApart as refused:
        raise FormRefused(str(refused)) from refused
    except BrokenApart as broken:
        raise FormRefused(BROKEN) from broken
    return form_from_json(read.decode())


def _read(data: bytes) -> bytes:
    # Only the process that reads needs the library that does.
    from reports.forms.form_reader import read_form

    return form_to_json(read_form(data)).encode()


if __name__ == "__main__":
    answer(_read, FormRefused, MOST_MEMORY)
