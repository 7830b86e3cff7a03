"""Sessions of advisers."""

from __future__ import annotations

from datetime import datetime, timedelta

from storage.accounts import Account
from storage.ids import new_id
from storage.others import Others
from storage.sign_ins import SignIn
from storage.sql import rows
from storage.sql.acts import log_by
from storage.sql.base import Base, insert, run
from storage.sql.credentials import must_be_active
from storage.sql.others import OTHERS, lately, read_others

SEEN_EVERY = timedelta(minutes=1)


class SignIns(Base):
    """The part of the store about sessions; `storage.sign_ins` says what each method does."""

    def sign_in(self, account_id: str, digest: bytes, device: str, now: datetime, until: datetime) -> SignIn:
        """See SignInStore."""
        moment = rows.to_time(now)
        row = (new_id(), account_id, device, moment, moment, rows.to_time(until))
        with self._writing() as db:
            must_be_active(db, account_id)
            run(db, "delete from sign_ins where until <= ?", (moment,))
            insert(db, "sign_ins", f"{rows.SIGN_IN}, digest", (*row, digest))
            log_by(db, account_id, "signed-in", "", now)
        return rows.sign_in(row)

    def signed_in(self, digest: bytes, now: datetime) -> tuple[SignIn, Account] | None:
        """See SignInStore."""
        row = self._row(
            f"select {rows.columns(rows.SIGN_IN, 's')}, {rows.columns(rows.ACCOUNT, 'a')} "
            "from sign_ins s join accounts a on a.id = s.account_id "
            "where s.digest = ? and s.until > ? and a.state = 'active'",
            (digest, rows.to_time(now)),
        )
        if row is None:
            return None
        width = rows.width(rows.SIGN_IN)
        found = rows.sign_in(row[:width])
        if now - found.seen >= SEEN_EVERY:
            with self._writing(found.id) as db:
                run(db, "update sign_ins set seen = ? where id = ?", (rows.to_time(now), found.id))
        return found, rows.account(row[width:])

    def be_at(self, sign_in_id: str, place: str, now: datetime) -> Others:
        """See SignInStore."""
        row = self._row("select placed from sign_ins where id = ? and place = ?", (sign_in_id, place))
        if row is None or now - datetime.fromisoformat(row[0]) >= SEEN_EVERY:
            with self._writing(sign_in_id) as db:
                values = (place, rows.to_time(now), sign_in_id)
                run(db, "update sign_ins set place = ?, placed = ? where id = ?", values)
        here = "(select cast(? as text) as workspace_id, cast(null as bytea) as digest, cast(? as text) as sign_in_id)"
        found = self._row(f"select {OTHERS} from {here} s", (*lately(now), place, sign_in_id))
        return read_others(*found) if found else Others()

    def sign_ins_of(self, account_id: str, now: datetime) -> tuple[SignIn, ...]:
        """See SignInStore."""
        found = self._rows(
            f"select {rows.SIGN_IN} from sign_ins where account_id = ? and until > ? order by begun desc, rowid desc",
            (account_id, rows.to_time(now)),
        )
        return tuple(map(rows.sign_in, found))

    def sign_out(self, account_id: str, sign_in_id: str) -> None:
        """See SignInStore."""
        with self._writing() as db:
            run(db, "delete from sign_ins where id = ? and account_id = ?", (sign_in_id, account_id))

    def end_session(self, account_id: str, sign_in_id: str, now: datetime) -> bool:
        """See SignInStore."""
        with self._writing() as db:
            ended = run(
                db,
                "delete from sign_ins where id = ? and account_id = ? and until > ?",
                (sign_in_id, account_id, rows.to_time(now)),
            ).rowcount
            if ended:
                log_by(db, account_id, "ended-session", "", now)
        return ended == 1
