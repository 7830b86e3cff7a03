"""Templates and static files: where they are found, what every page may use, and addresses that change with content."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from typing import Any

from flask import Flask, session, url_for
from flask_wtf.csrf import generate_csrf
from govuk_frontend_wtf.main import WTFormsHelpers
from jinja2 import ChoiceLoader, FileSystemLoader, PackageLoader, PrefixLoader
from markupsafe import Markup

from reports.dates import long_date
from web.services import services
from web.settings import ROOT

YEAR = 365 * 24 * 3600


def init_templates(app: Flask) -> None:
    """Find our templates and the component macros, and give every page its globals."""
    app.jinja_loader = ChoiceLoader(
        [
            FileSystemLoader(ROOT / "templates"),
            PrefixLoader(
                {
                    "govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja"),
                    "govuk_frontend_wtf": PackageLoader("govuk_frontend_wtf"),
                }
            ),
        ]
    )
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = YEAR
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(asset=asset, csrf_field=csrf_field)
    app.jinja_env.filters.update(long_date=long_date, combine=combine)
    WTFormsHelpers(app)
    app.context_processor(_every_page)


def asset(name: str) -> str:
    """The address of a static file, with a digest of its content, so that it can be kept for ever."""
    return url_for("static", filename=name, v=_digest(name))


def csrf_field() -> Markup:
    """The hidden field that every form carries."""
    return Markup('<input type="hidden" name="csrf_token" value="{}">').format(generate_csrf())


def combine(first: Mapping[str, Any], second: Mapping[str, Any]) -> dict[str, Any]:
    """Two mappings as one; the second has the last word."""
    return {**first, **second}


@cache
def _digest(name: str) -> str:
    return hashlib.sha256((ROOT / "static" / name).read_bytes()).hexdigest()[:10]


def _every_page() -> dict[str, Any]:
    bank = services().bank
    return {
        "notices": bank.notices,
        "reporting": bank.reporting,
        "inside": "workspace" in session,
    }
