"""A filled-in form that was sent as a file."""

from __future__ import annotations

from flask import request

from reports.forms.filled_form import LARGEST_FILE, FilledForm, FormRefused
from reports.forms.form_sandbox import read_form_apart
from usecases.limits import UPLOADS, Limiter, network_of
from web.site.services import services

# The file and what goes around it.
LARGEST_UPLOAD = LARGEST_FILE + 10_000


def note_upload() -> None:
    """Count a file that is to be read. Raises TooManyTries after too many from one network."""
    Limiter(services, {f"upload:{network_of(str(request.remote_addr))}": UPLOADS}).note_one_more()


def sent_form() -> FilledForm:
    """The form that was sent. Raises FormRefused."""
    file = request.files.get("file")
    if file is None or not file.filename:
        raise FormRefused("Choose the form that you filled in and saved")
    note_upload()
    form = read_form_apart(file.read(LARGEST_FILE + 1))
    if form.empty:
        raise FormRefused("Nothing is filled in on this form. Save it in your PDF reader first, then choose it again.")
    return form
