"""Tables come up to date from every earlier version, once, and never from a later one."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlite_utils import Database

from assessment.staff_check import TopicCount
from assessment.visit_overrides import Advice
from storage.errors import StoreUnavailable
from storage.sealing import Vault
from storage.sql import seal_content
from storage.sqlite import SqliteStore
from storage.sqlite.connections import connect
from storage.sqlite.schema import STEPS, migrate, step_names
from storage.visit_records import ADVICE
from tests.storage.conftest import KEY
from tests.storage.place import NOW, furnish

TIME = "2026-01-02T03:04:05.000000+00:00"
PUBLISHED = Path(__file__).parent / "published_schema.sql"
# What a user could have kept with each step, to be found again after all later ones.
KEPT = {
    "0001_workspaces": [
        f"insert into workspaces values ('w', x'01', '{TIME}', '{TIME}')",
        f"""insert into premises values ('p', 'w', '{{"people": 9}}', null, '{TIME}')""",
    ],
    "0002_assessments": [
        "insert into banks values ('1', '{}')",
        f"insert into assessments values ('a', 'p', 'w', 'CPS-0000-00', '1', 'quick', '{{}}', '{TIME}', null)",
        "insert into answers values ('a', 'gates', '1', '', 'Rusty')",
    ],
    "0003_prints": [f"insert into prints values ('a', 'plan', '{TIME}', x'25')"],
    "0004_attempts": [f"insert into attempts values ('b', '{TIME}')"],
    "0005_settings": [f"insert into settings values ('national-level', '{{}}', '{TIME}')"],
    "0006_print_orders": [
        "insert into prints values ('o', 'k', 'plan', '{}', 'w', 'a', "
        f"'{TIME}', '{TIME}', 'printer', 1, '{TIME}', x'25', null)"
    ],
    "0007_accounts": [
        "insert into accounts values "
        f"('o', 'kent', 'o@force.example', 'O', 'adviser', 'active', 'h', 's', 0, '{TIME}', null, null)",
        "insert into recovery_codes values ('o', x'01')",
        f"insert into passkeys values (x'02', 'o', 'Key', x'03', 0, '{TIME}', null)",
        f"insert into sign_ins values ('i', 'o', x'04', 'Firefox', '{TIME}', '{TIME}', '{TIME}')",
        f"insert into acts values (1, '{TIME}', 'kent', 'o', 'signed-in', '')",
    ],
    "0008_shares": [
        "insert into shares (id, workspace_id, premises_id, assessment_id, force_id, wish, message, reach, created, "
        "until, withdrawn, state, taken_by, outcome, passed_from, facts) values ('s', 'w', 'p', 'a', 'kent', 'share', "
        f"'', '', '{TIME}', '{TIME}', null, 'taken', 'o', '', null, '{{}}')",
    ],
    "0009_passing_on": ["update shares set passed_why = 'Their railway station'"],
    "0010_workshops": [
        "insert into workshops values ('k', 'kent', 'o', 'Pubs', 'quick', '1', 'AAAA', "
        f"'{TIME}', '{TIME}', null, null, '{{}}', null)",
        f"insert into workshop_members values ('k', 'w', 'a', '{TIME}')",
    ],
    "0011_entries": [
        f"insert into entries values (1, 'e', 'kent', 'Team', 'e@force.example', '', '', '', '', 'o', '{TIME}')",
        f"insert into entry_acts values (1, 'e', 'refused', 'o', '{TIME}')",
    ],
    "0012_figures": [
        "insert into figures values ('essex', 'total', '', 1, 0, 0)",
        f"insert into figures_shown values ('essex', 'total', '', '{TIME[:10]}', 'null', 0)",
        "insert into figures_changed values ('essex', 'total', '', 'p', null)",
    ],
    "0013_visits": [
        f"insert into visits values ('v', 's', 'w', 'a', 'kent', 'o', '{TIME}', null, '', null, null)",
        "insert into remarks values ('v', 'gates', '0', '1', '', 'Private', 'Note')",
        "insert into advice values ('v', 0, 'now', 'Mend it', null)",
    ],
    "0014_logos": ["insert into logos values ('p', x'89')"],
    "0015_owner_sessions": [
        f"insert into owner_sessions values (x'01', 'w', '{NOW.isoformat()}', '{NOW.isoformat()}', x'02')"
    ],
    "0016_recommendations": ["insert into recommendations values ('r', 'v', 'now', 'Oil the gate', null)"],
    "0017_begun_from": [
        f"insert into assessments values ('b', 'p', 'w', 'CPS-0000-01', '1', 'full', '{{}}', '{TIME}', null, 'a')"
    ],
    "0018_months_of_london": ["insert into figures values ('essex', 'month', '2026-01', 1, 0, 0)"],
    "0019_places": [f"update sign_ins set place = 'w', placed = '{TIME}'"],
    "0020_read_forms": [f"insert into read_forms values ('f', 'w', 'a', null, '{{}}', '{TIME}')"],
    "0021_remark_authors": [f"update remarks set account_id = 'o', at = '{TIME}'"],
    "0022_plan_items": [
        f"insert into plan_items values ('a', 'job.lock', 'Maya', '2026-12-04', 'under-way', '', '', '', '', '{TIME}')"
    ],
    "0023_plan_updates": [f"insert into plan_updates values ('u', 'a', 'gates', '1', '2', '{TIME}', 'Maya', null)"],
    "0024_answers_from": [f"insert into premises values ('q', 'w', '{{}}', null, '{TIME}', 'a')"],
    "0025_access_codes": [
        f"insert into access_codes values ('c', 'w', x'05', 'Tom', 'place', 'p', null, null, '{TIME}', null, null)",
        f"insert into owner_sessions values (x'06', 'w', '{NOW.isoformat()}', '{NOW.isoformat()}', null, 'c')",
    ],
    "0026_answer_authors": [f"update answers set author = 'Tom', at = '{TIME}'"],
    "0027_code_once_more": ["update owner_sessions set code_state = 'kept'"],
    "0028_calendar_feeds": [f"insert into calendar_feeds values ('d', 'w', 'a', x'07', 'Maya', 'plain', '{TIME}')"],
    "0029_kinds_of_read_forms": [
        f"insert into read_forms values ('g', 'w', 'a', null, '{{}}', '{TIME}', 'sheet')",
    ],
    "0030_procedures": [f"insert into procedure_fields values ('p', 'lock-down.doors', 'Front door', '{TIME}')"],
    "0032_plans_by_change": [f"update plan_updates set undone = '{TIME}'"],
    "0033_staff_checks": [
        "insert into staff_checks (id, workspace_id, premises_id, bank_version, code, topics, easy, staff, tell, "
        f"begun, until) values ('k', 'w', 'p', '1', 'AAAAABBBBB', '[]', 0, 9, 'Maya', '{TIME}', '{TIME}')",
        "insert into staff_check_items values ('k', 'hot-hidden', 2, 1)",
    ],
    "0034_workshop_staff_checks": [
        "update workshops set staff_check = 1",
        "update staff_checks set workshop_id = 'k'",
    ],
    "0036_touched": [f"update workspaces set touched = '{TIME}'"],
    "0037_bank_copies": ["insert into bank_copies values ('1', '{}')"],
    "0038_remarks_seen": ["update remarks set looked = 1"],
    "0040_findings": [
        "insert into findings values ('v', 'f', 1, 'The yard gate stood open', 'high', 'Maya', '2026-12-04', 'gates', "
        f"'o', '{TIME}')",
        f"insert into diary_entries values ('v', 'd', 1, '2026-11-27', 'Maya', 60, '', 'o', '{TIME}')",
        f"insert into visit_advice values ('v', 'n', 9, 'now', 'Paint it', null, 'o', '{TIME}')",
    ],
    "0041_corrections": [
        f"insert into visits values ('v2', 's', 'w', 'a', 'kent', 'o', '{TIME}', '{TIME}', '', null, null, 'v')"
    ],
    "0042_photographs": [f"insert into photographs values ('v', 'i', 'f', 1, x'ff', 'o', '{TIME}')"],
    "0045_remark_changes": [
        f"insert into acts values (9, '{TIME}', 'kent', 'o', 'changed-remarks', 'v')",
        "insert into remark_changes values (9, 'v', 'gates', 'level note')",
    ],
    "0046_team_feeds": [f"insert into team_feeds values ('o', x'08', '{TIME}')"],
    "0048_workshop_leaders": [f"update workshops set led_by = 'o', led_at = '{TIME}'"],
    "0049_law_sheets": [f"insert into law_sheet_fields values ('v', 'words-get-out', 'Seen', 'o', '{TIME}')"],
    "0054_print_leases": [f"update prints set held_until = '{TIME}' where printed is null"],
    "0060_shares_by_adviser": ["update shares set outcome = 'Called'"],
    "0061_prints_by_age": [f"update prints set asked = '{TIME}'"],
    "0062_text_blocks": [
        f"insert into text_blocks values ('kent', 't', 'Gate', 'Shut it', 'advice', '', 'o', '{TIME}')"
    ],
    "0063_visit_consents": [f"insert into visit_consents values ('s', '{TIME}')"],
    "0064_act_others": ["insert into act_others values (9, 'o')"],
    "0067_visits_by_owner_added": [f"update visits set followed_up = '{TIME}'"],
    "0080_sealed": ["update visits set signed_for = 'Maya Rose'"],
    "0081_only_sealed": ["update shares set passed_from = 'essex'"],
}


def schema(path: Path) -> str:
    """The tables and indexes of a database."""
    db = connect(path, KEY, 0)
    text = db.schema
    db.close()
    return text


def counts(db: Database) -> dict[str, int]:
    """How many rows each table has."""
    return {name: db.table(name).count for name in db.table_names() if not name.startswith("_")}


def old_database(path: Path, steps: tuple[str, ...]) -> None:
    """A database as the version with these steps left it, with something in every table."""
    path.parent.mkdir()
    path.touch()
    db = connect(path, KEY, 0)
    if not steps:
        STEPS.apply(db, stop_before=step_names())
    for number, step in enumerate(steps, start=1):
        # One by one, as a later step may drop what an earlier one kept.
        if step == seal_content.NEXT:
            seal_content.seal_content(db, Vault(lambda: (KEY,)))
        STEPS.apply(db, stop_before=step_names()[number:] or None)
        for statement in KEPT[step]:
            db.execute(statement)
    db.close()


def test_every_step_has_something_kept() -> None:
    assert tuple(KEPT) == step_names()


@pytest.mark.parametrize("known", range(len(KEPT) + 1))
def test_every_earlier_version_comes_up_to_date(path: Path, tmp_path: Path, known: int) -> None:
    old_database(path, step_names()[:known])
    store = SqliteStore(path, KEY)
    assert furnish(store).assessment.profile
    if known > 0:
        found = store.premises("w", "p")
        assert found is not None
        assert found.profile == {"people": 9}
    if known > 1:
        assert store.answers("a")["gates"].note == "Rusty"
    if known > 5:
        assert store.printed_document("o") == b"%"
    if known > 12:
        assert Advice("now", "Mend it") in store.records_of("v", ADVICE).values()
    if known > 15:
        said = [each.text for each in store.records_of("v", ADVICE).values()]
        assert said[:2] == ["Mend it", "Oil the gate"], "in the order in which they were added"
    if known == len(KEPT):
        assert store.progress("a").item("job.lock").owner == "Maya"
        assert store.progress("a").updates[0].by == "Maya"
        assert store.staff_checks_of("w", "p")[0].counted.items["hot-hidden"] == TopicCount(1, 2)
        assert store.procedures("p").texts == {"lock-down.doors": "Front door"}
    store.close()
    SqliteStore(tmp_path / "new.db", KEY).close()
    assert schema(path) == schema(tmp_path / "new.db")


def test_published_steps_never_change() -> None:
    """What the first versions of the program made; a new step adds its statements to the file."""
    db = Database(memory=True)
    STEPS.apply(db)
    made = db.execute(
        "select sql from sqlite_master where sql is not null and tbl_name not in ('_sqlite_migrations', "
        "'sqlite_sequence') order by rowid"
    )
    assert [" ".join(sql.split()) + ";" for (sql,) in made.fetchall()] == PUBLISHED.read_text().splitlines()
    db.close()


def test_a_second_start_changes_nothing(store: SqliteStore, path: Path) -> None:
    furnish(store)
    before = schema(path)
    SqliteStore(path, KEY).close()
    SqliteStore(path, KEY).close()
    assert schema(path) == before
    db = connect(path, KEY, 0)
    assert [step.name for step in STEPS.applied(db)] == list(step_names())
    assert {number for name, number in counts(db).items() if name != "figures"} == {0, 1}
    db.close()


def test_a_step_that_fails_leaves_the_old_version(path: Path) -> None:
    old_database(path, ("0001_workspaces",))
    db = connect(path, KEY, 0)
    before = db.schema
    db.execute("create view prints as select 1")
    with pytest.raises(Exception, match="prints"):
        migrate(db, Vault(lambda: (KEY,)))
    assert not db.conn.in_transaction
    db.execute("drop view prints")
    assert db.schema == before
    migrate(db, Vault(lambda: (KEY,)))
    db.close()


def test_a_later_version_is_refused(store: SqliteStore, path: Path) -> None:
    db = connect(path, KEY, 0)
    db.table("_sqlite_migrations").insert({"migration_set": "store", "name": "9999_later", "applied_at": TIME})
    db.close()
    with pytest.raises(StoreUnavailable, match="9999_later"):
        SqliteStore(path, KEY)
    assert store.find_workspace(b"code", NOW) is None
