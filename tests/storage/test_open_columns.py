"""Whatever a table keeps openly is an id, a time, a state, a digest or a key; any other column is argued for here."""

from __future__ import annotations

from sqlite_utils import Database

from storage.sqlite.schema import STEPS

# Ids and codes that lead to a row, times, states and kinds, digests and wrapped keys: they say nothing of a place.
TELLS_NOTHING = {
    *(
        "id",
        "digest",
        "token_digest",
        "code_digest",
        "data_key",
        "key",
        "bucket",
        "number",
        "version",
        "bank_version",
        "reference",
    ),
    *("at", "created", "touched", "begun", "ended", "until", "seen", "used", "made", "withdrawn", "kept", "changed"),
    *(
        "started",
        "finished",
        "asked",
        "printed",
        "failed",
        "held_until",
        "signed",
        "follow_up",
        "followed_up",
        "undone",
    ),
    *("joined", "proposed", "as_at", "closed", "placed", "invited_until", "led_at"),
    *("kind", "state", "role", "wish", "act", "titles", "code_state"),
    *("printer", "place", "answers_from", "begun_from", "corrects", "passed_from", "taken_by", "led_by", "proposed_by"),
}
# Of a plan, a procedure or a visit: which questions something was written about, and never what.
WRITTEN_ABOUT = {"plan_items.name", "procedure_fields.name", "law_sheet_fields.name"}
ARGUED = {
    "accounts.email": "an adviser's, by which they sign in; of no business",
    "accounts.name": "an adviser's",
    "accounts.password_hash": "argon2id",
    "accounts.totp_secret": "an adviser's; with the password it would sign in: docs/threat-model.md",
    "accounts.invitation": "a keyed hash",
    "act_others.other": "an account or a force",
    "acts.about": "the id of what an act was about",
    "bank_copies.document": "questions, which anyone can read",
    "banks.document": "questions, which anyone can read",
    "entries.team": "a force's contact, made to be printed",
    "entries.email": "the same",
    "entries.phone": "the same",
    "entries.page": "the same",
    "entries.hours": "the same",
    "entries.notes": "the same",
    "figures_changed.published": "a digest",
    "figures_shown.shown": "sums over at least ten places, which were published",
    "passkeys.name": "an adviser's word for a device",
    "passkeys.public_key": "public",
    "prints.subject": "ids of what is printed, and words of the bank for a card",
    "prints.document": "sealed where it is a workspace's; otherwise a form or page that anyone can have",
    "remark_changes.parts": "which parts of a remark changed: level, note",
    "settings.name": "an operator's",
    "settings.value": "the same",
    "sign_ins.device": "an adviser's browser",
    "staff_checks.code": "leads staff to the questions, and to no answers",
    "staff_checks.topics": "which topics are asked about",
    "text_blocks.title": "a force's own sentence for any place",
    "text_blocks.text": "the same",
    "text_blocks.about": "a question or an area",
    "workshops.title": "a force's word for an evening",
    "workshops.code": "leads a room to the workshop, and to no answers",
    "workshops.shown": "counts over at least five places, as they were shown",
    "workshops.summary": "the same",
}


def test_every_open_column_tells_nothing_or_is_argued_for() -> None:
    db = Database(memory=True)
    STEPS.apply(db)
    found = {
        f"{table}.{name}"
        for table in db.table_names()
        if not table.startswith(("_", "sqlite_"))
        for _, name, kind, *_ in db.execute(f"pragma table_info({table})").fetchall()
        if kind.lower() != "integer"
        and not name.startswith("sealed")
        and not name.endswith("_id")
        and name not in TELLS_NOTHING
    }
    db.close()
    assert found == ARGUED.keys() | WRITTEN_ABOUT
