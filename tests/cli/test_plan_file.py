"""Input files that cannot be used: every fault is named with its file, its line and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import PROFILE, Run, Write

DEEP = "[" * 900_000
BOMB = "a: &a [x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{', '.join(['*' + chr(97 + i)] * 8)}]\n" for i in range(9)
)


def answers(lines: str) -> str:
    """A sound profile with these answers."""
    return PROFILE + "answers:\n" + "".join(f"  {line}\n" for line in lines.splitlines())


def profile(field: str, value: str) -> str:
    """The profile with one value changed."""
    lines = [f"  {field}: {value}" if line.startswith(f"  {field}:") else line for line in PROFILE.splitlines()]
    return "\n".join(lines)


@pytest.mark.parametrize("command", ["plan", "tier"])
def test_a_file_that_is_not_there(refused: Run, tmp_path: Path, command: str) -> None:
    said = refused(command, tmp_path / "nothing.yaml")
    assert f"{tmp_path / 'nothing.yaml'}: cannot be read: No such file or directory; check its name" in said.err


def test_a_folder(refused: Run, tmp_path: Path) -> None:
    assert "cannot be read: Is a directory" in refused("plan", tmp_path).err


def test_a_file_without_end(refused: Run) -> None:
    assert "/dev/zero: larger than 1,000,000 bytes; is it the right file?" in refused("plan", "/dev/zero").err


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        (b"\xff\xfe\x00binary", None, "not UTF-8 text; save it as UTF-8"),
        (PROFILE.encode("utf-16"), None, "not UTF-8 text; save it as UTF-8"),
        (b"\x1f\x8b\x08".decode("latin-1").encode(), 1, "is not allowed; is it a text file?"),
        (b"a: 1\nb: \x00", 2, "the character U+0000 is not allowed; is it a text file?"),
        ("profile: [1\nanswers", 2, "not readable as YAML"),
        ("profile: {a: 1}\n\tanswers: 1", 2, "not readable as YAML"),
        ("a: 1\n---\nb: 2", 2, "not readable as YAML"),
        (BOMB, 2, "an alias (*name) is not allowed; write the value out"),
        ("profile: &p {use: shop}\nanswers: *p", 2, "an alias (*name) is not allowed"),
        ("a: &a\n  b: *a", 2, "an alias (*name) is not allowed"),
        (DEEP, 1, "brackets are nested too deeply"),
        ("- " * 400_000, 1, "nested too deeply"),
        ("profile: !!python/object/apply:os.system [echo]", 1, "not readable as YAML"),
        (f"date: {'9' * 5000}", 1, "the number is too long"),
        (f"kind: 0x{'f' * 5000}", 1, "the number is too long"),
        ("? [a, b]\n: 1", 1, "not readable as YAML"),
        ("", 1, "must hold a profile and answers; see the files in examples/"),
        ("- a\n- b", 1, "must hold a profile and answers"),
        ("just a sentence", 1, "must hold a profile and answers"),
    ],
    ids=lambda value: repr(value)[:30],
)
def test_what_cannot_be_read(refused: Run, write: Write, content: str | bytes, line: int | None, says: str) -> None:
    path = write(content)
    said = refused("plan", path)
    where = f"{path}:{line}: " if line else f"{path}: "
    assert said.err.startswith(where)
    assert says in said.err
    assert len(said.err) < 1000


def test_a_file_too_large(refused: Run, write: Write) -> None:
    assert "larger than 1,000,000 bytes" in refused("plan", write("# " + "x" * 1_000_000)).err


@pytest.mark.parametrize(
    ("content", "line", "says"),
    [
        (PROFILE + "premises: x", 12, "premises: unknown; a file holds about, profile, answers"),
        (PROFILE + "  colour: red", 12, "profile.colour: the profile has no such field"),
        (answers("no-such-question: 3"), 13, "answers.no-such-question: the bank has no such question"),
        (profile("use", "castle"), 5, "profile.use: there is no choice 'castle'; choose from shop,"),
        (profile("use", "[shop]"), 5, "profile.use: there is no choice"),
        (profile("use", "{shop: 1}"), 5, "profile.use: there is no choice"),
        (profile("people", "many"), 7, "profile.people: Enter how many people are here"),
        (profile("people", "12.5"), 7, "profile.people: Enter how many people are here"),
        (profile("people", "-3"), 7, "profile.people: Enter how many people are here"),
        (profile("people", "yes"), 7, "profile.people: Enter how many people are here"),
        (profile("people", "0"), 7, "profile.people: Enter how many people are here"),
        (profile("entry_checks", "perhaps"), 9, "profile.entry_checks: select yes or no"),
        (profile("business_name", "3"), 2, "profile.business_name: write business as text, in quotes"),
        (profile("business_name", "x" * 201), 2, "profile.business_name: use 200 characters or fewer (now 201)"),
        (profile("business_name", ""), 2, "profile.business_name: Enter the name of the business"),
        (PROFILE + "  nearby: vehicles", 12, "profile.nearby: write the choices as a list"),
        (PROFILE + "  nearby: [[vehicles]]", 12, "profile.nearby: there is no choice"),
        (PROFILE + "  nearby: [{a: 1}]", 12, "profile.nearby: there is no choice"),
        (PROFILE + "  nearby: [none, vehicles]", 12, "profile.nearby: select either 'None of these' or the others"),
        (answers("security-lead: 4"), 13, "answers.security-lead: there is no answer '4'; use 3, 2, 1, 0, dont-know"),
        (answers("security-lead: yes"), 13, "answers.security-lead: there is no answer 'True'"),
        (answers("security-lead: 2.0"), 13, "answers.security-lead: there is no answer '2.0'"),
        (answers("security-lead: [3]"), 13, "answers.security-lead: there is no answer"),
        (answers("security-lead: {level: 3}"), 13, "answers.security-lead: unknown field 'level'; use answer,"),
        (answers("security-lead: {answer: 3, note: [a]}"), 13, "answers.security-lead: write the note as text"),
        (
            answers(f"security-lead: {{answer: 3, note: {'x' * 2001}}}"),
            13,
            "answers.security-lead: Shorten the note to 2,000 characters or fewer (now 2,001)",
        ),
        (answers("security-lead: not-applicable"), 13, "answers.security-lead: this question applies to every place"),
        (
            answers("fast-locking-doors: {answer: not-applicable, reason: We think not}"),
            13,
            "answers.fast-locking-doors: this question applies to a place like this one; choose another answer",
        ),
        (
            answers("fast-locking-doors: not-applicable"),
            13,
            "answers.fast-locking-doors: Say in a few words why this does not apply here",
        ),
        (
            answers("fast-locking-doors: {answer: not-applicable, reason: ' '}"),
            13,
            "answers.fast-locking-doors: Say in a few words why this does not apply here",
        ),
        (answers("security-lead: 3\nsecurity-lead: 0"), 14, "duplicate key 'security-lead'; keep one"),
        (PROFILE + "profile: {}", 12, "duplicate key 'profile'; keep one"),
        ("answers: {}", 1, "profile: must be a list of names with values; see the files in examples/"),
        ("profile: shop", 1, "profile: must be a list of names with values"),
        (PROFILE + "answers: [3]", 12, "answers: must be a list of names with values"),
        (PROFILE + "kind: short", 12, "kind: write quick or full, not 'short'"),
        (PROFILE + "date: 2026-02-30", 12, "date: write a day like 2026-11-22, not '2026-02-30'"),
        (PROFILE + "date: 22/11/2026", 12, "date: write a day like 2026-11-22"),
        (PROFILE + "date: 9999-12-31", 12, "date: write a day like 2026-11-22"),
        (PROFILE + "date: 20261122", 12, "date: write a day like 2026-11-22"),
        (PROFILE + "reference: 7", 12, "reference: write at most 40 characters of text, in quotes"),
        (PROFILE + f"reference: {'x' * 41}", 12, "reference: write at most 40 characters of text"),
        (PROFILE + "about: [x]", 12, "about: write at most 10,000 characters of text"),
        (PROFILE + "staff_check: 3", 12, "staff_check: must be a list of names with values"),
        (
            PROFILE + "staff_check:\n  staff: 0\n  responses: 0\n  topics: {}",
            13,
            "staff_check.staff: write a whole number",
        ),
        (
            PROFILE + "staff_check:\n  staff: 9\n  responses: 9\n  topics:\n    reporting: {right: 9, asked: 8}",
            16,
            "staff_check.topics.reporting.right: write a whole number from 0 to 8, not '9'",
        ),
        (
            PROFILE + "staff_check:\n  staff: 9\n  responses: 9\n  topics:\n    report: {right: 9, asked: 8}",
            16,
            "staff_check.topics.report: there is no such topic; choose from suspicious-items,",
        ),
        (PROFILE + "force: 7", 12, "force: write at most 40 characters of text"),
    ],
    ids=lambda value: repr(value)[-40:],
)
def test_what_does_not_fit(refused: Run, write: Write, content: str, line: int, says: str) -> None:
    path = write(content)
    said = refused("plan", path)
    assert f"{path}:{line}: {says}" in said.err


def test_every_fault_is_named_at_once_in_the_order_of_the_file(refused: Run, write: Write) -> None:
    content = "colour: red\nprofile: {people: many, use: castle}\nanswers: {x: 1, security-lead: 9}\nkind: 3\n"
    lines = refused("plan", write(content)).err.splitlines()
    numbers = [int(line.split(":")[1]) for line in lines]
    assert numbers == sorted(numbers)
    assert set(numbers) == {1, 2, 3, 4}
    assert len(lines) > 8


@pytest.mark.parametrize("command", ["plan", "tier"])
def test_a_missing_field_is_asked_for(refused: Run, write: Write, command: str) -> None:
    for field in ("business_name", "postcode", "setting", "use", "public", "people", "staff", "tenure"):
        content = "".join(line for line in PROFILE.splitlines(keepends=True) if f"  {field}:" not in line)
        assert f": profile.{field}: " in refused(command, write(content)).err


@pytest.mark.parametrize("postcode", ["HELLO", "'12345'", "'1'", "Q", "DE1 22", "'; drop table'", "ДЕ1 2XX"])
def test_a_bad_postcode(refused: Run, write: Write, postcode: str) -> None:
    said = refused("plan", write(profile("postcode", postcode)))
    assert "profile.postcode: enter a UK postcode, such as DE1 2XX, or its first half" in said.err


@pytest.mark.parametrize(
    ("force", "remedy"),
    [
        ("derbyshir", "did you mean derbyshire?"),
        ("xyzzy", "use a force_id of contacts/data/forces.csv, or leave it out"),
    ],
)
def test_a_bad_force(refused: Run, write: Write, force: str, remedy: str) -> None:
    said = refused("plan", write(PROFILE + f"force: {force}"))
    assert f"force: there is no police force '{force}'; {remedy}" in said.err


def test_no_message_acts_on_the_terminal(refused: Run, write: Write) -> None:
    said = refused("plan", write(PROFILE + '"\\e[31m\\ud800\\u202ered": 1\n'))
    assert "[31mred: unknown" in said.err


def test_a_note_without_an_answer_is_not_an_answer(run: Run, write: Write) -> None:
    said = run("plan", write(answers("security-lead: {note: Ask the owner.}")))
    assert (said.code, said.out) == (0, "No score yet. None of the questions has an answer that counts.\n")


@pytest.mark.parametrize("content", [PROFILE, "\ufeff" + PROFILE, PROFILE.replace("\n", "\r\n"), PROFILE + "answers:"])
def test_what_editors_do_to_a_file_is_no_fault(run: Run, write: Write, content: str) -> None:
    assert run("plan", write(content)).code == 0
