"""Records to rows and back."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

from assessment.share_facts import ShareFacts
from questions.conditions import Value
from storage.accounts import Account
from storage.acts import Act
from storage.credentials import Passkey
from storage.grants import AccessCode, Grant
from storage.records import Assessment, Premises, PrintOrder, Workspace
from storage.sealing import Seal
from storage.sign_ins import SignIn

WORKSPACE = "id, created, touched, code_digest"
PREMISES = "id, workspace_id, sealed, force_id, created, answers_from"
ASSESSMENT = "id, premises_id, workspace_id, reference, bank_version, kind, sealed, started, finished, begun_from"
ORDER = (
    "id, key, kind, subject, workspace_id, assessment_id, asked, started, printer, tries, printed, failed, held_until"
)
ACCOUNT = "id, force_id, email, name, role, state, password_hash, totp_secret, totp_step, created"
PASSKEY = "id, account_id, name, public_key, sign_count, created, used"
SIGN_IN = "id, account_id, device, begun, seen, until"
ACCESS_CODE = "id, sealed, kind, premises_id, assessment_id, area_id, made, used, withdrawn"
ACT = "id, at, force_id, account_id, act, about"

Row = Sequence[Any]


def as_list(names: str) -> str:
    """SQL of all rows, of these columns each, as JSON in one value: a list of lists, empty where there are no rows.

    `storage.postgres.dialect` knows `as_list`, `as_object` and `as_blocks` word for word.
    """
    return f"json_group_array(json_array({names}))"


def as_object(key: str, value: str) -> str:
    """SQL of all rows as JSON in one value: the values by their keys."""
    return f"json_group_object({key}, {value})"


def as_blocks(name: str, sealed: str) -> str:
    """SQL of all rows in one value, for `blocks` to read: what each sealed value is called, and its bytes.

    As one value: a thread hands Python to the others at every row, and many hand-overs cost more than the read.
    """
    return f"group_concat({name} || ':' || hex({sealed}), ' ')"


def blocks(text: str | None) -> dict[str, bytes]:
    """From a value of `as_blocks`."""
    pairs = (each.rsplit(":", 1) for each in text.split(" ")) if text else ()
    return {name: bytes.fromhex(sealed) for name, sealed in pairs}


_FACTS = tuple(each.name for each in fields(ShareFacts))


def columns(names: str, table: str) -> str:
    """The columns of these names, each with its table, as a join needs them."""
    return ", ".join(f"{table}.{name}" for name in names.split(", "))


def with_key(names: str, table: str) -> str:
    """The columns of these names, each with its table, and the wrapped key of the workspace that the row is of."""
    return f"{columns(names, table)}, (select data_key from workspaces where workspaces.id = {table}.workspace_id)"


def width(names: str) -> int:
    """How many columns these are."""
    return names.count(",") + 1


def named(names: str, row: Row) -> dict[str, Any]:
    """The values of a row by the names of its columns."""
    return dict(zip(names.split(", "), row, strict=True))


def clean(text: str) -> str:
    """The same text, but for what no page could show: halves of surrogate pairs, which no UTF-8 holds, and the zero
    character, which PostgreSQL does not keep."""
    try:
        text.encode()
    except UnicodeEncodeError:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text.replace("\0", "\ufffd") if "\0" in text else text


def to_value(value: str | bytes | int | None) -> str | bytes | int | None:
    """A value as the database is given it: text is cleaned, and yes and no are 1 and 0.

    Every value of every statement comes through here.
    """
    if isinstance(value, str):
        return clean(value)
    return int(value) if isinstance(value, bool) else value


def to_time(at: datetime) -> str:
    """ISO text in UTC, always of one length so that it sorts; ValueError for a time without a zone."""
    if at.tzinfo is None:
        raise ValueError("A time given to the store needs a zone: use datetime.now(UTC).")
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def to_json(values: Mapping[str, Value]) -> str:
    """A profile, or the subject of a print, as JSON text."""
    return clean(json.dumps(dict(values), ensure_ascii=False, allow_nan=False))


def from_json(text: str) -> Mapping[str, Value]:
    """From what `to_json` gives; read-only."""
    return MappingProxyType(
        {key: tuple(value) if isinstance(value, list) else value for key, value in json.loads(text).items()}
    )


def moment(text: str | None) -> datetime | None:
    """A time that may be missing."""
    return None if text is None else datetime.fromisoformat(text)


def from_list(text: str) -> list[list[Any]]:
    """From a list of rows that was read as one value."""
    found: list[list[Any]] = json.loads(text)
    return found


def workspace(row: Row) -> Workspace:
    """From the columns of WORKSPACE."""
    return Workspace(row[0], datetime.fromisoformat(row[1]), datetime.fromisoformat(row[2]), bytes(row[3]))


def premises(row: Row, seal: Seal) -> Premises:
    """From the columns of PREMISES."""
    profile = from_json(seal.text(row[2], "premises", row[0]))
    return Premises(row[0], row[1], profile, row[3], datetime.fromisoformat(row[4]), row[5])


def assessment(row: Row, seal: Seal) -> Assessment:
    """From the columns of ASSESSMENT."""
    return Assessment(
        id=row[0],
        premises_id=row[1],
        workspace_id=row[2],
        reference=row[3],
        bank_version=row[4],
        kind=row[5],
        profile=from_json(seal.text(row[6], "assessments", row[0])),
        started=datetime.fromisoformat(row[7]),
        finished=moment(row[8]),
        begun_from=row[9],
    )


def order(row: Row) -> PrintOrder:
    """From the columns of ORDER."""
    return PrintOrder(
        id=row[0],
        key=row[1],
        kind=row[2],
        subject=from_json(row[3]),
        workspace_id=row[4],
        assessment_id=row[5],
        asked=datetime.fromisoformat(row[6]),
        started=moment(row[7]),
        printer=row[8],
        tries=row[9],
        printed=moment(row[10]),
        failed=moment(row[11]),
        held_until=moment(row[12]),
    )


def act(row: Row) -> Act:
    """From the columns of ACT."""
    return Act(row[0], datetime.fromisoformat(row[1]), row[2], row[3], row[4], row[5])


def access_code(row: Row, seal: Seal) -> AccessCode:
    """From the columns of ACCESS_CODE."""
    made, used, withdrawn = datetime.fromisoformat(row[6]), moment(row[7]), moment(row[8])
    return AccessCode(row[0], seal.text(row[1], *code_place(row[0])), Grant(*row[2:6]), made, used, withdrawn)


def code_place(code_id: str) -> tuple[str, str]:
    """Where the name of a code for others is sealed."""
    return ("access_codes", code_id)


def account(row: Row) -> Account:
    """From the columns of ACCOUNT."""
    values = named(ACCOUNT, row)
    return Account(**{**values, "created": datetime.fromisoformat(values["created"])})


def passkey(row: Row) -> Passkey:
    """From the columns of PASSKEY."""
    values = named(PASSKEY, row)
    return Passkey(**{**values, "created": datetime.fromisoformat(values["created"]), "used": moment(values["used"])})


def sign_in(row: Row) -> SignIn:
    """From the columns of SIGN_IN."""
    return SignIn(row[0], row[1], row[2], *map(datetime.fromisoformat, row[3:6]))


def facts_to_json(facts: ShareFacts | None) -> str:
    """The facts of a share as JSON text; an empty object where there are none."""
    return json.dumps(asdict(facts), ensure_ascii=False) if facts else "{}"


def facts(text: str) -> ShareFacts | None:
    """From JSON text; facts that an older version did not know are not known."""
    kept = json.loads(text)
    if not kept:
        return None
    known = {name: kept[name] for name in _FACTS if name in kept}
    known["areas"] = {area: (points, most) for area, (points, most) in kept.get("areas", {}).items()}
    known["gaps"] = tuple(kept.get("gaps", ()))
    return ShareFacts(**known)
