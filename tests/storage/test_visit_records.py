"""The rows of a visit: each with an id and an order, none of another visit, and all copied into a correction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

import pytest

from assessment.visit_overrides import Advice, Remark
from assessment.visit_records import DiaryEntry, Finding
from storage.errors import NotFound, Refused
from storage.store import Store
from storage.visit_records import ADVICE, DIARY, FINDINGS
from storage.visits import SignOff, Visit
from tests.storage.place import HOUR, NOW, adviser, furnish

DAY, WEEK = date(2026, 11, 4), timedelta(days=7)
GATE = Finding("The yard gate stood open", "high", "Maya", DAY, "gates")


@pytest.fixture
def ann(store: Store) -> str:
    """The account of an adviser of Kent."""
    return adviser(store, "kent", "Ann")


@pytest.fixture
def visit(store: Store, ann: str) -> Visit:
    """An open visit of Kent."""
    share = store.shares_of(furnish(store).workspace.id)[0]
    return store.begin_visit("kent", share.id, ann, NOW)


def write(store: Store, visit: Visit, ann: str, said: dict[str, Finding | None]) -> None:
    """Change findings."""
    store.change_records("kent", visit.id, ann, FINDINGS, lambda _: said, NOW)


def sign(store: Store, visit: Visit, ann: str, day: date = DAY) -> None:
    """Sign the visit."""
    store.sign_off("kent", visit.id, SignOff(ann, "Maya", day), NOW)


def test_rows_of_every_kind_come_back_as_they_were_written(store: Store, visit: Visit, ann: str) -> None:
    entries = {"x": DiaryEntry(DAY, "Maya, Sam", 90, "Roof closed"), "a": DiaryEntry(DAY, "Maya")}
    write(store, visit, ann, {"f": GATE, "e": Finding("No light", "low")})
    store.change_records("kent", visit.id, ann, DIARY, lambda _: entries, NOW)
    assert list(store.records_of(visit.id, FINDINGS).items()) == [("f", GATE), ("e", Finding("No light", "low"))]
    assert list(store.records_of(visit.id, DIARY).items()) == list(entries.items())
    assert store.records_of(visit.id, ADVICE) == {}


def test_a_change_sees_what_is_there_and_leaves_the_rest(store: Store, visit: Visit, ann: str) -> None:
    other = adviser(store, "kent", "Ben")
    seen: list[dict[str, Finding]] = []
    write(store, visit, ann, {"f": GATE, "e": Finding("No light", "low")})
    later = NOW + HOUR

    def change(now: Mapping[str, Finding]) -> dict[str, Finding]:
        seen.append(dict(now))
        return {"e": Finding("One light", "low")}

    store.change_records("kent", visit.id, other, FINDINGS, change, later)
    assert seen == [{"f": GATE, "e": Finding("No light", "low")}]
    assert store.records_of(visit.id, FINDINGS) == {"f": GATE, "e": Finding("One light", "low")}
    authors = store.record_authors(visit.id)
    assert {name: (each.name, each.at) for name, each in authors.items()} == {"f": ("Ann", NOW), "e": ("Ben", later)}
    acts = [each.act for each in store.log_of("kent")]
    assert (acts.count("added-findings"), acts.count("changed-findings")) == (2, 1)


def test_what_is_saved_as_it_was_is_no_change(store: Store, visit: Visit, ann: str) -> None:
    write(store, visit, ann, {"f": GATE})
    other = adviser(store, "kent", "Ben")
    before = store.log_of("kent")
    write(store, visit, other, {"f": GATE, "gone": None})
    assert store.log_of("kent") == before
    assert store.record_authors(visit.id)["f"].account_id == ann


@pytest.mark.parametrize(
    ("which", "by", "order"),
    [("a", -1, "abc"), ("b", -1, "bac"), ("c", 1, "abc"), ("a", 1, "bac"), ("a", 9, "bca"), ("gone", 1, "abc")],
)
def test_a_row_moves_within_its_list(store: Store, visit: Visit, ann: str, which: str, by: int, order: str) -> None:
    said = {each: Advice("now", each) for each in "abc"}
    store.change_records("kent", visit.id, ann, ADVICE, lambda _: said, NOW)
    store.move_record("kent", visit.id, ADVICE, which, by, NOW)
    assert "".join(store.records_of(visit.id, ADVICE)) == order
    store.change_records("kent", visit.id, ann, ADVICE, lambda _: {"a": None, "d": Advice("now", "d")}, NOW)
    assert "".join(store.records_of(visit.id, ADVICE)) == order.replace("a", "") + "d"


def test_another_visit_with_the_same_id_is_not_touched(store: Store, visit: Visit, ann: str) -> None:
    share = store.shares_of(furnish(store, b"other").workspace.id)[0]
    other = store.begin_visit("kent", share.id, ann, NOW)
    write(store, visit, ann, {"f": GATE})
    write(store, other, ann, {"f": Finding("Theirs", "low")})
    write(store, other, ann, {"f": None})
    assert store.records_of(visit.id, FINDINGS) == {"f": GATE}


@pytest.mark.parametrize("why", ["another force", "signed", "over"])
def test_nothing_is_written_where_the_visit_is_not_open(store: Store, visit: Visit, ann: str, why: str) -> None:
    force, now = ("essex" if why == "another force" else "kent"), NOW
    if why == "signed":
        sign(store, visit, ann)
    if why == "over":
        now = NOW + timedelta(days=90)
    with pytest.raises(NotFound):
        store.change_records(force, visit.id, ann, FINDINGS, lambda _: {"f": GATE}, now)
    with pytest.raises(NotFound):
        store.move_record(force, visit.id, ADVICE, "a", 1, now)
    with pytest.raises(NotFound):
        store.drop_correction(force, visit.id, ann, now)
    assert store.records_of(visit.id, FINDINGS) == {}


def test_a_correction_begins_as_a_copy_and_both_are_kept(store: Store, visit: Visit, ann: str) -> None:
    store.save_remarks("kent", visit.id, {"gates": Remark("0", "1", "", "Private", "Note")}, NOW)
    write(store, visit, ann, {"f": GATE})
    sign(store, visit, ann)
    later = NOW + HOUR
    made = store.begin_correction("kent", visit.id, ann, since=NOW - WEEK, now=later)
    assert store.begin_correction("kent", visit.id, ann, since=NOW - WEEK, now=later) == made
    assert (made.corrects, made.signed, store.correction_of(visit.id)) == (visit.id, None, made)
    assert store.remarks(made.id) == store.remarks(visit.id)
    write(store, made, ann, {"f": Finding("The yard gate was shut", "low")})
    assert store.records_of(visit.id, FINDINGS) == {"f": GATE}, "what was signed stays"
    assert store.signed_visit(visit.assessment_id).id == visit.id  # type: ignore[union-attr]
    assert store.follow_ups_due("kent", NOW) == 1
    store.sign_off("kent", made.id, SignOff(ann, "Maya", DAY), later)
    assert store.signed_visit(visit.assessment_id).id == made.id  # type: ignore[union-attr]
    assert store.follow_ups_due("kent", NOW) == 1, "one follow-up, that of the correction"
    assert {each.id for each in store.visits_of("kent", NOW)} == {visit.id, made.id}
    with pytest.raises(NotFound):
        store.begin_correction("kent", visit.id, ann, since=NOW - WEEK, now=later)


@pytest.mark.parametrize("why", ["not signed", "too late", "another force", "over"])
def test_what_cannot_be_corrected(store: Store, visit: Visit, ann: str, why: str) -> None:
    if why != "not signed":
        sign(store, visit, ann)
    now = NOW + timedelta(days=90) if why == "over" else NOW
    since = NOW + HOUR if why == "too late" else NOW - WEEK
    with pytest.raises(NotFound):
        store.begin_correction("essex" if why == "another force" else "kent", visit.id, ann, since=since, now=now)


def test_a_second_visit_under_way_keeps_its_notes(store: Store, visit: Visit, ann: str) -> None:
    sign(store, visit, ann)
    store.begin_visit("kent", visit.share_id, ann, NOW + HOUR)
    with pytest.raises(Refused, match="under way"):
        store.begin_correction("kent", visit.id, ann, since=NOW - WEEK, now=NOW + HOUR)


def test_a_correction_is_dropped_and_the_signed_visit_stays(store: Store, visit: Visit, ann: str) -> None:
    write(store, visit, ann, {"f": GATE})
    sign(store, visit, ann)
    made = store.begin_correction("kent", visit.id, ann, since=NOW - WEEK, now=NOW)
    store.drop_correction("kent", made.id, ann, NOW)
    assert store.correction_of(visit.id) is None
    assert store.records_of(visit.id, FINDINGS) == {"f": GATE}
    with pytest.raises(NotFound):
        store.drop_correction("kent", made.id, ann, NOW)
    store.begin_correction("kent", visit.id, ann, since=NOW - WEEK, now=NOW)


def test_all_of_it_goes_with_the_workspace(store: Store, visit: Visit, ann: str) -> None:
    write(store, visit, ann, {"f": GATE})
    sign(store, visit, ann)
    made = store.begin_correction("kent", visit.id, ann, since=NOW - WEEK, now=NOW)
    store.delete_workspace(visit.workspace_id)
    for each in (visit.id, made.id):
        assert store.records_of(each, FINDINGS) == {}
    assert store.record_authors(made.id) == {}
