"""A scene in a store: a place that shares with Kent, two advisers with everything an account can have, a session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from assessment.visit_overrides import Advice, Remark
from assessment.visit_records import DiaryEntry, Finding
from storage.entries import Details
from storage.grants import Grant, NewAccessCode
from storage.owner_sessions import NewSession
from storage.photographs import NewPhotograph
from storage.records import PrintOrder
from storage.sharing import Share
from storage.staff_checks import NewStaffCheck
from storage.store import Store
from storage.visit_records import ADVICE, DIARY, FINDINGS, Record, RecordKind
from storage.visits import SignOff, Visit
from storage.workshops import NewWorkshop, Workshop
from tests.storage.place import BANK, HOUR, NOW, Place, adviser, furnish, invited


@dataclass(frozen=True)
class Scene:
    """A store with a place that shares with Kent, and two advisers of Kent with everything an account can have."""

    store: Store
    place: Place
    share: Share
    ann: str
    ben: str
    session: str  # the newer one of Ann's two

    @property
    def ours(self) -> str:
        """The id of the place's workspace."""
        return self.place.workspace.id

    @property
    def which(self) -> str:
        """The id of its assessment."""
        return self.place.assessment.id

    @property
    def where(self) -> str:
        """The id of its premises."""
        return self.place.premises.id

    def workshop(self) -> Workshop:
        """An open workshop of Kent."""
        new = NewWorkshop("Pubs", "quick", BANK, NOW + 12 * HOUR)
        return self.store.begin_workshop("kent", self.ann, new, NOW)

    def visit(self) -> Visit:
        """An open visit with something noted."""
        visit = self.store.begin_visit("kent", self.share.id, self.ann, NOW)
        self.store.save_remarks("kent", visit.id, {"gates": Remark("0", "1", "", "Private", "Note")}, NOW)
        self._writes(visit, ADVICE, Advice("now", "Oil the gate"))
        self._writes(visit, FINDINGS, Finding("The gate squeaks", "low"))
        photograph = NewPhotograph(visit.id, "one", b"JPEG", 12)
        self.store.add_photograph("kent", self.ann, photograph, NOW)
        self._writes(visit, DIARY, DiaryEntry(date(2026, 11, 3), "Maya"))
        return visit

    def _writes(self, visit: Visit, kind: RecordKind[Record], row: Record) -> None:
        said = {"one": row, "two": row}
        self.store.change_records("kent", visit.id, self.ann, kind, lambda _: said, NOW)

    def signed(self) -> Visit:
        """A signed visit."""
        visit = self.visit()
        self.store.sign_off("kent", visit.id, SignOff(self.ann, "Maya", date(2026, 11, 4)), NOW)
        return visit

    def entry(self, *, confirmed: bool = False) -> str:
        """A proposed entry of the directory."""
        entry = self.store.propose_entry("kent", self.ann, lambda *_: Details("Team"), NOW)
        if confirmed:
            self.store.confirm_entry("kent", entry.id, self.ben, NOW)
        return entry.id

    def form(self, visit_id: str | None = None) -> str:
        """A filled-in form that was read, of the assessment or of a visit; its id."""
        return self.store.keep_form(self.ours, self.which, "{}", NOW, visit_id=visit_id)

    def opened(self) -> bytes:
        """The digest of a session in which the workspace is open, its code not yet kept."""
        self.store.find_workspace(b"code", NOW, session=NewSession(b"open", b"sealed"))
        return b"open"

    def code(self, *, opened: bool = False) -> str:
        """A code for others with which the place may be worked on, open in a session if that is asked; its id."""
        new = NewAccessCode(b"for others", "Tom", Grant("place", premises_id=self.where))
        made = self.store.make_access_code(self.ours, new, NOW)
        if opened:
            self.store.open_access_code(b"for others", NOW, NewSession(b"theirs"))
        return made.id

    def check(self, responses: int = 0) -> str:
        """A staff check of the place with so many responses; its id."""
        new = NewStaffCheck(BANK, staff=9, until=NOW + 12 * HOUR)
        made = self.store.begin_staff_check(self.ours, self.where, new, NOW)
        for _ in range(responses):
            self.store.count_run(made.id, {"hot-hidden": True, "rht-phones": False}, NOW, too_fast=False)
        return made.id

    def order(self, *, taken: bool = False, failed: bool = False) -> PrintOrder:
        """An order that waits, is being printed, or has failed."""
        order = self.store.order_print("card", "key", {}, NOW, workspace_id=self.ours)
        if taken or failed:
            self.store.take_print(order.id, "printer", NOW)
        if failed:
            self.store.give_print_back(order.id, "printer", NOW, most_tries=1)
        return order

    def waiting(self) -> str:
        """Somebody of Kent who has not accepted yet; the invitation is "new"."""
        return invited(self.store, "new").id


def make_scene(store: Store) -> Scene:
    """A scene in an empty store."""
    place = furnish(store)
    ann, ben = adviser(store, "kent", "Ann"), adviser(store, "kent", "Ben")
    store.replace_recovery_codes(ann, (b"r1", b"r2"), NOW)
    store.add_passkey(ann, b"key", b"public", 3, "Key", NOW)
    store.sign_in(ann, b"older", "Firefox", NOW, NOW + 8 * HOUR)
    session = store.sign_in(ann, b"newer", "Edge", NOW + HOUR / 2, NOW + 8 * HOUR).id
    return Scene(store, place, store.shares_of(place.workspace.id)[0], ann, ben, session)
