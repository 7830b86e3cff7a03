"""The reader on what no folder of a repository can hold, and on random damage."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from questions import BankError, Problem, load_bank
from tests.questions.folders import SMALL, small_copy

FILES = sorted(path.name for path in SMALL.glob("*.yaml"))


def _problems(bank: Path) -> list[str]:
    with pytest.raises(BankError) as raised:
        load_bank(bank)
    return [str(problem) for problem in raised.value.problems]


@pytest.fixture
def bank(tmp_path: Path) -> Path:
    """A sound bank to damage."""
    return small_copy(tmp_path)


def test_no_folder_names_every_file_that_is_missing(tmp_path: Path) -> None:
    missing = "the file is missing; every bank has one"
    parts = ("bank", "profile", "reporting", "scoring", "sources", "threats")
    assert _problems(tmp_path / "none") == [
        *(f"{part}.yaml:1: {missing}" for part in parts[:1]),
        "none:1: no area files; name them like 01-leadership.yaml",
        *(f"{part}.yaml:1: {missing}" for part in parts[1:]),
    ]


def test_folder_in_place_of_a_file(bank: Path) -> None:
    (bank / "scoring.yaml").unlink()
    (bank / "scoring.yaml").mkdir()
    assert _problems(bank) == ["scoring.yaml:1: the file cannot be read: Is a directory"]


HOSTILE = {
    "alias of itself": "&a [*a]",
    "aliases of aliases": "{a: &a [x, x], b: &b [*a, *a], c: &c [*b, *b], d: [*c, *c]}",
    "alias of itself as a value": "&a {as_at: *a}",
    "open brackets": "[" * 1200,
    "deep brackets": "[" * 1200 + "]" * 1200,
    "long number": "as_at: " + "9" * 5000,
    "mapping as a key": "? {a: b}\n: c",
    "character zero": "a: \0",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_yaml_is_a_problem_of_its_file_alone(bank: Path, name: str) -> None:
    (bank / "reporting.yaml").write_text(HOSTILE[name])
    problems = _problems(bank)
    assert problems
    assert all(problem.startswith("reporting.yaml:1: ") for problem in problems)


def test_problems_of_all_files_come_at_once_by_file_and_line(bank: Path) -> None:
    for name in FILES:
        (bank / name).write_text("unknown_field: 1\n" + (bank / name).read_text())
    problems = _problems(bank)
    assert [problem.split(":")[0] for problem in problems] == FILES
    assert all(":1: unknown_field: " in problem for problem in problems)


def test_lines_are_right_with_windows_line_ends(bank: Path) -> None:
    text = (bank / "02-people.yaml").read_text().replace("importance: important", "importance: vital")
    (bank / "02-people.yaml").write_bytes(text.replace("\n", "\r\n").encode())
    assert [problem[:20] for problem in _problems(bank)] == ["02-people.yaml:12: p"]


def test_meaning_is_looked_at_only_where_the_shape_is_sound(bank: Path) -> None:
    people = bank / "02-people.yaml"
    people.write_text(people.read_text().replace("threats: [fire]", "threats: [flood]"))
    assert ["there is no 'flood'" in problem for problem in _problems(bank)] == [True]
    (bank / "reporting.yaml").write_text("as_at: never\nroutes: []\n")
    assert ["as_at" in problem for problem in _problems(bank)] == [True]


def test_problem_reads_as_compilers_write_them() -> None:
    assert str(Problem("a.yaml", 3, "", "wrong")) == "a.yaml:3: wrong"
    error = BankError([Problem("b.yaml", 1, "", "x"), Problem("a.yaml", 12, "", "y"), Problem("a.yaml", 2, "", "z")])
    assert str(error) == "a.yaml:2: z\na.yaml:12: y\nb.yaml:1: x"


damage = st.one_of(
    st.binary(max_size=8),
    st.sampled_from(
        [b"\n", b":", b" ", b"- ", b"'", b'"', b"{", b"]", b"#", b"&a ", b"*a", b"!", b"? ", b"~", b"9" * 50]
    ),
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
@given(st.sampled_from(FILES), st.integers(0, 1200), st.integers(0, 12), damage)
def test_random_damage_gives_a_bank_or_problems(bank: Path, name: str, place: int, cut: int, put: bytes) -> None:
    sound = (SMALL / name).read_bytes()
    place = min(place, len(sound))
    (bank / name).write_bytes(sound[:place] + put + sound[place + cut :])
    problems: tuple[Problem, ...] | None = None
    try:
        load_bank(bank)
    except BankError as error:
        problems = error.problems
    finally:
        (bank / name).write_bytes(sound)
    assert problems != ()
    assert all(problem.file and problem.line >= 1 and problem.message for problem in problems or ())
