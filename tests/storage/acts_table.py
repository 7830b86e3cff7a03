"""Every method of a store that changes something, with how it is prepared and called; `reads_table` has the others.

A method that is in neither fails `test_all_or_nothing`, so a new one cannot be forgotten.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial

from assessment.answers import Answer
from assessment.share_facts import ShareFacts
from assessment.visit_overrides import Remark
from assessment.workshop_summary import WorkshopSummary
from storage.accounts import Invitation, NewAccount
from storage.entries import Details
from storage.owner_sessions import NewSession
from storage.owners import Origin
from storage.read_forms import MOST_FORMS
from storage.sharing import NewShare
from storage.visits import SignOff
from storage.workshops import NewWorkshop
from tests.storage.acts_on_places import ACTS_ON_PLACES
from tests.storage.code_acts import CODE_CHANGES
from tests.storage.leaving_acts import LEAVING
from tests.storage.place import BANK, NOW, setup
from tests.storage.plan_acts import LATER, PLAN_CHANGES
from tests.storage.print_acts import PRINT_CHANGES
from tests.storage.scene import Scene
from tests.storage.staff_check_acts import STAFF_CHECK_CHANGES
from tests.storage.visit_acts import VISIT_CHANGES

UNTIL = NOW + timedelta(days=90)
FACTS = ShareFacts("full", use="hall", areas={"access": (3, 9), "cctv": (1, 4)}, gaps=("gates", "locks"))
Act = Callable[[], object]
SESSION = NewSession(b"new session", b"sealed")


def _replace_in_session(s: Scene) -> Act:
    s.opened()
    return partial(s.store.replace_code, s.ours, b"new", LATER, session=SESSION)


def _old_sessions(s: Scene) -> Act:
    s.opened()
    return partial(s.store.forget_sessions, LATER)


def _begin_in_workshop(s: Scene) -> Act:
    return partial(s.store.begin_workspace, b"new", LATER, workshop_id=s.workshop().id)


def _start_in_workshop(s: Scene) -> Act:
    joined = s.workshop().id
    return partial(s.store.start_assessment, s.ours, s.where, BANK, "full", LATER, workshop_id=joined)


def _profile(s: Scene) -> Act:
    return partial(s.store.change_profile, s.ours, s.where, lambda old: {**old, "people": 9}, LATER)


def _answers(s: Scene) -> Act:
    said = {"gates": Answer("3"), "cctv": None, "locks": Answer("1", note="New")}
    return partial(s.store.change_answers, s.ours, s.which, lambda _: said, LATER)


def _answers_of_a_form(s: Scene) -> Act:
    form_id, said = s.form(), {"gates": Answer("3")}
    return partial(s.store.change_answers, s.ours, s.which, lambda _: said, LATER, Origin(form_used=lambda: form_id))


def _one_form_more(s: Scene) -> Act:
    """The oldest is forgotten."""
    for _ in range(MOST_FORMS):
        s.form()
    return partial(s.store.keep_form, s.ours, s.which, "{}", LATER)


def _old_forms(s: Scene) -> Act:
    s.form()
    return partial(s.store.forget_forms, LATER)


def _remarks_of_a_form(s: Scene) -> Act:
    visit = s.visit().id
    form_id, said = s.form(visit), {"cctv": Remark("2")}
    return partial(s.store.change_remarks, "kent", visit, lambda _: said, LATER, by=s.ann, form_used=lambda: form_id)


def _open_again(s: Scene) -> Act:
    s.store.join_workshop(s.workshop().id, s.ours, s.which, NOW)
    s.store.finish(s.ours, s.which, NOW)
    return partial(s.store.open_again, s.ours, s.which, LATER)


def _share(s: Scene) -> NewShare:
    """Of a second assessment of the place, so that the figures move from the first to it."""
    other = s.store.start_assessment(s.ours, s.where, BANK, "full", NOW).id
    return NewShare(s.ours, other, "kent", "share", UNTIL, "Hello", "01622", FACTS)


def _second_account(s: Scene) -> Act:
    """A first administrator where the same email waits already: that one is removed."""
    waiting = s.store.account(s.waiting())
    assert waiting is not None
    invitation = Invitation(b"first", UNTIL)
    return partial(s.store.invite_first_administrator, "kent", waiting.email, "New", invitation, LATER)


def _suspended(s: Scene, *, by_operator: bool = False) -> Act:
    s.store.suspend(s.ann, by=s.ben, now=NOW)
    return partial(s.store.restore, s.ann, by=None if by_operator else s.ben, now=LATER)


def _accept(s: Scene) -> Act:
    s.waiting()
    return partial(s.store.accept_invitation, b"new", setup("New", (b"n1", b"n2")), LATER)


def _joined(s: Scene, act: str) -> Act:
    workshop = s.workshop().id
    if act == "join":
        return partial(s.store.join_workshop, workshop, s.ours, s.which, LATER)
    s.store.join_workshop(workshop, s.ours, s.which, NOW)
    return partial(s.store.leave_workshop, s.ours, workshop)


def _end(s: Scene) -> Act:
    return partial(
        s.store.end_workshop, "kent", s.workshop().id, s.ann, WorkshopSummary(7, 6, 5, None, None, {}), LATER
    )


def _sign_off(s: Scene) -> Act:
    return partial(s.store.sign_off, "kent", s.visit().id, SignOff(s.ann, "Maya", date(2026, 12, 4), FACTS), LATER)


def _sign_off_and_extend(s: Scene) -> Act:
    signed = SignOff(s.ann, "Maya", date(2026, 12, 4), FACTS, UNTIL + timedelta(days=200))
    return partial(s.store.sign_off, "kent", s.visit().id, signed, LATER)


def _taken(s: Scene, act: str) -> Act:
    s.store.take("kent", s.share.id, s.ann, NOW)
    return partial(getattr(s.store, act), "kent", s.share.id, s.ben, LATER)


def _team_feed(s: Scene) -> Act:
    s.store.make_team_feed(s.ann, b"token", NOW)
    return partial(s.store.withdraw_team_feed, s.ann, LATER)


def _taken_and_gone(s: Scene, act: str) -> Act:
    s.store.take("kent", s.share.id, s.ann, NOW)
    return partial(getattr(s.store, act), s.ann, by=s.ben, now=LATER)


def _remarks(s: Scene) -> Act:
    remarks = {"gates": None, "cctv": Remark(None, "3", "", "", "Good")}
    return partial(s.store.save_remarks, "kent", s.visit().id, remarks, LATER)


def _law_sheet(s: Scene) -> Act:
    visit = s.visit().id
    s.store.change_law_sheet("kent", visit, s.ann, lambda _: {"words-get-out": "Old"}, NOW)
    said = {"words-get-out": "New", "status-get-out": "partly"}
    return partial(s.store.change_law_sheet, "kent", visit, s.ann, lambda _: said, LATER)


def _changed_remarks(s: Scene) -> Act:
    return partial(
        s.store.change_remarks,
        "kent",
        s.visit().id,
        lambda old: {**dict.fromkeys(old), "cctv": Remark("2")},
        LATER,
        by=s.ann,
    )


# Prepares in the scene, and gives the act that may fail. The key is the method, and what is special after a colon.
CHANGES: dict[str, Callable[[Scene], Act]] = {
    **CODE_CHANGES,
    **PLAN_CHANGES,
    "begin_workspace": lambda s: partial(s.store.begin_workspace, b"new", LATER),
    "begin_workspace: in a workshop": _begin_in_workshop,
    "find_workspace": lambda s: partial(s.store.find_workspace, b"code", LATER),
    "begin_workspace: in a session": lambda s: partial(s.store.begin_workspace, b"new", LATER, session=SESSION),
    "find_workspace: in a session": lambda s: partial(s.store.find_workspace, b"code", LATER, session=SESSION),
    "replace_code": lambda s: partial(s.store.replace_code, s.ours, b"new", LATER),
    "replace_code: in a session": _replace_in_session,
    "owner_session": lambda s: partial(s.store.owner_session, s.opened(), LATER),
    **LEAVING,
    "close_session": lambda s: partial(s.store.close_session, s.opened()),
    "forget_sessions": _old_sessions,
    "delete_workspace": lambda s: partial(s.store.delete_workspace, s.ours),
    "delete_untouched": lambda s: partial(s.store.delete_untouched, LATER + timedelta(days=400), 1),
    **ACTS_ON_PLACES,
    "change_profile": _profile,
    "save_profile": lambda s: partial(s.store.save_profile, s.ours, s.where, {"people": 9}, LATER),
    "choose_force": lambda s: partial(s.store.choose_force, s.ours, s.where, "essex"),
    "keep_logo": lambda s: partial(s.store.keep_logo, s.ours, s.where, b"other", LATER),
    "start_assessment": lambda s: partial(s.store.start_assessment, s.ours, s.where, BANK, "full", LATER),
    "start_assessment: in a workshop": _start_in_workshop,
    "change_answers": _answers,
    "save_answers": lambda s: partial(s.store.save_answers, s.ours, s.which, {"gates": Answer("3")}, LATER),
    "finish": lambda s: partial(s.store.finish, s.ours, s.which, LATER, FACTS),
    "open_again": lambda s: partial(s.store.open_again, s.ours, s.which, LATER, in_full=True),
    "open_again: finished": _open_again,
    "change_answers: of a form": _answers_of_a_form,
    "keep_form": _one_form_more,
    "forget_forms": _old_forms,
    **PRINT_CHANGES,
    "share": lambda s: partial(s.store.share, _share(s), LATER),
    "withdraw": lambda s: partial(s.store.withdraw, s.ours, s.share.id, LATER),
    "take_over": partial(_taken, act="take_over"),
    "assign": lambda s: partial(s.store.assign, "kent", s.share.id, s.ann, s.ben, LATER),
    "move_case": lambda s: partial(s.store.move_case, "kent", s.ours, s.ann, "take", LATER, None),
    "move_case: assigned": lambda s: partial(s.store.move_case, "kent", s.ours, s.ann, "assign", LATER, s.ben),
    "return_to_queue": partial(_taken, act="return_to_queue"),
    "suspend: with a request": partial(_taken_and_gone, act="suspend"),
    "remove: with a request": partial(_taken_and_gone, act="remove"),
    "take": lambda s: partial(s.store.take, "kent", s.share.id, s.ann, LATER),
    "look": lambda s: partial(s.store.look, "kent", s.share.id, s.ann, LATER),
    "close_share": lambda s: partial(s.store.close_share, "kent", s.share.id, s.ann, "Visited", LATER),
    "pass_on": lambda s: partial(s.store.pass_on, "kent", s.share.id, s.ann, "btp", "A station", LATER),
    "begin_visit": lambda s: partial(s.store.begin_visit, "kent", s.share.id, s.ann, LATER),
    "begin_in_person_visit": lambda s: partial(s.store.begin_in_person_visit, _share(s), s.ann, LATER),
    "change_remarks": _changed_remarks,
    "change_remarks: of a form": _remarks_of_a_form,
    "keep_form: of a visit": lambda s: partial(s.store.keep_form, s.ours, s.which, "{}", LATER, visit_id=s.visit().id),
    "change_law_sheet": _law_sheet,
    "save_remarks": _remarks,
    **VISIT_CHANGES,
    "sign_off": _sign_off,
    "sign_off: and share for longer": _sign_off_and_extend,
    "follow_up": lambda s: partial(s.store.follow_up, "kent", s.signed().id, s.ann, LATER),
    "begin_workshop": lambda s: partial(
        s.store.begin_workshop, "kent", s.ann, NewWorkshop("Pubs", "full", BANK, UNTIL), LATER
    ),
    "lead_workshop": lambda s: partial(s.store.lead_workshop, "kent", s.workshop().id, s.ann, "access", LATER),
    "keep_shown": lambda s: partial(s.store.keep_shown, "kent", s.workshop().id, {}, {"gates": ((5, 0),)}),
    "end_workshop": _end,
    "join_workshop": partial(_joined, act="join"),
    "leave_workshop": partial(_joined, act="leave"),
    **STAFF_CHECK_CHANGES,
    "propose_entry": lambda s: partial(s.store.propose_entry, "kent", s.ann, lambda *_: Details("Team"), LATER),
    "confirm_entry": lambda s: partial(s.store.confirm_entry, "kent", s.entry(), s.ben, LATER),
    "refuse_entry": lambda s: partial(s.store.refuse_entry, "kent", s.entry(), s.ben, LATER),
    "renew_entry": lambda s: partial(s.store.renew_entry, "kent", s.entry(confirmed=True), s.ann, LATER),
    "invite": lambda s: partial(
        s.store.invite,
        NewAccount("kent", "cat@force.example", "Cat", "adviser"),
        Invitation(b"cat", UNTIL),
        by=s.ann,
        now=LATER,
    ),
    "invite_first_administrator": _second_account,
    "renew_invitation": lambda s: partial(
        s.store.renew_invitation, s.waiting(), Invitation(b"newer", UNTIL), by=s.ann, now=LATER
    ),
    "reset_account": lambda s: partial(s.store.reset_account, s.ann, Invitation(b"again", UNTIL), LATER),
    "accept_invitation": _accept,
    "suspend": lambda s: partial(s.store.suspend, s.ann, by=s.ben, now=LATER),
    "suspend: by the operator": lambda s: partial(s.store.suspend, s.ann, by=None, now=LATER),
    "restore": _suspended,
    "restore: by the operator": partial(_suspended, by_operator=True),
    "remove": lambda s: partial(s.store.remove, s.ann, by=s.ben, now=LATER),
    "remove: by the operator": lambda s: partial(s.store.remove, s.ann, by=None, now=LATER),
    "change_password": lambda s: partial(s.store.change_password, s.ann, "new", keep_sign_in=s.session, now=LATER),
    "update_password_hash": lambda s: partial(s.store.update_password_hash, s.ann, "newer"),
    "replace_authenticator": lambda s: partial(
        s.store.replace_authenticator, s.ann, "new", 7, (b"n1", b"n2"), keep_sign_in=s.session, now=LATER
    ),
    "replace_recovery_codes": lambda s: partial(s.store.replace_recovery_codes, s.ann, (b"n1", b"n2"), LATER),
    "use_totp": lambda s: partial(s.store.use_totp, s.ann, 99),
    "use_recovery": lambda s: partial(s.store.use_recovery, s.ann, b"r1"),
    "add_passkey": lambda s: partial(s.store.add_passkey, s.ann, b"other", b"public", 0, "Other", LATER),
    "use_passkey": lambda s: partial(s.store.use_passkey, s.ann, b"key", 4, LATER),
    "remove_passkey": lambda s: partial(s.store.remove_passkey, s.ann, b"key", LATER),
    "sign_in": lambda s: partial(s.store.sign_in, s.ann, b"new", "Safari", LATER, UNTIL),
    "signed_in": lambda s: partial(s.store.signed_in, b"older", LATER),
    "be_at": lambda s: partial(s.store.be_at, s.session, s.ours, LATER),
    "sign_out": lambda s: partial(s.store.sign_out, s.ann, s.session),
    "end_session": lambda s: partial(s.store.end_session, s.ann, s.session, LATER),
    "make_team_feed": lambda s: partial(s.store.make_team_feed, s.ann, b"token", LATER),
    "withdraw_team_feed": _team_feed,
    "note_log_export": lambda s: partial(s.store.note_log_export, s.ann, LATER),
    "keep_bank": lambda s: partial(s.store.keep_bank, "new", "{}"),
    "keep_setting": lambda s: partial(s.store.keep_setting, "colour", "grey", LATER),
    "note_attempt": lambda s: partial(s.store.note_attempt, "bucket", LATER),
}
