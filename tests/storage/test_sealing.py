"""What people say is noise to whoever reads the database: in its files, in a dump, and moved or changed by hand."""

from __future__ import annotations

import random
import re
import subprocess
from datetime import date
from pathlib import Path

import pytest

from assessment.answers import Answer
from assessment.progress import PlanItem
from assessment.share_facts import ShareFacts
from assessment.visit_overrides import Advice, Remark
from assessment.visit_records import DiaryEntry, Finding
from storage.calendar_feeds import NewFeed
from storage.errors import Damaged, KeyRefused
from storage.grants import Grant, NewAccessCode
from storage.owners import Origin
from storage.photographs import NewPhotograph
from storage.plans import NewUpdate, PlanChange
from storage.sealing import Vault
from storage.sharing import NewShare
from storage.sql.answers import IN_A_BLOCK
from storage.sql.store import Statements
from storage.sqlite import SqliteStore, connections
from storage.staff_checks import NewStaffCheck
from storage.store import Store
from storage.visit_records import ADVICE, DIARY, FINDINGS
from storage.visits import SignOff
from tests.postgres_cluster import binaries
from tests.storage.conftest import KEY, Postgres
from tests.storage.place import BANK, HOUR, NOW, adviser, printed
from tests.storage.test_encryption import everything_on_disk
from tests.storage.test_vault import NEXT, vault

PLANTED = tuple(
    f"ZQ{name}"
    for name in (
        *("PLACE", "POSTCODE", "ANSWER", "REASON", "NOTE", "CODE", "OWNER", "WHY", "COST", "PROOF", "MAKER", "FEED"),
        *("PROCEDURE", "FORM", "LOGO", "PRINT", "MESSAGE", "REACH", "PASSED", "REMARK", "PRIVATE", "AGREED", "FINDING"),
        *("PERSON", "DIARY", "PRESENT", "ADVICE", "SHEET", "PHOTO", "SIGNED", "TELL", "ASIDE", "ITEM", "OUTCOME"),
    )
)


@pytest.fixture
def plain_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    """SQLite without a key: then the seals alone keep anything from who reads the file."""
    monkeypatch.setattr(connections, "unlock", lambda connection, key: None)


def plant(store: Store) -> str:
    """Say every planted word, each where people say such a thing; the workspace."""
    store.keep_bank(BANK, "{}")
    workspace, premises = store.begin_workspace(b"code", NOW)
    ours, where = workspace.id, premises.id
    store.save_profile(ours, where, {"name": "ZQPLACE", "postcode": "ZQPOSTCODE"}, NOW)
    which = store.start_assessment(ours, where, BANK, "quick", NOW).id
    code = store.make_access_code(ours, NewAccessCode(b"other", "ZQCODE", Grant("read", None, None, None)), NOW)
    store.change_answers(
        ours, which, lambda _: {"ZQANSWER": Answer("0", "ZQREASON", "ZQNOTE")}, NOW, Origin(by=code.id)
    )
    store.keep_logo(ours, where, b"ZQLOGO", NOW)
    store.change_procedures(ours, where, lambda _: {"lock-down.doors": "ZQPROCEDURE"}, NOW)
    store.keep_form(ours, which, "ZQFORM", NOW)
    printed(store, "plan", b"ZQPRINT", NOW, workspace_id=ours, assessment_id=which)
    store.finish(ours, which, NOW)
    said = PlanItem("ZQOWNER", None, "not-doing", "ZQWHY", "ZQCOST", "", "ZQPROOF")
    change = PlanChange({"action.gates": said}, (NewUpdate("gates", "0", "2", "ZQMAKER"),))
    store.change_plan(ours, which, lambda _: change, NOW)
    store.make_feed(ours, which, NewFeed(b"token", "ZQFEED", "jobs"), NOW)
    check = store.begin_staff_check(ours, where, NewStaffCheck(BANK, staff=9, until=NOW + HOUR, tell="ZQTELL"), NOW)
    store.count_run(check.id, {"ZQITEM": True}, NOW, too_fast=False)
    store.set_aside_staff_check(ours, check.id, "ZQASIDE", NOW)
    _plant_visit(store, ours, which)
    return ours


def _plant_visit(store: Store, ours: str, which: str) -> None:
    ann = adviser(store, "kent", "Ann")
    asked = NewShare(ours, which, "kent", "share", NOW + 9 * HOUR, "ZQMESSAGE", "ZQREACH")
    visit = store.begin_visit("kent", store.share(asked, NOW).id, ann, NOW).id
    remark = Remark("0", "1", "ZQAGREED", "ZQPRIVATE", "ZQREMARK")
    store.save_remarks("kent", visit, {"gates": remark}, NOW)
    for kind, row in (
        (FINDINGS, Finding("ZQFINDING", "low", "ZQPERSON")),
        (DIARY, DiaryEntry(date(2026, 11, 3), "ZQPRESENT", note="ZQDIARY")),
        (ADVICE, Advice("now", "ZQADVICE")),
    ):
        store.change_records("kent", visit, ann, kind, lambda _, row=row: {"one": row}, NOW)  # type: ignore[misc]
    store.add_photograph("kent", ann, NewPhotograph(visit, "one", b"ZQPHOTO", 12), NOW)
    store.change_law_sheet("kent", visit, ann, lambda _: {"words-get-out": "ZQSHEET"}, NOW)
    store.sign_off("kent", visit, SignOff(ann, "ZQSIGNED", date(2026, 11, 4)), NOW)
    other = store.share(NewShare(ours, which, "essex", "contact", NOW + 9 * HOUR), NOW)
    store.pass_on("essex", other.id, adviser(store, "essex"), "kent", "ZQPASSED", NOW)
    store.close_share("kent", other.id, ann, "ZQOUTCOME", NOW)


def read_openly(noise: bytes) -> set[str]:
    """The planted words that somebody finds, as they are or as a dump writes bytes."""
    as_bytes = b" ".join(bytes.fromhex(each.decode()) for each in re.findall(rb"5a51(?:[0-9a-f]{2})+", noise))
    return {word.decode() for word in re.findall("|".join(PLANTED).encode(), noise + as_bytes)}


def dumped(postgres: Postgres) -> bytes:
    """What `pg_dump` gives of the database."""
    programs = binaries()
    assert programs is not None
    return subprocess.run([programs / "pg_dump", postgres.url], check=True, capture_output=True).stdout


def files_of(postgres: Postgres) -> bytes:
    """Every file of the database itself, with all that was written before."""
    postgres.beside.execute("checkpoint")
    row = postgres.beside.execute(
        "select current_setting('data_directory'), oid from pg_database where datname = current_database()"
    ).fetchone()
    assert row is not None
    folder = Path(str(row[0]))
    files = [*(folder / "base" / str(row[1])).iterdir(), *(folder / "pg_wal").glob("0*")]
    return b"".join(each.read_bytes() for each in files if each.is_file())


@pytest.mark.usefixtures("plain_pages")
def test_the_file_is_noise_even_without_its_own_key(path: Path) -> None:
    path.parent.mkdir()
    store = SqliteStore(path, KEY)
    plant(store)
    noise = everything_on_disk(path)
    store.close()
    noise += everything_on_disk(path)
    assert b"create table" in noise.lower(), "or the pages are not plain, and nothing is shown"
    assert read_openly(noise) == set()


def test_a_dump_and_the_files_of_postgresql_are_noise(postgres: Postgres) -> None:
    plant(postgres.store)
    assert b"CREATE TABLE public.workspaces" in dumped(postgres)
    assert read_openly(dumped(postgres)) == set()
    assert read_openly(files_of(postgres)) == set()


@pytest.mark.usefixtures("in_the_open")
def test_without_seals_every_word_would_be_read(postgres: Postgres, path: Path) -> None:
    """Or the two tests before would say little."""
    plant(postgres.store)
    assert read_openly(dumped(postgres)) == set(PLANTED)
    path.parent.mkdir()
    store = SqliteStore(path, KEY)
    plant(store)
    assert read_openly(everything_on_disk(path)) == set(PLANTED)
    store.close()


def test_what_a_workspace_says_is_moved_to_no_other(store: Statements) -> None:
    """Somebody who may write the database, and has a workspace, puts another's rows into it."""
    (a, b) = (plain(store, code) for code in (b"a", b"b"))
    with store._writing() as db:
        sealed = db.execute("select sealed from answer_blocks where assessment_id = ?", (a[1],)).fetchone()[0]
        db.execute("update answer_blocks set sealed = ? where assessment_id = ?", (sealed, b[1]))
    with pytest.raises(Damaged):
        store.answers(b[1])
    with store._writing() as db:
        key = db.execute("select data_key from workspaces where id = ?", (a[0],)).fetchone()[0]
        db.execute("update workspaces set data_key = ? where id = ?", (key, b[0]))
    with pytest.raises(Damaged):
        store.answers(b[1])
    assert store.answers(a[1])["gates"].note == "a"


def plain(store: Statements, code: bytes) -> tuple[str, str]:
    """A workspace and its assessment with one answer, whose note is the code."""
    store.keep_bank(BANK, "{}")
    workspace, premises = store.begin_workspace(code, NOW)
    which = store.start_assessment(workspace.id, premises.id, BANK, "quick", NOW).id
    store.save_answers(workspace.id, which, {"gates": Answer("1", "", code.decode())}, NOW)
    return workspace.id, which


def test_what_cannot_be_opened_can_still_be_deleted(store: Statements) -> None:
    """A business whose rows somebody has changed by hand leaves all the same, and so do those that nobody uses."""
    ours, which = plain(store, b"a")
    facts = ShareFacts(use="retail")
    share = store.share(NewShare(ours, which, "kent", "share", NOW + HOUR, facts=facts), NOW)
    with store._writing() as db:
        db.execute("update shares set sealed_facts = ? where id = ?", (b"changed", share.id))
        db.execute("update answer_blocks set sealed = ? where assessment_id = ?", (b"changed", which))
    with pytest.raises(Damaged):
        store.answers(which)
    with pytest.raises(Damaged):
        store.shares_of(ours)
    assert store.delete_untouched(NOW + HOUR, 9) == 1
    assert store.workspace(ours) is None


def test_a_deleted_workspace_leaves_no_key(store: Statements) -> None:
    ours, which = plain(store, b"a")
    with store._writing() as db:
        (key,) = db.execute("select data_key from workspaces where id = ?", (ours,)).fetchone()
        (sealed,) = db.execute("select sealed from answer_blocks where assessment_id = ?", (which,)).fetchone()
    store.delete_workspace(ours)
    with store._writing() as db:
        kept = [bytes(each) for (each,) in db.execute("select data_key from workspaces", ()).fetchall()]
    assert bytes(key) not in kept
    others = plain(store, b"b")[0]
    with store._writing() as db:
        (other,) = db.execute("select data_key from workspaces where id = ?", (others,)).fetchone()
    with pytest.raises(Damaged):
        vault(KEY).seal(others, other).open(sealed, "answer_blocks", which, "1")


def test_keys_are_rewrapped_some_at_a_time(store: Statements) -> None:
    """The service's key is changed: what is sealed stays as it is, byte for byte, and can be read throughout."""
    made = [plain(store, b"%d" % n) for n in range(5)]
    keys = [KEY]
    store._vault = Vault(lambda: keys)
    with store._writing() as db:
        before = db.execute("select assessment_id, sealed from answer_blocks order by 1", ()).fetchall()
    keys.append(NEXT)
    slices, last = 0, store.wrap_keys("", 2)
    while last is not None:
        slices, last = slices + 1, store.wrap_keys(last, 2)
        assert [store.answers(which)["gates"].choice for _, which in made] == ["1"] * 5
    assert slices == 3
    store._vault = vault(NEXT)
    assert [store.answers(which)["gates"].note for _, which in made] == [f"{n}" for n in range(5)]
    with store._writing() as db:
        assert db.execute("select assessment_id, sealed from answer_blocks order by 1", ()).fetchall() == before
    store._vault = vault(KEY)
    with pytest.raises(KeyRefused):
        store.answers(made[0][1])


@pytest.mark.parametrize("seed", range(6))
def test_blocks_are_as_good_as_one_row_each(store: Statements, seed: int) -> None:
    """Any saves in any order: the same answers as a dictionary has, in few blocks."""
    chance, model = random.Random(seed), dict[str, Answer]()
    ours, which = plain(store, b"code")
    model["gates"] = Answer("1", "", "code")
    names = [f"q{n}" for n in range(40)]
    for _ in range(25):
        at = chance.randrange(38)
        page: dict[str, Answer | None] = {
            name: chance.choice([None, Answer("0"), Answer("3", "", "note")]) for name in names[at : at + 3]
        }
        store.save_answers(ours, which, page, NOW)
        model = {name: answer for name, answer in {**model, **page}.items() if answer is not None}
        assert store.answers(which) == model
        assert list(store.answers(which)) == sorted(model)
    with store._writing() as db:
        count = db.execute("select count(*) from answer_blocks where assessment_id = ?", (which,)).fetchone()[0]
    assert count <= 41 // IN_A_BLOCK + 1 + 40 // IN_A_BLOCK
