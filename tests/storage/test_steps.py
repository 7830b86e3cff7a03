"""A step whose name says that it only adds does so: then an older version of the program runs beside it."""

from __future__ import annotations

import re

import pytest

from storage.errors import StoreUnavailable
from storage.sqlite.schema import step_files
from storage.steps import ADDED, refuse_newer
from usecases.settings import ROOT

# A column of a table that is there already has a value by itself, as an older program gives it none.
_COLUMN = r"alter table \w+ add column \w+ \w+( not null default \S+| default \S+)?"
# Rows of these tables are never deleted; what names a row of another goes with it, or names none afterwards.
_KEPT = "accounts|acts|banks"
_REFERENCE = rf" references (?:(?:{_KEPT}) \(\w+\)(?! on)|\w+ \([\w, ]+\) on delete (?:cascade|set null))"


def only_adds(text: str) -> bool:
    """Whether an older program can live with a step: it reads, writes and deletes as if the step were not there."""
    lines = " ".join(line for line in text.lower().splitlines() if not line.startswith("--"))
    statements = [re.sub(_REFERENCE, "", " ".join(each.split())) for each in lines.split(";") if each.strip()]
    new = {each.split()[2] for each in statements if each.startswith("create table ")}

    def adds(statement: str) -> bool:
        unique = re.match(r"create unique index \w+ on (\w+)", statement)
        if unique:
            return unique[1] in new
        return statement.startswith(("create table ", "create index ")) or bool(re.fullmatch(_COLUMN, statement))

    return all(adds(each) and "references" not in each for each in statements)


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        ("-- Why.\ncreate table a (id text primary key);\ncreate unique index a_by on a (id);", True),
        ("create table a (b text references b (id) on delete cascade);", True),
        ("alter table b add column c text; create index b_by on b (c);", True),
        ("alter table b add column c integer not null default 0;", True),
        ("create table a (b text references accounts (id) not null);", True),
        ("create table a (b text references b (id));", False),
        ("alter table b add column c text references c (id);", False),
        ("alter table b add column c integer not null;", False),
        ("create unique index b_by on b (c);", False),
        ("update b set c = 1;", False),
        ("alter table b drop column c;", False),
        ("drop table b;", False),
    ],
)
def test_what_only_adds(step: str, expected: bool) -> None:
    assert only_adds(step) is expected


def test_a_step_that_says_that_it_only_adds_does() -> None:
    named = [path for path in step_files() if path.stem.endswith(ADDED)]
    assert [path.name for path in named if not only_adds(path.read_text(encoding="utf-8"))] == []


def test_what_is_said_to_be_kept_is_never_deleted() -> None:
    statements = " ".join(path.read_text(encoding="utf-8") for path in (ROOT / "storage" / "sql").glob("*.py"))
    assert re.findall(rf"delete from (?:{_KEPT})\b", statements) == []
    assert "delete from workspaces" in statements


def test_steps_of_a_newer_version_are_refused_unless_they_only_add() -> None:
    refuse_newer(["0001_a", "0002_b_added"], ["0001_a"])
    refuse_newer(["0001_a"], ["0001_a", "0002_b"])
    with pytest.raises(StoreUnavailable, match=r"\(0002_c, 0003_d\)"):
        refuse_newer(["0003_d", "0001_a", "0002_b_added", "0002_c"], ["0001_a"])
