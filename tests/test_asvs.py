"""docs/asvs.md answers each requirement of OWASP ASVS 5.0.0 at levels 1 and 2 once, and names what is there."""

from __future__ import annotations

import re
from collections import Counter

from usecases.settings import ROOT

TEXT = (ROOT / "docs" / "asvs.md").read_text(encoding="utf-8")
ROWS = re.findall(r"^\| ([\d., ]+) \| ([^|]+) \| ([^|]+) \|$", TEXT, re.MULTILINE)
ANSWERS = ("yes", "in part", "no", "operator", "none")
# Section, and the numbers of its requirements at levels 1 and 2, from the standard's own list.
SECTIONS = """
1.1 1 2
1.2 1 2 3 4 5 6 7 8 9
1.3 1 2 3 4 5 6 7 8 9 10 11
1.4 1 2 3
1.5 1 2
2.1 1 2 3
2.2 1 2 3
2.3 1 2 3 4
2.4 1
3.2 1 2
3.3 1 2 3 4
3.4 1 2 3 4 5 6
3.5 1 2 3 4 5
3.7 1 2
4.1 1 2 3
4.2 1
4.3 1 2
4.4 1 2 3 4
5.1 1
5.2 1 2 3
5.3 1 2
5.4 1 2 3
6.1 1 2 3
6.2 1 2 3 4 5 6 7 8 9 10 11 12
6.3 1 2 3 4
6.4 1 2 3 4
6.5 1 2 3 4 5
6.6 1 2 3
6.8 1 2 3 4
7.1 1 2 3
7.2 1 2 3 4
7.3 1 2
7.4 1 2 3 4 5
7.5 1 2
7.6 1 2
8.1 1 2
8.2 1 2 3
8.3 1
8.4 1
9.1 1 2 3
9.2 1 2 3 4
10.1 1 2
10.2 1 2
10.3 1 2 3 4
10.4 1 2 3 4 5 6 7 8 9 10 11
10.5 1 2 3 4 5
10.6 1 2
10.7 1 2 3
11.1 1 2
11.2 1 2 3
11.3 1 2 3
11.4 1 2 3 4
11.5 1
11.6 1
12.1 1 2 3
12.2 1 2
12.3 1 2 3 4
13.1 1
13.2 1 2 3 4 5
13.3 1 2
13.4 1 2 3 4 5
14.1 1 2
14.2 1 2 3 4
14.3 1 2 3
15.1 1 2 3
15.2 1 2 3
15.3 1 2 3 4 5 6 7
16.1 1
16.2 1 2 3 4 5
16.3 1 2 3 4
16.4 1 2 3
16.5 1 2 3
17.1 1
17.2 1 2 3 4
17.3 1 2
"""
CODE = re.compile(r"`((?:\w[\w.-]*/)+[\w.-]+|\w+\.\w+)`")


def requirements() -> dict[str, str]:
    """Each requirement, with its section."""
    given = [line.split() for line in SECTIONS.split("\n") if line]
    return {f"{section}.{number}": section for section, *numbers in given for number in numbers}


def answered() -> list[str]:
    """Each requirement that a row is for; a row may be for a section or a chapter."""
    every = requirements()
    named = [name for names, *_ in ROWS for name in names.split(", ")]
    return [each for name in named for each in every if each == name or each.startswith(f"{name}.")]


def test_each_requirement_has_one_answer() -> None:
    every = requirements()
    assert len(every) == 253
    counted = Counter(answered())
    assert [each for each in every if counted[each] != 1] == []


def test_every_row_is_of_the_standard_and_has_an_answer() -> None:
    every = {*requirements(), *requirements().values(), *(each.split(".")[0] for each in requirements())}
    assert [name for names, *_ in ROWS for name in names.split(", ") if name not in every] == []
    assert {answer for _, answer, _ in ROWS} <= {*ANSWERS}


def test_what_a_row_names_is_there() -> None:
    named = {name for *_, how in ROWS for name in CODE.findall(how) if "/" in name}
    assert len(named) > 50
    assert sorted(name for name in named if not (ROOT / name).exists()) == []


def test_the_counts_are_those_of_the_rows() -> None:
    every = requirements()
    counted = Counter[str]()
    for names, answer, _ in ROWS:
        for name in names.split(", "):
            counted[answer] += sum(each == name or each.startswith(f"{name}.") for each in every)
    said = ", ".join(f"{counted[answer]} {answer}" for answer in ANSWERS)
    assert f"Of 253: {said}." in TEXT
