"""What any store must do to keep workspaces apart, for every method."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from assessment.answers import Answer
from assessment.progress import PlanItem
from assessment.share_facts import ShareFacts
from storage.access_codes import AccessCodeStore
from storage.calendar_feeds import CalendarFeedStore, NewFeed
from storage.errors import NotFound
from storage.grants import Grant, NewAccessCode
from storage.owners import AssessmentStore, Origin, WorkspaceStore
from storage.plans import PlanChange, PlanStore
from storage.print_orders import PrintStore
from storage.procedures import ProcedureStore
from storage.read_forms import ReadFormStore
from storage.site import SiteStore
from storage.staff_checks import NewStaffCheck, StaffCheckStore
from storage.store import Store
from tests.storage.place import BANK, HOUR, NOW, PROFILE, Place, furnish

# The parts of a store that are about workspaces; the others are about forces and their advisers.
PARTS = (
    *(WorkspaceStore, AssessmentStore, PlanStore, ProcedureStore, AccessCodeStore, CalendarFeedStore),
    *(ReadFormStore, PrintStore, StaffCheckStore),
    SiteStore,
)

# Each tries, as workspace `us`, to get at what is `theirs`: it must find nothing, or raise NotFound.
Attack = Callable[[Store, str, Place], object]
CHECK = NewStaffCheck(BANK, staff=9, until=NOW + HOUR)


def _worked_on(store: Store, place: Place) -> str:
    """The id of the finished assessment of a place, whose plan somebody works through."""
    ours, which = place.workspace.id, place.assessment.id
    store.finish(ours, which, NOW)
    store.change_plan(ours, which, lambda _: PlanChange({"job.lock": PlanItem("Maya")}), NOW)
    return which


LOOKS: dict[str, Attack] = {
    "premises": lambda s, us, theirs: s.premises(us, theirs.premises.id),
    "assessment": lambda s, us, theirs: s.assessment(us, theirs.assessment.id),
    "answered": lambda s, us, theirs: s.answered(us, theirs.assessment.id),
    "assessments_of": lambda s, us, theirs: s.assessments_of(us, theirs.premises.id),
    "assessments_in": lambda s, us, theirs: [a for a in s.assessments_in(us) if a.id == theirs.assessment.id],
    "read_form": lambda s, us, theirs: s.read_form(
        s.assessments_of(us, s.premises_of(us)[0].id)[0].id,
        s.keep_form(theirs.workspace.id, theirs.assessment.id, "{}", NOW),
    ),
    "access_codes_of": lambda s, us, theirs: made_code(s, theirs) and s.access_codes_of(us),
    "prints_of": lambda s, us, theirs: [p for p in s.prints_of(us, "plan") if p.id == theirs.order.id],
    "plans_changed": lambda s, us, theirs: _worked_on(s, theirs) and s.plans_changed(us),
    "staff_check": lambda s, us, theirs: s.staff_check(us, begun_check(s, theirs)),
    "staff_checks_of": lambda s, us, theirs: begun_check(s, theirs) and s.staff_checks_of(us, theirs.premises.id),
    "premises_of": lambda s, us, theirs: [p for p in s.premises_of(us) if p.id == theirs.premises.id],
}
CHANGES: dict[str, Attack] = {
    "save_profile": lambda s, us, theirs: s.save_profile(us, theirs.premises.id, {"name": "!"}, NOW),
    "choose_force": lambda s, us, theirs: s.choose_force(us, theirs.premises.id, "!"),
    "keep_logo": lambda s, us, theirs: s.keep_logo(us, theirs.premises.id, b"!", NOW),
    "change_procedures": lambda s, us, theirs: s.change_procedures(us, theirs.premises.id, dict, NOW),
    "start_assessment": lambda s, us, theirs: s.start_assessment(us, theirs.premises.id, BANK, "full", NOW),
    "delete_premises": lambda s, us, theirs: s.delete_premises(us, theirs.premises.id, NOW),
    "delete_assessment": lambda s, us, theirs: s.delete_assessment(us, theirs.assessment.id, NOW),
    "change_profile": lambda s, us, theirs: s.change_profile(us, theirs.premises.id, dict, NOW),
    "finish": lambda s, us, theirs: s.finish(us, theirs.assessment.id, NOW, ShareFacts(use="!")),
    "open_again": lambda s, us, theirs: s.open_again(us, theirs.assessment.id, NOW),
    "order_print": lambda s, us, theirs: s.order_print(
        "plan", "other", {}, NOW, workspace_id=us, assessment_id=theirs.assessment.id
    ),
    "keep_form": lambda s, us, theirs: s.keep_form(us, theirs.assessment.id, "{}", NOW),
    "change_answers": lambda s, us, theirs: s.change_answers(us, theirs.assessment.id, dict, NOW),
    "make_access_code": lambda s, us, theirs: s.make_access_code(
        us, NewAccessCode(b"!", "!", Grant("place", premises_id=theirs.premises.id)), NOW
    ),
    "make_access_code: for an area": lambda s, us, theirs: s.make_access_code(
        us, NewAccessCode(b"!", "!", Grant("area", None, theirs.assessment.id, "cctv")), NOW
    ),
    "withdraw_access_code": lambda s, us, theirs: s.withdraw_access_code(us, made_code(s, theirs), NOW),
    "change_answers: with a code of another workspace": lambda s, us, theirs: s.change_answers(
        us, s.assessments_of(us, s.premises_of(us)[0].id)[0].id, dict, NOW, Origin(by=made_code(s, theirs))
    ),
    "make_feed": lambda s, us, theirs: s.make_feed(us, theirs.assessment.id, NewFeed(b"!", "!", "plain"), NOW),
    "withdraw_feed": lambda s, us, theirs: s.withdraw_feed(us, theirs.assessment.id, made_feed(s, theirs), NOW),
    "withdraw_feed: at our own assessment": lambda s, us, theirs: s.withdraw_feed(
        us, s.assessments_of(us, s.premises_of(us)[0].id)[0].id, made_feed(s, theirs), NOW
    ),
    "begin_staff_check": lambda s, us, theirs: s.begin_staff_check(us, theirs.premises.id, CHECK, NOW),
    "show_staff_check": lambda s, us, theirs: s.show_staff_check(us, begun_check(s, theirs)),
    "close_staff_check": lambda s, us, theirs: s.close_staff_check(us, begun_check(s, theirs), NOW),
    "set_aside_staff_check": lambda s, us, theirs: s.set_aside_staff_check(us, begun_check(s, theirs), "!", NOW),
    "change_plan": lambda s, us, theirs: s.change_plan(us, theirs.assessment.id, lambda _: PlanChange(), NOW),
    "save_answers": lambda s, us, theirs: s.save_answers(us, theirs.assessment.id, {"gates": Answer("0")}, NOW),
}
# These name one workspace and nothing in it: with an unknown one they must fail in the same way.
OWN: dict[str, Attack] = {
    "add_premises": lambda s, us, theirs: s.add_premises("unknown", NOW),
    "replace_code": lambda s, us, theirs: s.replace_code("unknown", b"!", NOW),
}
# These are not about one workspace, or the contract shows that they keep to it, or their caller has looked.
EXEMPT = {
    "begin_workspace": "makes a new one",
    "find_workspace": "the code is the key to it",
    "workspace": "the workspace itself",
    "delete_workspace": "test_deleting_takes_everything_of_one_workspace",
    "keep_setting": "settings are the operator's",
    "setting": "settings are the operator's",
    "logo": "the caller has looked up the premises",
    "procedures": "the caller has looked up the premises",
    "clean_log": "keeps nothing",
    "wrap_keys": "changes nothing that anyone said",
    "forget_forms": "for the worker only",
    "untouched_workspaces": "for the worker only",
    "delete_untouched": "for the worker only",
    "count_pages": "of the whole database",
    "damaged_pages": "of the whole database",
    "keep_bank": "banks have no owner",
    "bank_document": "banks have no owner",
    "find_assessment": "for the worker only",
    "answers": "the caller has looked up the assessment",
    "answer_authors": "the caller has looked up the assessment",
    "open_access_code": "the code is the key to it",
    "find_staff_check": "its code is what the owner gives out",
    "count_run": "whoever takes the check has come with its code",
    "plans_changed_between": "for the worker only",
    "progress": "the caller has looked up the assessment",
    "feeds_of": "the caller has looked up the assessment",
    "find_feed": "the token is the key to it",
    "find_print": "the caller compares its workspace",
    "printed_document": "the caller has looked up the order",
    "unfinished_prints": "for the worker, and to count them",
    "take_print": "for the worker only",
    "hold_print": "for the worker only",
    "keep_printed": "for the worker only",
    "give_print_back": "for the worker only",
    "forget_print": "for the worker only",
    "forget_printed": "for the worker only",
    "retry_print": "the caller has looked up the order",
    "note_attempt": "before any workspace is open",
    "attempts_since": "before any workspace is open",
    "check": "about no owner",
    "close": "about no owner",
}


def made_code(store: Store, place: Place) -> str:
    """The id of a code for others of this workspace."""
    new = NewAccessCode(b"for others", "Tom", Grant("place", premises_id=place.premises.id))
    return store.make_access_code(place.workspace.id, new, NOW).id


def made_feed(store: Store, place: Place) -> str:
    """The id of a calendar feed of this assessment, made once."""
    ours, which = place.workspace.id, place.assessment.id
    return store.make_feed(ours, which, NewFeed(b"feed", "Maya", "plain"), NOW).id


def begun_check(store: Store, place: Place) -> str:
    """The id of a staff check of this place."""
    return store.begin_staff_check(place.workspace.id, place.premises.id, CHECK, NOW).id


def picture(store: Store, place: Place) -> object:
    """Everything of a workspace that can be seen."""
    ours = place.workspace.id
    return (
        store.workspace(ours),
        store.premises_of(ours),
        store.shares_of(ours),
        store.assessments_of(ours, place.premises.id),
        store.answers(place.assessment.id),
        store.progress(place.assessment.id),
        store.find_print(place.order.id),
        store.printed_document(place.order.id),
        store.unfinished_prints(),
    )


class TestIsolation:
    """No method shows or changes what belongs to another workspace."""

    def test_every_method_is_here(self) -> None:
        methods = {name for part in PARTS for name in vars(part) if not name.startswith("_")}
        assert methods == {name.partition(":")[0] for name in (*LOOKS, *CHANGES, *OWN, *EXEMPT)}

    @pytest.mark.parametrize("name", LOOKS)
    def test_a_look_finds_nothing(self, store: Store, name: str) -> None:
        us, theirs = furnish(store, b"us"), furnish(store, b"theirs")
        assert not LOOKS[name](store, us.workspace.id, theirs)

    @pytest.mark.parametrize("name", CHANGES)
    def test_a_change_is_refused_and_changes_neither(self, store: Store, name: str) -> None:
        us, theirs = furnish(store, b"us"), furnish(store, b"theirs")
        before = picture(store, us), picture(store, theirs)
        with pytest.raises(NotFound, match="choose again"):
            CHANGES[name](store, us.workspace.id, theirs)
        assert (picture(store, us), picture(store, theirs)) == before

    @pytest.mark.parametrize("name", OWN)
    def test_an_unknown_workspace_is_refused(self, store: Store, name: str) -> None:
        theirs = furnish(store)
        before = picture(store, theirs)
        with pytest.raises(NotFound, match="choose again"):
            OWN[name](store, "unknown", theirs)
        assert picture(store, theirs) == before

    def test_a_profile_is_copied_from_the_own_premises(self, store: Store) -> None:
        us, theirs = furnish(store, b"us"), furnish(store, b"theirs")
        store.save_profile(theirs.workspace.id, theirs.premises.id, {"name": "theirs"}, NOW)
        found = store.assessment(us.workspace.id, us.assessment.id)
        assert found is not None
        assert found.profile == PROFILE
