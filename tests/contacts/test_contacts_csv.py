"""The operator's contacts file: its rows, and every problem with its line."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from contacts import ContactsError, Entry, load_contacts
from tests.contacts.conftest import TODAY

HEADER = "force_id,team,email,phone,page,hours,checked_on,checked_by,lead"
GOOD = "kent,CTSA team,ctsa@kent.example,101 ext 1234,https://www.kent.example/ctsa?a=1#b,Mon to Fri,2026-11-22,AB,x"


def written(folder: Path, *lines: str) -> Path:
    path = folder / "ours.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="")
    return path


def problems(path: Path) -> list[tuple[int, str, str]]:
    with pytest.raises(ContactsError) as caught:
        load_contacts(path, TODAY)
    assert {problem.file for problem in caught.value.problems} == {path.name}
    assert str(path.parent) not in str(caught.value)
    return [(problem.line, problem.wrong, problem.remedy) for problem in caught.value.problems]


def only_problem(path: Path) -> tuple[int, str, str]:
    (problem,) = problems(path)
    return problem


def row(**cells: str) -> str:
    return ",".join(cells.get(column, "") for column in HEADER.split(","))


def test_a_sound_row_is_read(tmp_path: Path) -> None:
    assert load_contacts(written(tmp_path, HEADER, GOOD), TODAY) == (
        Entry(
            force_id="kent",
            team="CTSA team",
            email="ctsa@kent.example",
            phone="101 ext 1234",
            page="https://www.kent.example/ctsa?a=1#b",
            hours="Mon to Fri",
            checked_on=date(2026, 11, 22),
        ),
    )


def test_what_spreadsheets_do_to_a_file_is_borne(tmp_path: Path) -> None:
    path = tmp_path / "ours.csv"
    lines = [HEADER, "", GOOD.replace("CTSA team", ' "CTSA, Kent" '.strip()), ",,,,,,,,", " surrey ,,,,,,,,"]
    path.write_bytes("\ufeff".encode() + "\r\n".join(lines).encode())
    kent, surrey = load_contacts(path, TODAY)
    assert (kent.force_id, kent.team) == ("kent", "CTSA, Kent")
    assert surrey == Entry("surrey")


def test_columns_may_be_in_any_order_and_rows_may_be_few(tmp_path: Path) -> None:
    path = written(tmp_path, ",".join(reversed(HEADER.split(","))), ",,2026-01-02,,,101,,,kent")
    assert load_contacts(path, TODAY) == (Entry("kent", phone="101", checked_on=date(2026, 1, 2)),)
    assert load_contacts(written(tmp_path, HEADER), TODAY) == ()


def test_an_unconfirmed_row_needs_no_contact(tmp_path: Path) -> None:
    (entry,) = load_contacts(written(tmp_path, HEADER, row(force_id="kent", lead="ask at the desk")), TODAY)
    assert entry.checked_on is None


@pytest.mark.parametrize(
    ("cells", "wrong", "remedy"),
    [
        ({"force_id": "derbyshir"}, "unknown force 'derbyshir'", "did you mean derbyshire?"),
        ({"force_id": "zzz"}, "unknown force 'zzz'", "use one of avon-and-somerset, "),
        ({"force_id": "", "team": "x"}, "no force_id", "name the force"),
        ({"checked_on": "22/11/2026"}, "checked_on: '22/11/2026' is not a date", "write 2026-11-22 if"),
        ({"checked_on": "1.2.2026"}, "checked_on: '1.2.2026' is not a date", "write 2026-02-01 if"),
        ({"checked_on": "11/22/2026"}, "checked_on: '11/22/2026' is not a date", "write it like 2026-11-22"),
        ({"checked_on": "20261122"}, "checked_on: '20261122' is not a date", "write it like 2026-11-22"),
        ({"checked_on": "2026-W47-7"}, "checked_on: '2026-W47-7' is not a date", "write it like 2026-11-22"),
        ({"checked_on": "soon"}, "checked_on: 'soon' is not a date", "write it like 2026-11-22"),
        ({"checked_on": "2026-02-30"}, "checked_on: 2026-02-30 is not a day", "correct the date"),
        ({"checked_on": "2026-11-23"}, "checked_on: 2026-11-23 is in the future", "2026-11-22 at the latest"),
        ({"email": "ctsa at kent"}, "email: 'ctsa at kent' is not an email address", "write one address"),
        ({"email": "a@b"}, "email: 'a@b' is not an email address", "write one address"),
        ({"email": "a@b.uk; c@d.uk"}, "email: 'a@b.uk; c@d.uk' is not an email address", "write one address"),
        ({"email": "mailto:a@b.uk"}, "email: 'mailto:a@b.uk' is not an email address", "write one address"),
        ({"phone": "ask for Sam"}, "phone: 'ask for Sam' is not a telephone number", "write one number"),
        ({"email": "a..b@c.uk"}, "email: 'a..b@c.uk' is not an email address", "write one address"),
        ({"phone": "1332000000"}, "phone: '1332000000' has lost its first 0 or its +", "make the column text"),
        ({"phone": "441332000000"}, "phone: '441332000000' has lost its first 0 or its +", "make the column text"),
        ({"phone": "(1332) 000000"}, "phone: '(1332) 000000' has lost its first 0 or its +", "01332 000000"),
        ({"phone": "1-2"}, "phone: '1-2' is not a telephone number", "write one number"),
        ({"phone": "0123456789012345"}, "phone: '0123456789012345' is not a telephone number", "write one"),
        ({"page": "www.kent.police.uk"}, "page: 'www.kent.police.uk' is not the address", "write it whole"),
        ({"page": "javascript:alert(1)"}, "page: 'javascript:alert(1)' is not the address", "write it whole"),
        ({"page": "https://kent"}, "page: 'https://kent' is not the address", "write it whole"),
        ({"page": "https://a@kent.uk/"}, "page: 'https://a@kent.uk/' is not the address", "write it whole"),
        ({"page": "https://kent.uk/a b"}, "page: 'https://kent.uk/a b' is not the address", "write it whole"),
        ({"team": "CTSA\x07"}, r"team: 'CTSA\x07' holds a line break or a control", "write it on one line"),
        ({"hours": '"9\n5"'}, r"hours: '9\n5' holds a line break or a control", "write it on one line"),
        ({"email": "", "phone": "", "page": ""}, "checked, but no email, phone or page", "give one of them"),
    ],
)
def test_each_problem_with_a_cell(tmp_path: Path, cells: dict[str, str], wrong: str, remedy: str) -> None:
    sound = {"force_id": "kent", "email": "ctsa@kent.example", "checked_on": "2026-01-02"}
    problem = only_problem(written(tmp_path, HEADER, row(force_id="surrey"), row(**{**sound, **cells})))
    assert problem[0] == 3
    assert problem[1].startswith(wrong)
    assert remedy in problem[2]


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("email", "CTSA.team+x@dorset.pnn.police.uk"),
        ("phone", "101"),
        ("phone", "0800 789 321"),
        ("phone", "+44 (0)20 7000-0000"),
        ("phone", "01332 000000 ext. 12"),
        ("page", "http://www.kent.police.uk"),
        ("page", "https://www.kent.police.uk:8443/threats,-assault/?a=(b)"),
    ],
)
def test_sound_cells_are_kept(tmp_path: Path, column: str, value: str) -> None:
    cells = {"force_id": "kent", "checked_on": "2026-01-02", column: f'"{value}"'}
    (entry,) = load_contacts(written(tmp_path, HEADER, row(**cells)), TODAY)
    assert getattr(entry, column) == value


def test_shapes_are_checked_before_the_row_is_confirmed(tmp_path: Path) -> None:
    assert only_problem(written(tmp_path, HEADER, row(force_id="kent", phone="none")))[0] == 2


def test_all_problems_come_at_once_each_with_the_line_its_row_begins_on(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        HEADER,
        GOOD,
        'surrey,,,,,,,,"a lead',
        "of three",
        'lines"',
        "",
        row(force_id="nowhere", email="x"),
        GOOD,
        "essex,,,",
        "essex,CTSA, Essex,,,,,,,",
        '"sussex"x,,,,,,,,',
        row(force_id="durham", checked_on="2027-01-01"),
    )
    assert [(line, wrong[:24]) for line, wrong, _ in problems(path)] == [
        (7, "email: 'x' is not an ema"),
        (7, "unknown force 'nowhere'"),
        (8, "kent again"),
        (9, "the row has 4 cells, the"),
        (10, "the row has 10 cells, th"),
        (11, "not readable as CSV: ','"),
        (12, "checked, but no email, p"),
        (12, "checked_on: 2027-01-01 i"),
    ]


def test_a_doubled_force_names_its_first_line(tmp_path: Path) -> None:
    kent = row(force_id="kent")
    found = problems(written(tmp_path, HEADER, kent, "", kent, kent))
    assert [(line, remedy[-6:]) for line, _, remedy in found] == [(4, "line 2"), (5, "line 2")]


def test_a_quote_left_open_is_named_where_it_opens(tmp_path: Path) -> None:
    line, wrong, _ = only_problem(
        written(tmp_path, HEADER, row(force_id="kent"), 'surrey,"CTSA,,,,,,,', "essex,,,,,,,,")
    )
    assert line == 3
    assert wrong.startswith("not readable as CSV")


def test_missing_unknown_and_doubled_columns(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        "force_id,team,team,mail,phone,page,hours,checked_on,lead",
        "kent,,,,none,,,2026-01-02,",
        "essex,,,,,,,2026-01-02,",
    )
    assert [(line, wrong[:25]) for line, wrong, _ in problems(path)] == [
        (1, "no column checked_by"),
        (1, "no column email"),
        (1, "two columns team"),
        (1, "unknown column 'mail'"),
        (2, "phone: 'none' is not a te"),
    ]


def test_another_separator_is_explained(tmp_path: Path) -> None:
    found = problems(written(tmp_path, HEADER.replace(",", ";")))
    assert len(found) == 10
    assert all("with commas between" in remedy for _, wrong, remedy in found if wrong.startswith("no column"))


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xef\xbb\xbf", b" , ,\n"])
def test_an_empty_file(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "ours.csv"
    path.write_bytes(content)
    line, wrong, remedy = only_problem(path)
    assert (line, wrong) == (1, "the file is empty")
    assert remedy.endswith(HEADER)


def test_not_utf_8_names_the_line(tmp_path: Path) -> None:
    path = tmp_path / "ours.csv"
    path.write_bytes(f"{HEADER}\nkent,,,,,,,,\ngwent,caf\xe9,,,,,,,\n".encode("latin-1"))
    assert only_problem(path) == (3, "not UTF-8 text", "save the file as CSV UTF-8")
    path.write_bytes(HEADER.encode("utf-16"))
    assert only_problem(path)[:2] == (1, "not UTF-8 text")


def test_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    assert only_problem(tmp_path / "none.csv")[1].startswith("the file cannot be read")
    folder = tmp_path / "folder.csv"
    folder.mkdir()
    assert only_problem(folder)[1].startswith("the file cannot be read")


def test_a_problem_reads_as_a_line_for_the_terminal(tmp_path: Path) -> None:
    with pytest.raises(ContactsError, match=r"^ours\.csv:2: unknown force 'kentt'; did you mean kent\?$"):
        load_contacts(written(tmp_path, HEADER, row(force_id="kentt")), TODAY)


def test_a_long_cell_is_shortened_in_the_message(tmp_path: Path) -> None:
    _, wrong, _ = only_problem(written(tmp_path, HEADER, row(force_id="kent", email="x" * 10_000)))
    assert len(wrong) < 120
