"""What the service is made of: every package of the lock file with its hashes, and always the same document."""

from __future__ import annotations

import re

from scripts.sbom import document, packages
from usecases.settings import ROOT

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_every_package_of_the_lock_file_is_named_with_all_its_hashes() -> None:
    parts = document(LOCK)["components"]
    assert isinstance(parts, list)
    python = {part["name"]: part for part in parts if part["purl"].startswith("pkg:pypi/")}
    pinned = re.findall(r"^([A-Za-z0-9._-]+)==", LOCK, re.MULTILINE)
    assert sorted(python) == sorted(pinned)
    assert {"flask", "sqlcipher3", "weasyprint"} <= {name.lower() for name in python}
    assert sum(len(part["hashes"]) for part in python.values()) == LOCK.count("--hash=sha256:")
    assert len({part["bom-ref"] for part in parts}) == len(parts)


def test_a_marker_is_no_part_of_a_version() -> None:
    lock = (
        "one==1.2 ; sys_platform == 'win32' \\\n    --hash=sha256:"
        + "0" * 64
        + "\ntwo==3 \\\n    --hash=sha256:"
        + "1" * 64
    )
    assert [(name, version) for name, version, _ in packages(lock)] == [("one", "1.2"), ("two", "3")]


def test_the_same_lock_file_gives_the_same_document() -> None:
    assert document(LOCK) == document(LOCK)
    assert document(LOCK)["serialNumber"] != document("one==1")["serialNumber"]


def test_what_is_bundled_is_what_the_licences_name() -> None:
    text = (ROOT / "static" / "LICENCES.md").read_text(encoding="utf-8")
    assert "GOV.UK Frontend 6.3.0" in text
    assert "Source Sans 3.052" in text
    bundled = [part["name"] for part in document("")["components"]]  # type: ignore[attr-defined]
    assert bundled == ["govuk-frontend", "source-sans"]
