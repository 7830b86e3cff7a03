"""The pages: what every page has in common (`site`), and those of owners, advisers and staff."""

from __future__ import annotations

from flask import Flask

from usecases.settings import Settings
from web.advisers import ADVISER_PAGES
from web.advisers.auth import init_advisers
from web.owner import OWNER_PAGES
from web.site import SITE_PAGES
from web.site.security import init_security
from web.site.static_files import init_static
from web.site.templating import init_templates
from web.staff import STAFF_PAGES


def init_pages(app: Flask, settings: Settings) -> None:
    """Give the application its protection, its templates and its pages."""
    init_security(app, settings)
    init_templates(app)
    init_static(app)
    init_advisers(app)
    for pages in (*SITE_PAGES, *OWNER_PAGES, *ADVISER_PAGES, *STAFF_PAGES):
        app.register_blueprint(pages)
