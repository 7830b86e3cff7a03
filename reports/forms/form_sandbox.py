"""Reads a filled-in form in a process of its own."""

from __future__ import annotations

from reports.apart import BrokenApart, BusyApart, RefusedApart, answer, read_apart
from reports.forms.filled_form import BROKEN, LARGEST_FILE, FilledForm, FormRefused
from reports.forms.form_json import form_from_json, form_to_json

# The complete form takes about a second.
MOST_SECONDS, AT_ONCE = 20, 2
MOST_MEMORY = 1_000_000_000
BUSY = "Many forms are being read at this moment. Wait a minute, then choose yours again"


def read_form_apart(data: bytes) -> FilledForm:
    """Give the contents of a filled-in form, as `read_form` does. Raises FormRefused, also if it takes too long."""
    try:
        read = read_apart("reports.forms.form_sandbox", data[: LARGEST_FILE + 1], MOST_SECONDS, AT_ONCE)
    except RefusedApart as refused:
        raise FormRefused(str(refused)) from refused
    except BrokenApart as broken:
        raise FormRefused(BROKEN) from broken
    except BusyApart as busy:
        raise FormRefused(BUSY) from busy
    return form_from_json(read.decode())


if __name__ == "__main__":
    # Only here: the site, which starts this process, does without the library that reads PDFs.
    from reports.forms.form_reader import read_form

    answer(lambda data: form_to_json(read_form(data)).encode(), FormRefused, MOST_MEMORY)
