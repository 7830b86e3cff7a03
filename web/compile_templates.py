"""Compiles every template and keeps the result, as `compileall` does with Python: `python -m web.compile_templates`."""

from __future__ import annotations

from app import create_app
from usecases.settings import read_settings
from web.site.templating import warm_templates

if __name__ == "__main__":
    warm_templates(create_app(read_settings({})))
