"""Writes what the service is made of, as a CycloneDX 1.6 document: `python -m scripts.sbom`, or `make sbom`.

The packages and their hashes are those of requirements.lock, so the same lock file gives the same document.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

from usecases.settings import ROOT

_PACKAGE = re.compile(r"^([A-Za-z0-9._-]+)==([^\s;\\]+)(?:\s*;\s*([^\\]+?))?\s*\\?$")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
# What lies in static/ and came from elsewhere; static/LICENCES.md and static/fonts/scripts/SOURCES.md say more.
BUNDLED = (
    ("govuk-frontend", "6.3.0", "MIT", "pkg:npm/govuk-frontend@6.3.0"),
    ("source-sans", "3.052", "OFL-1.1", "pkg:github/adobe-fonts/source-sans@3.052R"),
)

Part = dict[str, object]


def packages(lock: str) -> Iterator[tuple[str, str, list[str]]]:
    """Name, version and hashes of each package of a lock file."""
    name, version, hashes = "", "", list[str]()
    for line in lock.splitlines():
        if found := _PACKAGE.match(line):
            if name:
                yield name, version, hashes
            name, version, hashes = found[1], found[2], []
        hashes += _HASH.findall(line)
    if name:
        yield name, version, hashes


def document(lock: str) -> dict[str, object]:
    """The whole document."""
    parts = [_python(*each) for each in packages(lock)]
    parts += [_part(name, version, purl, licence) for name, version, licence, purl in BUNDLED]
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, json.dumps(parts, sort_keys=True))}",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "check-your-protective-security"}},
        "components": parts,
    }


def _python(name: str, version: str, hashes: list[str]) -> Part:
    part = _part(name, version, f"pkg:pypi/{name.lower()}@{version}", _licence(name))
    return {**part, "hashes": [{"alg": "SHA-256", "content": each} for each in hashes]}


def _part(name: str, version: str, purl: str, licence: str | None) -> Part:
    part: Part = {"type": "library", "bom-ref": purl, "name": name, "version": version, "purl": purl}
    return {**part, "licenses": [{"license": {"name": licence}}]} if licence else part


def _licence(name: str) -> str | None:
    """The licence that an installed package names in one line."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return None
    found = next((said[field] for field in ("License-Expression", "License") if field in said), "")
    return found if found and "\n" not in found and len(found) < 80 else None


def main() -> None:
    """Write the document to a file, or to standard output."""
    text = json.dumps(document((ROOT / "requirements.lock").read_text(encoding="utf-8")), indent=2) + "\n"
    if len(sys.argv) > 1:
        Path(sys.argv[1]).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
