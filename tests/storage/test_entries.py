"""What any store must do with the contact directory's entries."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest

from storage.entries import Details, Entry, EntryChange
from storage.errors import NotFound, Refused, StoreError
from storage.store import Store
from tests.storage.place import HOSTILE, HOUR, NOW, invited

ONE = Details("Team", "team@force.example", "101", "https://force.example/team", "Always", "All of it")
OTHER = Details(phone="01622 000000")
Act = Callable[[Store, str, str, str, datetime], object]
ACTS: dict[str, Act] = {
    "confirm": lambda s, *rest: s.confirm_entry(*rest),
    "refuse": lambda s, *rest: s.refuse_entry(*rest),
    "renew": lambda s, *rest: s.renew_entry(*rest),
}


def always(details: Details) -> EntryChange:
    """Propose these, whatever is there."""
    return lambda *_: details


class TestEntries:
    """Every promise of `storage.entries.EntryStore`."""

    @pytest.fixture
    def team(self, store: Store) -> tuple[str, str]:
        """Two people of Kent."""
        return invited(store, "ann").id, invited(store, "ben").id

    def test_a_proposal_waits_and_is_printed_once_confirmed(self, store: Store, team: tuple[str, str]) -> None:
        ann, ben = team
        made = store.propose_entry("kent", ann, always(ONE), NOW)
        assert made == Entry(made.id, "kent", ONE, ann, NOW, "waiting")
        assert store.waiting_entry("kent") == made
        assert store.printed_entry("kent") is None
        store.confirm_entry("kent", made.id, ben, NOW + HOUR)
        printed = Entry(made.id, "kent", ONE, ann, NOW, "confirmed", ben, NOW + HOUR, ben, NOW + HOUR)
        assert store.printed_entry("kent") == printed
        assert store.entries_of("kent") == (printed,)
        assert store.waiting_entry("kent") is None

    def test_a_proposal_is_made_of_what_waits_and_what_is_printed(self, store: Store, team: tuple[str, str]) -> None:
        ann, ben = team
        seen: list[tuple[Details | None, Details | None]] = []

        def change(waiting: Details | None, printed: Details | None) -> Details:
            seen.append((waiting, printed))
            return OTHER

        first = store.propose_entry("kent", ann, always(ONE), NOW)
        store.confirm_entry("kent", first.id, ben, NOW)
        for _ in range(2):
            store.propose_entry("kent", ann, change, NOW)
        assert seen == [(None, ONE), (OTHER, ONE)]

    def test_what_the_change_raises_ends_the_proposal(self, store: Store, team: tuple[str, str]) -> None:
        def change(*_: Details | None) -> Details:
            raise Refused("Two people changed the phone number.")

        with pytest.raises(Refused, match="Two people"):
            store.propose_entry("kent", team[0], change, NOW)
        assert store.entries_of("kent") == ()
        assert not [act for act in store.log_of("kent") if act.act == "proposed-entry"]

    def test_a_new_proposal_changes_nothing_printed_and_overtakes_one_that_waits(
        self, store: Store, team: tuple[str, str]
    ) -> None:
        ann, ben = team
        first = store.propose_entry("kent", ann, always(ONE), NOW)
        store.confirm_entry("kent", first.id, ben, NOW)
        second = store.propose_entry("kent", ann, always(OTHER), NOW)
        third = store.propose_entry("kent", ben, always(OTHER), NOW)
        assert [each.state for each in store.entries_of("kent")] == ["waiting", "replaced", "confirmed"]
        with pytest.raises(NotFound, match="waits no longer"):
            store.confirm_entry("kent", second.id, ben, NOW)
        store.refuse_entry("kent", third.id, ann, NOW)
        found = store.printed_entry("kent")
        assert found is not None
        assert found.id == first.id
        assert [each.state for each in store.entries_of("kent")] == ["refused", "replaced", "confirmed"]
        assert store.waiting_entry("kent") is None

    @pytest.mark.parametrize(
        ("act", "own", "problem"),
        [
            ("confirm", True, "Ask someone else"),
            ("confirm", False, None),
            ("refuse", True, None),
            ("refuse", False, None),
            ("renew", True, "not the one that is printed"),
            ("renew", False, "not the one that is printed"),
        ],
    )
    def test_who_may_do_what_with_a_proposal(
        self, store: Store, team: tuple[str, str], act: str, own: bool, problem: str | None
    ) -> None:
        made = store.propose_entry("kent", team[0], always(ONE), NOW)
        who = team[0] if own else team[1]
        if problem is None:
            ACTS[act](store, "kent", made.id, who, NOW)
            assert [each.state for each in store.entries_of("kent")] == [f"{act}d" if act == "refuse" else "confirmed"]
        else:
            with pytest.raises(StoreError, match=problem):
                ACTS[act](store, "kent", made.id, who, NOW)
            assert store.waiting_entry("kent") == made

    def test_saying_that_it_is_still_right_moves_the_day_of_the_check(
        self, store: Store, team: tuple[str, str]
    ) -> None:
        ann, ben = team
        made = store.propose_entry("kent", ann, always(ONE), NOW)
        store.confirm_entry("kent", made.id, ben, NOW)
        store.renew_entry("kent", made.id, ann, NOW + HOUR)
        store.renew_entry("kent", made.id, ann, NOW + 2 * HOUR)
        found = store.printed_entry("kent")
        assert found is not None
        assert (found.decided_by, found.decided_at) == (ben, NOW)
        assert (found.checked_by, found.checked_at) == (ann, NOW + 2 * HOUR)
        assert len(store.entries_of("kent")) == 1

    @pytest.mark.parametrize("act", ACTS)
    def test_another_force_finds_nothing(self, store: Store, team: tuple[str, str], act: str) -> None:
        made = store.propose_entry("kent", team[0], always(ONE), NOW)
        if act == "renew":
            store.confirm_entry("kent", made.id, team[1], NOW)
        before = store.entries_of("kent")
        for force, which in (("essex", made.id), ("kent", "unknown")):
            with pytest.raises(NotFound):
                ACTS[act](store, force, which, team[1], NOW)
        assert store.entries_of("kent") == before
        assert store.entries_of("essex") == ()
        assert store.printed_entry("essex") is store.waiting_entry("essex") is None

    def test_of_many_decisions_at_once_one_counts(self, store: Store, team: tuple[str, str]) -> None:
        made = store.propose_entry("kent", team[0], always(ONE), NOW)

        def decides(number: int) -> bool:
            try:
                ACTS["confirm" if number % 2 else "refuse"](store, "kent", made.id, team[1], NOW)
            except NotFound:
                return False
            return True

        with ThreadPoolExecutor(8) as pool:
            assert sorted(pool.map(decides, range(8))) == [False] * 7 + [True]

    def test_hostile_words_come_back_as_they_were(self, store: Store, team: tuple[str, str]) -> None:
        for text in HOSTILE:
            details = Details(text, notes=text)
            assert store.propose_entry("kent", team[0], always(details), NOW).details == details

    def test_every_act_is_in_the_log(self, store: Store, team: tuple[str, str]) -> None:
        ann, ben = team
        made = store.propose_entry("kent", ann, always(ONE), NOW)
        store.confirm_entry("kent", made.id, ben, NOW)
        store.renew_entry("kent", made.id, ann, NOW)
        dropped = store.propose_entry("kent", ann, always(OTHER), NOW)
        store.refuse_entry("kent", dropped.id, ann, NOW)
        with pytest.raises(NotFound):
            store.refuse_entry("kent", dropped.id, ann, NOW)
        assert [(each.account_id, each.act, each.about) for each in reversed(store.log_of("kent"))] == [
            (ann, "proposed-entry", made.id),
            (ben, "confirmed-entry", made.id),
            (ann, "renewed-entry", made.id),
            (ann, "proposed-entry", dropped.id),
            (ann, "refused-entry", dropped.id),
        ]
