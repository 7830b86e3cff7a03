"""What any store must do with the calendar feeds of a plan."""

from __future__ import annotations

import pytest

from storage.calendar_feeds import MOST_FEEDS, NewFeed
from storage.errors import NotFound, Refused, StoreError
from storage.store import Store
from tests.storage.place import DAY, HOUR, NOW, Place, furnish

MAYA = NewFeed(b"one", "Maya’s phone", "plain")


@pytest.fixture
def place(store: Store) -> Place:
    """A place whose assessment is finished."""
    made = furnish(store)
    store.finish(made.workspace.id, made.assessment.id, NOW)
    return made


class TestCalendarFeeds:
    """Every promise of `storage.calendar_feeds.CalendarFeedStore`."""

    def test_a_feed_is_found_by_its_token_until_it_is_withdrawn(self, store: Store, place: Place) -> None:
        ours, which = place.workspace.id, place.assessment.id
        first = store.make_feed(ours, which, MAYA, NOW)
        second = store.make_feed(ours, which, NewFeed(b"two", "Kitchen", "jobs"), NOW + HOUR)
        assert store.find_feed(b"one") == first
        assert (first.name, first.titles, first.made, first.workspace_id) == ("Maya’s phone", "plain", NOW, ours)
        assert store.feeds_of(which) == (second, first)
        store.withdraw_feed(ours, which, first.id, NOW + HOUR)
        assert store.find_feed(b"one") is None
        assert store.find_feed(b"two") == second
        assert store.feeds_of(which) == (second,)
        with pytest.raises(NotFound):
            store.withdraw_feed(ours, which, first.id, NOW)

    def test_a_name_is_used_once_and_can_be_used_again(self, store: Store, place: Place) -> None:
        ours, which = place.workspace.id, place.assessment.id
        first = store.make_feed(ours, which, MAYA, NOW)
        with pytest.raises(Refused, match="with this name"):
            store.make_feed(ours, which, NewFeed(b"two", "MAYA’S PHONE", "jobs"), NOW)
        store.withdraw_feed(ours, which, first.id, NOW)
        assert store.make_feed(ours, which, MAYA, NOW).id != first.id

    def test_a_token_opens_one_feed(self, store: Store, place: Place) -> None:
        store.make_feed(place.workspace.id, place.assessment.id, MAYA, NOW)
        with pytest.raises(StoreError):
            store.make_feed(place.workspace.id, place.assessment.id, NewFeed(b"one", "Other", "plain"), NOW)

    def test_there_are_no_more_than_the_most(self, store: Store, place: Place) -> None:
        for number in range(MOST_FEEDS):
            new = NewFeed(b"%d" % number, f"Phone {number}", "plain")
            store.make_feed(place.workspace.id, place.assessment.id, new, NOW)
        with pytest.raises(Refused, match=f"{MOST_FEEDS} addresses"):
            store.make_feed(place.workspace.id, place.assessment.id, MAYA, NOW)

    def test_making_one_touches_the_workspace_and_reading_one_does_not(self, store: Store, place: Place) -> None:
        ours = place.workspace.id
        store.make_feed(ours, place.assessment.id, MAYA, NOW + DAY)
        touched = store.workspace(ours)
        store.find_feed(b"one")
        assert touched is not None
        assert touched.touched == NOW + DAY
        assert store.workspace(ours) == touched

    def test_it_goes_with_its_assessment_and_its_workspace(self, store: Store, place: Place) -> None:
        ours, which = place.workspace.id, place.assessment.id
        store.make_feed(ours, which, MAYA, NOW)
        store.delete_assessment(ours, which, NOW)
        assert store.find_feed(b"one") is None
        other = furnish(store, b"other")
        store.finish(other.workspace.id, other.assessment.id, NOW)
        store.make_feed(other.workspace.id, other.assessment.id, MAYA, NOW)
        store.delete_workspace(other.workspace.id)
        assert store.find_feed(b"one") is None
