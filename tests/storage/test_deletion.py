"""What is deleted is gone from the tables, from the free pages and from the log."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from time import monotonic

import pytest

from assessment.answers import Answer
from assessment.progress import PlanItem
from storage.calendar_feeds import NewFeed
from storage.errors import Refused, StoreUnavailable
from storage.grants import Grant, NewAccessCode
from storage.owner_sessions import NewSession
from storage.owners import Origin
from storage.plans import NewUpdate, PlanChange
from storage.sqlite import SqliteStore
from storage.sqlite.connections import connect
from storage.staff_checks import NewStaffCheck
from tests.storage.conftest import KEY
from tests.storage.place import BANK, HOUR, NOW, furnish, printed
from tests.storage.test_encryption import everything_on_disk
from tests.storage.test_migrations import counts
from tests.storage.test_workshops import begun

MARKS = (
    b"Zanzibar House",
    b"ZZ9 9ZZ",
    b"Zebra gate",
    b"ZPRINT",
    b"zcode",
    b"ZLINK",
    b"ZFORM",
    b"ZHOLDER",
    b"ZOWNER",
    b"ZMAKER",
    b"ZFEED",
    b"ZTOKEN",
    b"ZSHELTER",
)

# What belongs to no business.
ADVISERS = {"accounts", "recovery_codes", "passkeys", "sign_ins", "acts", "entries", "entry_acts", "workshops"}
# Made by advisers, on demand.
TEAM_FEEDS = {"team_feeds", "text_blocks", "act_others"}
# Begun where a browser opens a workspace.
SESSIONS = {"owner_sessions"}
# Made by an owner for others.
CODES = {"access_codes"}
# Begun by an owner for the staff of a place.
CHECKS = {"staff_checks"}
# From the preview of a filled-in form to Save.
FORMS = {"read_forms"}
# Once the assessment is finished.
PLANS = {"plan_items", "plan_updates", "calendar_feeds"}
SQLITES = {"sqlite_sequence"}
# Of a force, and only once enough premises have shared with it (test_figures.py).
FIGURES = {"figures_shown", "figures_changed"}
# What test_visits tries.
VISITS = {
    *("visits", "remarks", "findings", "photographs", "diary_entries", "visit_advice"),
    *("remark_changes", "law_sheet_fields", "visit_consents"),
}


def leave_marks(store: SqliteStore) -> str:
    """A workspace with marks in every table, some overwritten or removed before; its id."""
    place = furnish(store, MARKS[4])
    ours, which = place.workspace.id, place.assessment.id
    for number in range(30):
        profile = {"name": MARKS[0].decode() * 9, "postcode": MARKS[1].decode() * number}
        store.save_profile(ours, place.premises.id, profile, NOW)
        store.save_answers(ours, which, {f"q{number}": Answer("0", note=MARKS[2].decode() * 200)}, NOW)
        store.save_answers(ours, which, {f"q{number - 3}": None}, NOW)
        printed(store, f"{number}", MARKS[3] * 3000, workspace_id=ours, assessment_id=which)
        store.order_print("poster", f"{number}", {"link": MARKS[5].decode() * 40}, NOW, workspace_id=ours)
    store.find_workspace(MARKS[4], NOW, session=NewSession(MARKS[0], MARKS[1]))
    holder = NewAccessCode(b"for others", MARKS[7].decode(), Grant("area", None, which, "cctv"))
    code = store.make_access_code(ours, holder, NOW)
    store.open_access_code(b"for others", NOW, NewSession(b"theirs"))
    store.change_answers(ours, which, lambda _: {"by": Answer("1")}, NOW, Origin(by=code.id))
    for number in range(9):
        store.keep_form(ours, which, f"{number} {MARKS[6].decode() * 400}", NOW)
    store.finish(ours, which, NOW)
    for number in range(9):
        typed = {f"job.{number}": PlanItem(MARKS[8].decode() * 9), "job.0": PlanItem()}
        moved = (NewUpdate(f"q{number}", "0", "2", MARKS[9].decode() * 40),)
        store.change_plan(ours, which, partial(lambda change, _: change, PlanChange(typed, moved)), NOW)
    for number in range(9):
        feed = store.make_feed(
            ours, which, NewFeed(MARKS[11] * (number + 1), f"{MARKS[10].decode()}{number}", "jobs"), NOW
        )
        if number % 2:
            store.withdraw_feed(ours, which, feed.id, NOW)
    check = store.begin_staff_check(
        ours, place.premises.id, NewStaffCheck(BANK, staff=9, until=NOW + HOUR, tell=MARKS[7].decode()), NOW
    )
    for _ in range(6):
        store.count_run(check.id, {f"item-{MARKS[8].decode()}": True}, NOW, too_fast=False)
    store.show_staff_check(ours, check.id)
    for number in range(9):
        written = {"lock-down.where": f"{number} {MARKS[12].decode() * 30}", f"get-out.{number}": MARKS[12].decode()}
        store.change_procedures(ours, place.premises.id, partial(lambda change, _: change, written), NOW)
        about = {"premises": place.premises.id}
        order = store.order_print("procedures", f"{number}", about, NOW, workspace_id=ours)
        store.take_print(order.id, "printer", NOW)
        store.keep_printed(order.id, "printer", f"{number}", MARKS[3] * 3000, NOW)
    for workshop in store.workshops_of("kent"):
        store.join_workshop(workshop.id, ours, which, NOW)
    return ours


@pytest.mark.usefixtures("in_the_open")
def test_no_byte_is_left_in_pages_or_log(path: Path) -> None:
    path.parent.mkdir()
    store = SqliteStore(path, KEY)
    furnish(store, b"stays")
    ours = leave_marks(store)
    before = everything_on_disk(path)
    assert all(mark in before for mark in (*MARKS, ours.encode()))
    store.delete_workspace(ours)
    after = everything_on_disk(path)
    assert not [mark for mark in (*MARKS, ours.encode()) if mark in after]
    assert b"stays" in after
    store.close()


@pytest.mark.usefixtures("in_the_open")
def test_no_byte_of_what_is_emptied_is_left(path: Path) -> None:
    path.parent.mkdir()
    store = SqliteStore(path, KEY)
    place = furnish(store)
    ours, which = place.workspace.id, place.assessment.id
    store.finish(ours, which, NOW)
    for number in range(9):
        said = PlanItem("ZOWNER", None, "not-doing", "ZREASON", "ZCOST", "ZNOTE " * 40 * number, "ZPROOF")
        items = {"action.gates": said, "job.lock": said._replace(owner="Stays here")}
        moved = (NewUpdate("gates", "0", "2", "ZMAKER"), NewUpdate("cctv", "0", "2", "Stays too"))
        store.change_plan(ours, which, partial(lambda change, _: change, PlanChange(items, moved)), NOW)
    store.keep_form(ours, which, "ZSHEET" * 400, NOW, kind="sheet")
    printed(store, "newer", b"ZPRINT" * 3000, workspace_id=ours, assessment_id=which)
    printed(store, "joint", b"ZPRINT" * 3000, workspace_id=ours)
    gone = [f"Z{each}".encode() for each in ("OWNER", "REASON", "COST", "NOTE", "PROOF", "MAKER", "SHEET", "PRINT")]
    assert all(mark in everything_on_disk(path) for mark in gone)
    store.change_plan(ours, which, lambda _: PlanChange(emptied=("action.gates",)), NOW + HOUR)
    on_disk = everything_on_disk(path)
    assert b"Stays here" in on_disk
    assert b"Stays too" in on_disk
    assert [mark for mark in gone if mark in on_disk] == [b"ZREASON", b"ZCOST", b"ZNOTE", b"ZPROOF"], "of the job"
    store.change_plan(ours, which, lambda _: PlanChange(emptied=("action.gates", "job.lock")), NOW + HOUR)
    on_disk = everything_on_disk(path)
    assert not [mark for mark in (*gone, b"Stays here") if mark in on_disk]
    after = store.progress(which)
    assert set(after.items.values()) == {PlanItem()}
    assert after.changed == NOW + HOUR
    assert len(after.in_force) == 18, "that it is done stays"
    store.close()


@pytest.mark.usefixtures("in_the_open")
@pytest.mark.parametrize("part", ["assessment", "premises"])
def test_no_byte_of_a_deleted_part_is_left(path: Path, part: str) -> None:
    path.parent.mkdir()
    store = SqliteStore(path, KEY)
    ours = leave_marks(store)
    (place,) = store.premises_of(ours)
    (which,) = store.assessments_of(ours, place.id)
    marks = [b"Zebra gate", b"ZFORM", b"ZFEED", b"ZTOKEN", which.id.encode()]
    assert all(mark in everything_on_disk(path) for mark in marks)
    if part == "assessment":
        store.delete_assessment(ours, which.id, NOW)
        assert store.premises_of(ours) == (place,), "the place stays"
    else:
        stays = store.add_premises(ours, NOW)
        store.delete_premises(ours, place.id, NOW)
        assert store.premises_of(ours) == (stays,)
        marks += [place.id.encode(), b"ZSHELTER"]
    assert store.workspace(ours) is not None
    assert store.assessments_of(ours, place.id) == ()
    assert store.shares_of(ours) == ()
    assert not [mark for mark in marks if mark in everything_on_disk(path)]
    store.close()


def test_the_only_place_is_not_deleted_alone(store: SqliteStore) -> None:
    place = furnish(store)
    with pytest.raises(Refused, match="only place"):
        store.delete_premises(place.workspace.id, place.premises.id, NOW)
    assert store.answers(place.assessment.id)


def test_a_new_assessment_outlives_the_one_that_it_started_from(store: SqliteStore) -> None:
    place = furnish(store)
    ours, which = place.workspace.id, place.assessment.id
    store.finish(ours, which, NOW)
    later = store.open_again(ours, which, NOW)
    store.delete_assessment(ours, which, NOW)
    found = store.assessment(ours, later.id)
    assert found is not None
    assert found.begun_from is None
    assert store.answers(later.id)["gates"].note == "Rusty"
    assert store.find_print(place.order.id) is None


def test_every_table_is_as_before(store: SqliteStore, path: Path) -> None:
    furnish(store, b"stays")
    db = connect(path, KEY, 0)
    empty = {name for name, count in counts(db).items() if not count}
    assert empty == {
        "attempts",
        "bank_copies",
        "settings",
        "workshop_members",
        *ADVISERS,
        *TEAM_FEEDS,
        *FIGURES,
        *VISITS,
        *SESSIONS,
        *CODES,
        *CHECKS,
        *FORMS,
        *PLANS,
        *SQLITES,
    }
    begun(store)
    before = counts(db)
    store.delete_workspace(leave_marks(store))
    assert counts(db) == before
    assert path.with_name(f"{path.name}-wal").stat().st_size == 0
    db.close()


@pytest.mark.usefixtures("in_the_open")
def test_a_reader_in_the_way_stops_no_deletion_and_the_log_is_cleaned_after_it(path: Path) -> None:
    path.parent.mkdir()
    store = SqliteStore(path, KEY)
    ours = leave_marks(store)
    reader = connect(path, KEY, 0)
    reader.execute("begin")
    reader.execute("select count(*) from answer_blocks").fetchall()
    before = monotonic()
    store.delete_workspace(ours)
    assert monotonic() - before < 2, "nobody waits for a back-up"
    assert store.workspace(ours) is None
    assert not store.clean_log()
    assert [mark for mark in MARKS if mark in everything_on_disk(path)], "the reader still needs the old pages"
    reader.rollback()
    assert store.clean_log()
    assert path.with_name(f"{path.name}-wal").stat().st_size == 0
    assert not [mark for mark in (*MARKS, ours.encode()) if mark in everything_on_disk(path)]
    reader.close()
    store.close()


def test_a_log_that_cannot_be_cleaned_makes_no_deletion_fail(
    store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: SqliteStore) -> bool:
        raise StoreUnavailable("The disk is full.")

    ours = leave_marks(store)
    monkeypatch.setattr(SqliteStore, "clean_log", broken)
    store.delete_workspace(ours)
    assert store.workspace(ours) is None
