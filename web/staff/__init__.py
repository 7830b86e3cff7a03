"""The pages of staff who take a staff check on their own phones: light, without an account, keeping nothing of them."""

from __future__ import annotations

from web.staff import run

STAFF_PAGES = (run.pages,)
