"""flask tier: the tier of a profile, step by step, as words and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import EXAMPLES, PROFILE, Run, Write
from tests.cli.test_bank import copy_of_bank


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("cafe", "Outside the Act"),
        ("music-pub", "Standard tier"),
        ("mosque", "Standard tier"),
        ("shopping-centre", "Enhanced tier"),
        ("festival", "Qualifying event"),
    ],
)
def test_words(run: Run, name: str, title: str) -> None:
    said = run("tier", EXAMPLES / f"{name}.yaml")
    assert (said.code, said.err) == (0, "")
    assert said.out.startswith(f"{title}. ")
    steps = [line for line in said.out.splitlines() if line.startswith(("  yes ", "  no  "))]
    assert [line[:5].strip() for line in steps] == ["no"] * (len(steps) - 1) + ["yes"]
    assert all("(section" in line or "(Schedule" in line for line in steps)
    assert "As at " in said.out.splitlines()[-1]


def test_a_profile_alone_is_enough(run: Run, write: Write) -> None:
    said = run("tier", write(PROFILE), "--json")
    assert json.loads(said.out)["tier"] == "out-of-scope"


@pytest.mark.parametrize("name", ["mosque", "shopping-centre", "festival", "church"])
def test_tier_and_plan_agree(run: Run, name: str) -> None:
    path = EXAMPLES / f"{name}.yaml"
    tier = json.loads(run("tier", path, "--json").out)
    plan = json.loads(run("plan", path, "--json", "-").out)
    assert tier == {key: plan[key] for key in ("tier", "law", "duties")}
    assert tier["duties"]


def test_a_bank_without_a_law_says_so(run: Run, refused: Run, tmp_path: Path) -> None:
    folder = copy_of_bank(tmp_path)
    # The procedures are of the law's tiers.
    for part in ("duties.yaml", "procedures.yaml"):
        (folder / part).unlink()
    for area in folder.glob("[0-9]*.yaml"):
        lines = area.read_text(encoding="utf-8").splitlines(keepends=True)
        area.write_text("".join(line for line in lines if not line.strip().startswith("duties:")), encoding="utf-8")
    sources = folder / "sources.yaml"
    said = run("bank", "check", CHECK_BANK=folder)
    unused = {line.split(": ")[1] for line in said.err.splitlines() if "is used by nothing" in line}
    for key in unused:
        head, _, rest = sources.read_text(encoding="utf-8").partition(f"\n{key}:\n")
        _, _, after = rest.partition("\n\n")
        sources.write_text(f"{head}\n{after}" if after else f"{head}\n", encoding="utf-8")
    assert run("bank", "check", CHECK_BANK=folder).code == 0
    cafe = tmp_path / "cafe.yaml"
    cafe.write_text((EXAMPLES / "cafe.yaml").read_text(encoding="utf-8").partition("\nprocedures:\n")[0] + "\n")
    said = refused("tier", cafe, CHECK_BANK=folder)
    assert "holds no law (duties.yaml)" in said.err
    said = run("tier", cafe, "--json", CHECK_BANK=folder)
    assert json.loads(said.out) == {"tier": None, "law": None, "duties": []}
