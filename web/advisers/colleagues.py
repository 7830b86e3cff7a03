"""An adviser is told who else has the same thing open: colleagues by name, and the business."""

from __future__ import annotations

from web.advisers.auth import adviser
from web.site.others import words_for_adviser
from web.site.services import services


def others_at(thing: str, place: str) -> str:
    """Note that the adviser has a thing open (a key of `web.site.others`), and say in words who else has.

    `place` is its id; for a visit that of the workspace.
    """
    own = adviser()
    return words_for_adviser(services.store.be_at(own.sign_in.id, place, services.now()), own.account.id, thing)
