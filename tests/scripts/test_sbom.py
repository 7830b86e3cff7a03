"""The list of what the service is made of: every package of the lock file, and what is beside it."""

from __future__ import annotations

import json
import re
import subprocess
import sys

from scripts.sbom import bill
from tests.scripts.test_locks import PIN, text_of
from usecases.settings import ROOT


def listed() -> list[dict[str, str]]:
    """The components, as another program reads them."""
    components: list[dict[str, str]] = json.loads(json.dumps(bill()))["components"]
    return components


def test_every_locked_package_is_in_it_once() -> None:
    found = [(each["name"], each["version"]) for each in listed() if each.get("purl", "").startswith("pkg:pypi/")]
    assert found == PIN.findall(text_of("requirements.lock"))
    assert all(each["purl"].endswith(f"/{each['name']}@{each['version']}") for each in listed() if "version" in each)


def test_each_has_a_name_of_its_own_and_nearly_all_a_licence() -> None:
    refs = [each["bom-ref"] for each in listed()]
    assert len(refs) == len({*refs})
    without = {each["name"] for each in listed() if "licenses" not in each}
    # Those of Debian, and what only another system needs.
    assert len(without) < 8


def test_what_static_holds_is_in_it_at_the_version_that_was_built() -> None:
    built = dict(re.findall(r'"([a-z-]+)@([\d.]+)"', (ROOT / "scripts" / "build-assets").read_text(encoding="utf-8")))
    for name in ("govuk-frontend", "source-sans"):
        assert [each["version"] for each in listed() if each["name"] == name] == [built[name]]


def test_what_set_up_installs_is_in_it() -> None:
    setup = (ROOT / "scripts" / "setup").read_text(encoding="utf-8").partition('if [ "$kind" = dev ]')[0]
    libraries = set(re.findall(r"\$need (lib[\w.-]+)", setup))
    assert libraries
    assert libraries <= {each["name"] for each in listed()}


def test_it_names_the_packages_that_we_chose_and_is_the_same_each_time() -> None:
    command = [sys.executable, "-m", "scripts.sbom"]
    first, again = (subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout for _ in range(2))
    assert first == again
    direct = json.loads(first)["dependencies"][0]["dependsOn"]
    assert {"pkg:pypi/flask", "pkg:pypi/weasyprint"} <= {each.partition("@")[0] for each in direct}
