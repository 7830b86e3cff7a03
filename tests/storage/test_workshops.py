"""What any store must do with workshops."""

from __future__ import annotations

from datetime import timedelta

import pytest

from assessment.answers import Answer
from assessment.workshop_summary import WorkshopSummary
from storage.errors import NotFound
from storage.store import Store
from storage.workshops import NewWorkshop, Workshop
from tests.storage.place import BANK, HOSTILE, HOUR, NOW, furnish, invited, printed

OURS, THEIRS = "kent", "derbyshire"
FIRST = {"gates": ((5, 0, 0, 0, 0, 0),), "cctv": ((1, 1, 1, 1, 1, 1), (2, 2, 2, 2, 2, 1))}
AFTER_FIRST = {**FIRST, "gates": ((5, 0, 0, 0, 0, 0), (5, 5, 0, 0, 0, 0))}
SEVEN = WorkshopSummary(7, 6, 5, None, {"standard £": 5}, {"gates": (5, 0, 0, 0, 0, 0)})
NOBODY = WorkshopSummary(0, 0, 0, None, None, {})


def begun(store: Store, title: str = "Pubs", force_id: str = OURS) -> Workshop:
    """A workshop of today, open for twelve hours, by an adviser of the force."""
    found = store.find_account(f"a.{force_id}@force.example")
    account = found or invited(store, f"a.{force_id}", force_id)
    store.keep_bank(BANK, "{}")
    return store.begin_workshop(force_id, account.id, NewWorkshop(title, "quick", BANK, NOW + 12 * HOUR), NOW)


class TestWorkshops:
    """Every promise of `storage.workshops.WorkshopStore`."""

    def test_it_comes_back_as_it_was_begun(self, store: Store) -> None:
        for title in HOSTILE:
            made = begun(store, title)
            assert store.workshop(OURS, made.id) == made
            assert store.find_open_workshop(made.code, NOW) == made
        assert [each.title for each in store.workshops_of(OURS)] == list(reversed(HOSTILE))
        assert store.log_of(OURS)[0].act == "began-workshop"

    def test_codes_are_of_eight_plain_characters_and_differ(self, store: Store) -> None:
        codes = {begun(store).code for _ in range(20)}
        assert len(codes) == 20
        assert all(len(code) == 8 and set(code) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ") for code in codes)

    def test_another_force_finds_nothing_and_changes_nothing(self, store: Store) -> None:
        made, place = begun(store), furnish(store)
        begun(store, force_id=THEIRS)
        store.join_workshop(made.id, place.workspace.id, place.assessment.id, NOW)
        assert store.workshop(THEIRS, made.id) is None
        assert made.id not in {each.id for each in store.workshops_of(THEIRS)}
        assert store.members_of(THEIRS, made.id) == ()
        assert store.plans_of_workshop(THEIRS, made.id) == (0, 0)
        assert not store.keep_shown(THEIRS, made.id, {}, FIRST)
        with pytest.raises(NotFound):
            store.lead_workshop(THEIRS, made.id, made.account_id, "reporting", NOW)
        with pytest.raises(NotFound):
            store.end_workshop(THEIRS, made.id, "x", SEVEN, NOW)
        assert store.workshop(OURS, made.id) == made

    def test_members_come_with_choices_and_without_words(self, store: Store) -> None:
        made, place = begun(store), furnish(store)
        store.save_answers(
            place.workspace.id,
            place.assessment.id,
            {"gates": Answer("1", "", "Rusty"), "x": Answer(None, "", "n")},
            NOW,
        )
        store.join_workshop(made.id, place.workspace.id, None, NOW)
        (member,) = store.members_of(OURS, made.id)
        assert (member.assessment, dict(member.choices)) == (None, {})
        store.join_workshop(made.id, place.workspace.id, place.assessment.id, NOW)
        (member,) = store.members_of(OURS, made.id)
        assert member.assessment == store.find_assessment(place.assessment.id)
        assert dict(member.choices) == {"gates": "1", "cctv": "3"}
        assert "Rusty" not in repr(member)
        (part,) = store.memberships(place.workspace.id)
        assert (part.workshop, part.assessment_id) == (made, place.assessment.id)

    def test_joining_again_keeps_the_assessment(self, store: Store) -> None:
        made, place = begun(store), furnish(store)
        for which in (place.assessment.id, None):
            store.join_workshop(made.id, place.workspace.id, which, NOW)
        assert [each.assessment_id for each in store.memberships(place.workspace.id)] == [place.assessment.id]

    def test_a_workspace_joins_only_with_its_own_assessment(self, store: Store) -> None:
        made, us, them = begun(store), furnish(store, b"us"), furnish(store, b"them")
        for workspace, which in ((us.workspace.id, them.assessment.id), ("unknown", None)):
            with pytest.raises(NotFound, match="choose again"):
                store.join_workshop(made.id, workspace, which, NOW)
        assert store.members_of(OURS, made.id) == ()

    def test_who_leaves_is_gone(self, store: Store) -> None:
        made, us, them = begun(store), furnish(store, b"us"), furnish(store, b"them")
        for place in (us, them):
            store.join_workshop(made.id, place.workspace.id, place.assessment.id, NOW)
        for _ in range(2):
            store.leave_workshop(us.workspace.id, made.id)
        assert [each.workspace_id for each in store.members_of(OURS, made.id)] == [them.workspace.id]
        store.delete_workspace(them.workspace.id)
        assert store.members_of(OURS, made.id) == ()

    def test_it_is_led_while_it_is_open(self, store: Store) -> None:
        made = begun(store)
        who = made.account_id
        for area, led in (("reporting", (who, NOW)), (None, (None, None)), ("reporting", (who, NOW))):
            store.lead_workshop(OURS, made.id, who, area, NOW)
            found = store.workshop(OURS, made.id)
            assert found is not None
            assert (found.area_id, (found.led_by, found.led_at)) == (area, led)
        with pytest.raises(NotFound):
            store.lead_workshop(OURS, made.id, who, "reporting", made.until)
        store.end_workshop(OURS, made.id, who, SEVEN, NOW)
        over = store.workshop(OURS, made.id)
        assert over is not None
        assert (over.area_id, over.led_by, over.led_at) == (None, None, None)

    def test_what_is_shown_changes_once_for_one_that_was_read(self, store: Store) -> None:
        made = begun(store)
        assert store.keep_shown(OURS, made.id, made.shown, FIRST)
        assert not store.keep_shown(OURS, made.id, made.shown, {"gates": ((0, 0, 0, 0, 0, 5),)})
        found = store.workshop(OURS, made.id)
        assert found is not None
        assert found.shown == FIRST
        assert store.keep_shown(OURS, made.id, FIRST, AFTER_FIRST), "what is read back is what was kept"
        assert not store.keep_shown(OURS, made.id, FIRST, {})

    @pytest.mark.parametrize("how", ["ended", "late"])
    def test_a_workshop_that_is_over_cannot_be_joined(self, store: Store, how: str) -> None:
        made, place = begun(store), furnish(store)
        now = NOW if how == "ended" else made.until
        if how == "ended":
            store.end_workshop(OURS, made.id, made.account_id, SEVEN, NOW)
        assert store.find_open_workshop(made.code, now) is None
        with pytest.raises(NotFound, match="over"):
            store.join_workshop(made.id, place.workspace.id, None, now)

    def test_the_end_freezes_the_figures_once(self, store: Store) -> None:
        made = begun(store)
        late = made.until + timedelta(days=2)
        store.end_workshop(OURS, made.id, made.account_id, SEVEN, late)
        with pytest.raises(NotFound):
            store.end_workshop(OURS, made.id, made.account_id, NOBODY, late)
        found = store.workshop(OURS, made.id)
        assert found is not None
        assert (found.summary, found.ended, found.area_id) == (SEVEN, late, None)
        assert [each.act for each in store.log_of(OURS)] == ["ended-workshop", "began-workshop"]

    def test_plans_are_counted_by_their_newest_order(self, store: Store) -> None:
        made, us, them = begun(store), furnish(store, b"us"), furnish(store, b"them")
        for place in (us, them):
            store.join_workshop(made.id, place.workspace.id, place.assessment.id, NOW)
        assert store.plans_of_workshop(OURS, made.id) == (2, 2)
        owner = {"workspace_id": us.workspace.id, "assessment_id": us.assessment.id}
        store.order_print("plan", "newer", {}, NOW, **owner)
        store.order_print("card", "other", {}, NOW, **owner)
        assert store.plans_of_workshop(OURS, made.id) == (2, 1)
        printed(store, "newest", b"%PDF", NOW, **owner)
        assert store.plans_of_workshop(OURS, made.id) == (2, 2)
