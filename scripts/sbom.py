"""Lists what the service is made of, as a CycloneDX document: `python -m scripts.sbom`, or `make sbom`.

The Python packages of requirements.lock with their licences, the libraries that set-up installs from Debian, and what
static/ holds of others. The same lock file gives the same bytes.
"""

from __future__ import annotations

import json
import re
import tomllib
import uuid
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata

from usecases.settings import ROOT

Component = dict[str, object]

_PIN = re.compile(r"^([a-z0-9._-]+)==([^\s;\\]+)", re.MULTILINE)
# Built into static/ (scripts/build-assets, static/LICENCES.md, static/fonts/scripts/SOURCES.md).
_BUILT_IN = (
    ("govuk-frontend", "6.3.0", "MIT", "pkg:npm/govuk-frontend@6.3.0"),
    ("source-sans", "3.52.0", "OFL-1.1", "pkg:npm/source-sans@3.52.0"),
    ("Noto Sans", None, "OFL-1.1", None),
    ("Noto Emoji", None, "OFL-1.1", None),
    ("WenQuanYi Micro Hei", None, "Apache-2.0", None),
)
# Installed by scripts/setup; the version is the system's.
_OF_THE_SYSTEM = ("libpangoft2-1.0-0", "libharfbuzz-subset0", "python3")
_NAMES = uuid.UUID("6f2b8a52-6f0e-5c0c-9f3e-0a5b7f6f2d11")


def bill() -> dict[str, object]:
    """The document, in version 1.6 of the format."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    packages = [*_packages(lock)]
    direct = {re.split(r"[^A-Za-z0-9._-]", each)[0].lower().replace("_", "-") for each in project["dependencies"]}
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(_NAMES, lock)}",
        "version": 1,
        "metadata": {
            "component": {
                "type": "application",
                "bom-ref": project["name"],
                "name": project["name"],
                "version": project["version"],
            }
        },
        "components": [*packages, *_built_in(), *_of_the_system()],
        "dependencies": [
            {
                "ref": project["name"],
                "dependsOn": [each["bom-ref"] for each in packages if each["name"] in direct],
            }
        ],
    }


def _packages(lock: str) -> Iterator[Component]:
    for name, version in _PIN.findall(lock):
        where = f"pkg:pypi/{name}@{version}"
        found = {"type": "library", "bom-ref": where, "name": name, "version": version, "purl": where}
        yield found | _licence(_licence_of(name))


def _built_in() -> Iterator[Component]:
    for name, version, licence, where in _BUILT_IN:
        found: Component = {"type": "library", "bom-ref": where or f"static:{name}", "name": name}
        given = {key: value for key, value in (("version", version), ("purl", where)) if value}
        yield found | given | _licence(licence)


def _of_the_system() -> Iterator[Component]:
    for name in _OF_THE_SYSTEM:
        where = f"pkg:deb/debian/{name}"
        yield {"type": "library", "bom-ref": where, "name": name, "purl": where}


def _licence(said: str | None) -> Component:
    return {"licenses": [{"license": {"name": said}}]} if said else {}


def _licence_of(name: str) -> str | None:
    """What the installed package says of its licence, in one line; None for one that this system does not need."""
    try:
        said = metadata(name)
    except PackageNotFoundError:
        return None
    classifiers = said.get_all("Classifier") or []
    classified = [each.rpartition(" :: ")[2] for each in classifiers if each.startswith("License :: ")]
    written = [*(said.get_all("License-Expression") or []), *(said.get_all("License") or [])]
    return next((text.splitlines()[0] for text in (*written, *classified) if text), None)


if __name__ == "__main__":
    print(json.dumps(bill(), indent=2))
