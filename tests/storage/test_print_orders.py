"""What any store must do with print orders."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest

from questions.conditions import Value
from storage.errors import NotFound
from storage.print_orders import LEASE
from storage.records import PrintOrder
from storage.store import Store
from tests.storage.place import BANK, HOUR, NOW, furnish, printed

SUBJECT: Mapping[str, Value] = {"assessment": "a", "large": True, "link": "https://example.org/?<b>&😀", "sides": 2}


def again(store: Store, order: PrintOrder) -> PrintOrder:
    """The order as it is kept now."""
    found = store.find_print(order.id)
    assert found is not None
    return found


class TestPrinting:
    """Every promise of `storage.print_orders.PrintStore`."""

    def test_an_order_is_kept_as_it_was_asked_for(self, store: Store) -> None:
        place = furnish(store)
        ours, which = place.workspace.id, place.assessment.id
        order = store.order_print("card", "key", SUBJECT, NOW, workspace_id=ours, assessment_id=which)
        assert order == PrintOrder(order.id, "key", "card", SUBJECT, ours, which, NOW, None, None, 0, None, None)
        assert again(store, order) == order
        assert not order.over
        assert store.printed_document(order.id) is None
        assert store.find_print("unknown") is None
        assert store.printed_document("unknown") is None

    def test_the_same_is_ordered_once_by_each_owner(self, store: Store) -> None:
        place = furnish(store)
        ours, which = place.workspace.id, place.assessment.id
        owners: tuple[dict[str, str], ...] = (
            {},
            {"workspace_id": ours},
            {"workspace_id": ours, "assessment_id": which},
        )
        first = [store.order_print("card", "key", SUBJECT, NOW, **owner) for owner in owners]
        assert len({order.id for order in first}) == 3
        assert [store.order_print("card", "key", SUBJECT, NOW + HOUR, **owner) for owner in owners] == first
        assert store.order_print("card", "other", SUBJECT, NOW).id != first[0].id
        assert store.order_print("poster", "key", SUBJECT, NOW).id != first[0].id

    def test_an_owner_must_be_there(self, store: Store) -> None:
        place = furnish(store)
        before = store.unfinished_prints()
        for owner in (
            {"workspace_id": "unknown"},
            {"assessment_id": place.assessment.id},
            {"workspace_id": place.workspace.id, "assessment_id": "unknown"},
        ):
            with pytest.raises(NotFound, match="choose again"):
                store.order_print("plan", "key", {}, NOW, **owner)
        assert store.unfinished_prints() == before

    def test_the_way_of_an_order(self, store: Store) -> None:
        order = store.order_print("card", "key", SUBJECT, NOW)
        taken = store.take_print(order.id, "anna", NOW + HOUR)
        assert taken == again(store, order)
        assert (taken.started, taken.printer, taken.tries) == (NOW + HOUR, "anna", 1)
        assert store.take_print(order.id, "ben", NOW + HOUR) is None
        assert not store.keep_printed(order.id, "ben", "key", b"ben's", NOW + HOUR)
        assert store.keep_printed(order.id, "anna", "newer", b"\x00anna's", NOW + 2 * HOUR)
        done = again(store, order)
        assert (done.key, done.printed, done.started) == ("newer", NOW + 2 * HOUR, NOW + HOUR)
        assert done.over
        assert store.printed_document(order.id) == b"\x00anna's"
        assert store.unfinished_prints() == ()
        assert store.take_print(order.id, "ben", NOW) is None
        assert not store.keep_printed(order.id, "anna", "key", b"late", NOW)
        store.give_print_back(order.id, "anna", NOW, most_tries=1)
        store.retry_print(order.id, NOW)
        assert again(store, order) == done
        assert store.take_print("unknown", "ben", NOW) is None

    def test_an_order_of_a_printer_that_is_gone_is_taken_over_once(self, store: Store) -> None:
        order = store.order_print("card", "key", {}, NOW)
        first = store.take_print(order.id, "anna", NOW)
        assert first is not None
        assert first.held_until == NOW + LEASE
        assert first.under_way(NOW + LEASE / 2)
        assert not first.under_way(NOW + LEASE)
        assert store.take_print(order.id, "ben", NOW + LEASE / 2) is None
        taken = store.take_print(order.id, "ben", NOW + LEASE)
        assert taken is not None
        assert (taken.started, taken.printer, taken.tries) == (NOW + LEASE, "ben", 2)
        assert store.take_print(order.id, "dora", NOW + LEASE) is None
        assert not store.hold_print(order.id, "anna", NOW + LEASE)
        assert not store.keep_printed(order.id, "anna", "key", b"", NOW), "what comes late is refused"
        store.give_print_back(order.id, "anna", NOW + LEASE, most_tries=1)
        assert again(store, order) == taken
        assert store.keep_printed(order.id, "ben", "key", b"%", NOW + LEASE)

    def test_a_printer_that_says_that_it_works_keeps_its_order(self, store: Store) -> None:
        order = store.order_print("card", "key", {}, NOW)
        store.take_print(order.id, "anna", NOW)
        for number in range(1, 9):
            assert store.hold_print(order.id, "anna", NOW + number * LEASE / 2)
            assert store.take_print(order.id, "ben", NOW + (number + 1) * LEASE / 2) is None
        assert store.hold_print(order.id, "anna", NOW + HOUR), "nobody else took it meanwhile"
        assert store.keep_printed(order.id, "anna", "key", b"%", NOW + HOUR)
        done = again(store, order)
        assert (done.tries, done.held_until, done.under_way(NOW)) == (1, None, False)
        assert not store.hold_print(order.id, "anna", NOW + HOUR)

    def test_of_many_at_once_one_gets_an_order(self, store: Store) -> None:
        order = store.order_print("card", "key", {}, NOW)
        with ThreadPoolExecutor(8) as pool:
            taken = list(pool.map(lambda name: store.take_print(order.id, f"{name}", NOW), range(8)))
        (winner,) = filter(None, taken)
        assert winner == again(store, order)
        assert winner.tries == 1

    def test_an_order_that_cannot_be_printed_fails_after_its_tries_and_can_be_ordered_again(self, store: Store) -> None:
        first = store.order_print("card", "key", {}, NOW)
        other = store.order_print("card", "other", {}, NOW + HOUR)
        for _ in range(2):
            assert not again(store, first).over
            assert store.take_print(first.id, "anna", NOW)
            store.give_print_back(first.id, "ben", NOW, most_tries=1)
            store.give_print_back(first.id, "anna", NOW + HOUR, most_tries=2)
        failed = again(store, first)
        assert (failed.failed, failed.printer, failed.tries, failed.over) == (NOW + HOUR, None, 2, True)
        assert store.take_print(first.id, "anna", NOW) is None
        assert store.order_print("card", "key", {}, NOW) == failed
        assert store.unfinished_prints() == (other,)
        store.retry_print(first.id, NOW + 2 * HOUR)
        assert [order.id for order in store.unfinished_prints()] == [other.id, first.id]
        fresh = store.take_print(first.id, "anna", NOW)
        assert fresh is not None
        assert (fresh.failed, fresh.tries) == (None, 1)

    def test_unfinished_ones_come_oldest_first(self, store: Store) -> None:
        printed(store, "done", b"%")
        ids = [store.order_print("card", f"{n}", {}, NOW + hours * HOUR).id for n, hours in enumerate((2, 0, 1, 0))]
        store.take_print(ids[0], "anna", NOW)
        assert [order.id for order in store.unfinished_prints()] == [ids[1], ids[3], ids[2], ids[0]]

    def test_no_workspace_keeps_another_waiting(self, store: Store) -> None:
        many, one = furnish(store).workspace.id, furnish(store, b"one").workspace.id
        names: dict[str, str] = {}

        def order(name: str, minutes: int, **owner: str) -> None:
            names[store.order_print(name, name, {}, moment(minutes), **owner).id] = name

        for number in range(50):
            order(f"many-{number}", number, workspace_id=many)
        for number in range(2):
            order(f"one-{number}", 60 + number, workspace_id=one)
            order(f"public-{number}", 70 + number)
        served = []
        for minute in range(100, 154):
            following = store.unfinished_prints()[0]
            assert store.take_print(following.id, "anna", moment(minute))
            assert store.keep_printed(following.id, "anna", "key", b"%", moment(minute))
            served.append(names[following.id])
        assert served[:6] == ["public-0", "many-0", "one-0", "public-1", "many-1", "one-1"]
        assert served[6:] == [f"many-{number}" for number in range(2, 50)]
        assert store.unfinished_prints() == ()

    def test_those_who_wait_all_get_their_first_before_anybody_gets_a_second(self, store: Store) -> None:
        many, one = furnish(store).workspace.id, furnish(store, b"one").workspace.id
        made = [store.order_print(f"{n}", "key", {}, moment(n), workspace_id=many) for n in range(3)]
        last = store.order_print("card", "key", {}, moment(9), workspace_id=one)
        assert [each.id for each in store.unfinished_prints()] == [each.id for each in (made[0], last, *made[1:])]
        store.take_print(made[0].id, "anna", moment(10))
        assert [each.id for each in store.unfinished_prints()] == [each.id for each in (last, *made)]

    def test_a_forgotten_order_is_gone(self, store: Store) -> None:
        order = printed(store, "key", b"%")
        store.forget_print(order.id)
        store.forget_print(order.id)
        assert store.find_print(order.id) is None
        assert store.order_print("plan", "key", {}, NOW).id != order.id

    def test_what_was_printed_long_ago_is_forgotten_the_oldest_first(self, store: Store) -> None:
        workspace, _ = store.begin_workspace(b"code", NOW)
        ours = {"workspace_id": workspace.id}
        moments = [NOW, NOW + HOUR, NOW + 2 * HOUR]
        orders = [printed(store, f"key {number}", b"%", at, **ours) for number, at in enumerate(moments)]
        waiting = store.order_print("card", "key", {}, NOW, **ours)

        def left() -> list[bool]:
            return [store.find_print(each.id) is not None for each in orders]

        assert store.forget_printed(NOW, 9) == 0
        assert left() == [True, True, True]
        assert store.forget_printed(moments[2], 1) == 1
        assert left() == [False, True, True]
        assert store.forget_printed(moments[2], 9) == 1
        assert left() == [False, False, True]
        assert store.forget_printed(NOW + 9 * HOUR, 9) == 1
        assert store.find_print(waiting.id) is not None, "what waits to be printed is not forgotten"

    def test_only_the_newest_of_an_owner_and_a_kind_stay(self, store: Store) -> None:
        place = furnish(store)
        ours = {"workspace_id": place.workspace.id}
        of_one = {**ours, "assessment_id": place.assessment.id}
        other = store.start_assessment(place.workspace.id, place.premises.id, BANK, "full", NOW)
        stays = [
            printed(store, "plan", b"%", NOW - HOUR, **ours, assessment_id=other.id),
            printed(store, "plan", b"%", NOW - HOUR, **ours),
            printed(store, "plan", b"%", NOW - HOUR),
            store.order_print("card", "card", {}, NOW - HOUR, **of_one),
        ]
        made = [printed(store, f"{hours}", b"%", NOW + hours * HOUR, **of_one) for hours in range(1, 5)]
        left = [store.find_print(order.id) for order in (place.order, *made, *stays)]
        assert left == [None, None, *made[1:], *stays]

    def test_only_the_newest_without_an_owner_stay(self, store: Store) -> None:
        own = furnish(store).order
        made = [store.order_print(f"{n % 3}", f"{n}", {}, moment(n)) for n in range(203)]
        assert [store.find_print(order.id) is None for order in made] == [True] * 3 + [False] * 200
        assert again(store, own) == own


def moment(minutes: int) -> datetime:
    """A time soon after NOW."""
    return NOW + minutes * HOUR / 60
