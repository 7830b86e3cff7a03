"""The style sheet that `scripts/build-assets` made holds what pages need of GOV.UK Frontend, and little else."""

from __future__ import annotations

import re

from usecases.settings import ROOT

# Classes without a rule of their own: hooks of scripts, and blocks whose parts alone are styled.
WITHOUT_RULES = {"govuk-file-upload", "govuk-frontend-supported", "govuk-template"}


def test_every_govuk_class_that_a_template_names_has_its_rule() -> None:
    css = (ROOT / "static" / "app.css").read_text(encoding="utf-8")
    styled = set(re.findall(r"\.(govuk-[\w-]+)", css))
    named = {
        (word, path.name)
        for path in (ROOT / "templates").rglob("*.html")
        for text in re.findall(r"""(?:class(?:es)?["']?[=:]\s*["'])([^"']*)""", path.read_text(encoding="utf-8"))
        for word in re.findall(r"govuk-[\w-]+", text)
    }
    missing = {(word, name) for word, name in named if word not in styled | WITHOUT_RULES}
    assert not missing, "run scripts/build-assets"
    assert len(named) > 100


def test_a_rule_for_what_does_not_have_a_class_is_kept() -> None:
    """Seen before: with no large label on any page, hints lost the rule for every label but the large ones."""
    assert ".govuk-label:not(.govuk-label--m)" in (ROOT / "static" / "app.css").read_text(encoding="utf-8")
