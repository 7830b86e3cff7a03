"""Files that were sent: counted, bounded, and a filled-in form read."""

from __future__ import annotations

from flask import request

from reports.forms.filled_form import LARGEST_FILE, FilledForm, FormRefused
from reports.forms.form_sandbox import read_form_apart
from usecases.limits import UPLOADS, Limiter, network_of
from web.site.services import services

# The file and what goes around it.
LARGEST_UPLOAD = LARGEST_FILE + 10_000


def sent_file(largest: int) -> bytes | None:
    """What was sent as `file`, of which no more than a byte beyond the largest is read; None where nothing was chosen.

    Every file that is to be read comes through here. Raises TooManyTries after too many from one network.
    """
    file = request.files.get("file")
    if file is None or not file.filename:
        return None
    Limiter(services, {f"upload:{network_of(str(request.remote_addr))}": UPLOADS}).note_one_more()
    data: bytes = file.read(largest + 1)
    return data


def sent_form() -> FilledForm:
    """The form that was sent. Raises FormRefused."""
    data = sent_file(LARGEST_FILE)
    if data is None:
        raise FormRefused("Choose the form that you filled in and saved")
    form = read_form_apart(data)
    if form.empty:
        raise FormRefused("Nothing is filled in on this form. Save it in your PDF reader first, then choose it again.")
    return form
