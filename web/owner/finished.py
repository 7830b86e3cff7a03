"""What a page does when its assessment is finished: that one stays, and a new one starts from its answers."""

from __future__ import annotations

from flask import request

from usecases.open_assessment import OpenAssessment, open_again
from web.site.services import services

# The field with which a form says that a new assessment may be started to save in.
AGAIN = "again"


def to_save_in(opened: OpenAssessment) -> OpenAssessment:
    """The assessment in which to save what was sent: where the reader agreed to it, one that starts from this one."""
    return open_again(services, opened) if request.form.get(AGAIN) else opened
