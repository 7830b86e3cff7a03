"""What every page has in common: access, security, templates; and the pages for everyone."""

from __future__ import annotations

from web.site import (
    cards,
    print_pages,
    public,
    talks,
)

SITE_PAGES = tuple(
    module.pages
    for module in (
        cards,
        print_pages,
        public,
        talks,
    )
)
