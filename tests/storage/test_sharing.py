"""What a business shares with a force: who sees it, until when, and what two advisers do at the same time."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from assessment.share_facts import ShareFacts
from storage.errors import NotFound, Refused
from storage.sharing import NewShare, Share, Wish
from storage.sql.rows import facts, facts_to_json
from storage.store import Store
from tests.storage.place import HOSTILE, HOUR, NOW, Place, adviser, furnish, invited

FACTS = ShareFacts("quick", use="shop", percent=0, areas={"access": (3, 9)}, gaps=("gates",))
UNTIL = NOW + timedelta(days=90)


def shared(store: Store, place: Place, wish: Wish = "share", now: datetime = NOW) -> Share:
    """What a place shares with Derbyshire."""
    new = NewShare(place.workspace.id, place.assessment.id, "derbyshire", wish, UNTIL, "Hello", "01332 1", FACTS)
    return store.share(new, now)


def queued(store: Store, force_id: str = "derbyshire", now: datetime = NOW) -> list[str]:
    """The ids in all three queues of a force."""
    return [each.share.id for state in ("open", "taken", "closed") for each in store.queue(force_id, now, state)]


def acts(store: Store, share: Share) -> list[str]:
    """What was done with a share, oldest first."""
    return [each.act for each in reversed(store.acts_about(share.workspace_id, share.id))]


def refused(*attempts: Callable[[], object]) -> None:
    """Each is answered as if the share did not exist."""
    for attempt in attempts:
        with pytest.raises(NotFound, match="choose again"):
            attempt()


def test_what_is_shared_comes_back_to_both_sides(store: Store) -> None:
    place = furnish(store)
    made = shared(store, place)
    assert store.find_share("derbyshire", made.id, NOW) == made
    assert store.shares_of(place.workspace.id)[0] == made
    assert (made.facts, made.state, made.taken_by) == (FACTS, "open", None)
    (line,) = store.queue("derbyshire", NOW, "open")
    assert (line.share, line.assessment) == (made, place.assessment)


def test_facts_of_an_older_or_newer_version_are_read_as_far_as_they_are_known() -> None:
    assert facts('{"use": "shop", "areas": {"access": [3, 9]}, "colour": "red"}') == ShareFacts(
        use="shop", areas={"access": (3, 9)}
    )
    assert facts("{}") is None
    assert facts(facts_to_json(FACTS)) == FACTS
    assert facts(facts_to_json(ShareFacts())) == ShareFacts()
    assert facts(facts_to_json(None)) is None


@pytest.mark.parametrize("text", HOSTILE)
def test_any_text_comes_back_unchanged(store: Store, text: str) -> None:
    place, who = furnish(store), adviser(store)
    new = NewShare(place.workspace.id, place.assessment.id, "derbyshire", "contact", UNTIL, message=text, reach=text)
    made = store.share(new, NOW)
    store.close_share("derbyshire", made.id, who, text, NOW)
    found = store.find_share("derbyshire", made.id, NOW)
    assert found is not None
    assert (found.message, found.reach, found.outcome) == (text, text, text)


def test_the_queue_is_oldest_first_and_closed_ones_newest_first(store: Store) -> None:
    who = adviser(store)
    made = [shared(store, furnish(store, b"%d" % n), now=NOW + n * HOUR) for n in range(4)]
    assert queued(store, now=NOW + 5 * HOUR) == [each.id for each in made]
    for each in made[:2]:
        store.close_share("derbyshire", each.id, who, "Visited", NOW + 5 * HOUR)
    assert queued(store, now=NOW + 5 * HOUR) == [made[2].id, made[3].id, made[1].id, made[0].id]
    assert len(store.queue("derbyshire", NOW + 5 * HOUR, "open", most=1)) == 1


def test_another_force_finds_nothing_and_changes_nothing(store: Store) -> None:
    made, who = shared(store, furnish(store)), adviser(store, "essex")
    assert queued(store, "essex") == []
    assert store.find_share("essex", made.id, NOW) is None
    refused(
        lambda: store.take("essex", made.id, who, NOW),
        lambda: store.look("essex", made.id, who, NOW),
        lambda: store.close_share("essex", made.id, who, "!", NOW),
        lambda: store.pass_on("essex", made.id, who, "essex", "!", NOW),
    )
    assert store.find_share("derbyshire", made.id, NOW) == made
    assert acts(store, made) == []
    assert [each.act for each in store.log_of("essex")] == ["accepted-invitation"]


def test_another_workspace_shares_withdraws_and_reads_nothing(store: Store) -> None:
    us, theirs = furnish(store, b"us"), furnish(store, b"theirs")
    made, who = shared(store, theirs), adviser(store)
    store.take("derbyshire", made.id, who, NOW)
    with pytest.raises(NotFound):
        store.withdraw(us.workspace.id, made.id, NOW)
    with pytest.raises(NotFound):
        store.share(NewShare(us.workspace.id, theirs.assessment.id, "essex", "share", UNTIL), NOW)
    with pytest.raises(NotFound):
        store.finish(us.workspace.id, theirs.assessment.id, NOW, ShareFacts(band="!"))
    assert store.acts_about(us.workspace.id, made.id) == ()
    assert made.id not in {each.id for each in store.shares_of(us.workspace.id)}
    found = store.find_share("derbyshire", made.id, NOW)
    assert found is not None
    assert found.facts == FACTS


@pytest.mark.parametrize("how", ["withdrawn", "over", "deleted"])
def test_what_is_taken_back_or_over_is_gone_at_once(store: Store, how: str) -> None:
    place, who, now = furnish(store), adviser(store), NOW + HOUR
    made = shared(store, place)
    store.take("derbyshire", made.id, who, NOW)
    if how == "withdrawn":
        store.withdraw(place.workspace.id, made.id, now)
        store.withdraw(place.workspace.id, made.id, now + HOUR)
        kept = store.shares_of(place.workspace.id)[0]
        assert (kept.withdrawn, kept.facts) == (now, None)
    elif how == "over":
        now = UNTIL
    else:
        store.delete_workspace(place.workspace.id)
        assert store.shares_of(place.workspace.id) == ()
    assert queued(store, now=now) == []
    assert store.find_share("derbyshire", made.id, now) is None
    refused(
        lambda: store.look("derbyshire", made.id, who, now),
        lambda: store.close_share("derbyshire", made.id, who, "!", now),
        lambda: store.pass_on("derbyshire", made.id, who, "essex", "!", now),
    )


def test_of_many_who_take_at_once_one_gets_it(store: Store) -> None:
    made = shared(store, furnish(store))
    team = [adviser(store, name=f"Sam {number}") for number in range(6)]

    def take(who: str) -> str | None:
        try:
            store.take("derbyshire", made.id, who, NOW)
        except NotFound:
            return None
        return who

    with ThreadPoolExecutor(6) as pool:
        got = [who for who in pool.map(take, team) if who]
    found = store.find_share("derbyshire", made.id, NOW)
    assert found is not None
    assert [found.taken_by] == got
    assert acts(store, made) == ["took"]


def test_what_is_passed_on_leaves_the_one_queue_and_joins_the_other(store: Store) -> None:
    made, who, other = shared(store, furnish(store)), adviser(store), adviser(store, "btp", "Kim")
    store.take("derbyshire", made.id, who, NOW)
    store.pass_on("derbyshire", made.id, who, "btp", "It is a station", NOW)
    assert queued(store) == []
    found = store.find_share("btp", made.id, NOW)
    assert found is not None
    assert (found.state, found.taken_by, found.passed_from, found.passed_why) == (
        "open",
        None,
        "derbyshire",
        "It is a station",
    )
    store.take("btp", made.id, other, NOW)
    assert acts(store, made) == ["took", "passed-on", "took"]


def test_a_closed_one_is_closed_once_and_not_passed_on(store: Store) -> None:
    made, who = shared(store, furnish(store)), adviser(store)
    store.close_share("derbyshire", made.id, who, "Visited", NOW)
    refused(
        lambda: store.close_share("derbyshire", made.id, who, "Other", NOW),
        lambda: store.pass_on("derbyshire", made.id, who, "btp", "", NOW),
        lambda: store.take("derbyshire", made.id, who, NOW),
    )
    found = store.find_share("derbyshire", made.id, NOW)
    assert found is not None
    assert (found.outcome, found.taken_by, acts(store, made)) == ("Visited", who, ["closed"])


def test_a_look_is_in_the_log_once_an_hour_for_each_adviser(store: Store) -> None:
    made, who, other = shared(store, furnish(store)), adviser(store), adviser(store, name="Kim")
    for minutes in (0, 1, 59, 60, 61):
        store.look("derbyshire", made.id, who, NOW + timedelta(minutes=minutes))
    store.look("derbyshire", made.id, other, NOW + timedelta(minutes=59))
    found = [(each.account_id, each.at - NOW) for each in store.acts_about(made.workspace_id, made.id)]
    assert found == [(other, timedelta(minutes=59)), (who, HOUR), (who, timedelta())]


def test_who_only_asked_for_contact_shows_no_answers(store: Store) -> None:
    made, who = shared(store, furnish(store), "contact"), adviser(store)
    with pytest.raises(NotFound):
        store.look("derbyshire", made.id, who, NOW)
    store.finish(made.workspace_id, made.assessment_id, NOW, ShareFacts(band="basic"))
    found = store.find_share("derbyshire", made.id, NOW)
    assert found is not None
    assert found.facts == FACTS


def test_the_same_is_shared_once_while_it_lasts(store: Store) -> None:
    place = furnish(store)
    made = shared(store, place)
    with pytest.raises(Refused, match="already"):
        shared(store, place)
    shared(store, place, "contact")
    store.withdraw(place.workspace.id, made.id, NOW)
    again = shared(store, place)
    assert store.find_share("derbyshire", again.id, NOW) == again


def test_facts_follow_the_assessment_while_it_is_shared(store: Store) -> None:
    place, other, late = furnish(store), furnish(store, b"other"), furnish(store, b"late")
    made, good = shared(store, place), ShareFacts(band="good")
    store.finish(place.workspace.id, place.assessment.id, NOW, good)
    found = store.find_share("derbyshire", made.id, NOW)
    assert found is not None
    assert found.facts == good
    shared(store, other)
    store.finish(other.workspace.id, other.assessment.id, NOW)
    assert store.shares_of(other.workspace.id)[0].facts == FACTS, "without facts, none are replaced"
    shared(store, late)
    store.finish(late.workspace.id, late.assessment.id, UNTIL, ShareFacts(band="late"))
    assert store.shares_of(late.workspace.id)[0].facts == FACTS


def test_a_force_counts_once_somebody_can_sign_in(store: Store) -> None:
    invited(store)
    assert store.forces_with_advisers() == frozenset()
    who = adviser(store)
    assert store.forces_with_advisers() == {"derbyshire"}
    store.suspend(who, by=who, now=NOW)
    assert store.forces_with_advisers() == frozenset()


def test_a_request_is_taken_over_assigned_and_put_back(store: Store) -> None:
    made, ann, ben = shared(store, furnish(store)), adviser(store, name="Ann"), adviser(store, name="Ben")
    kent = adviser(store, "kent", "Kim")
    refused(
        lambda: store.take_over("derbyshire", made.id, ben, NOW),
        lambda: store.return_to_queue("derbyshire", made.id, ben, NOW),
        lambda: store.assign("derbyshire", made.id, ann, kent, NOW),
        lambda: store.assign("kent", made.id, kent, kent, NOW),
    )
    store.take("derbyshire", made.id, ann, NOW)
    refused(lambda: store.take_over("derbyshire", made.id, ann, NOW))
    store.take_over("derbyshire", made.id, ben, NOW)
    assert holder(store, made) == ("taken", ben)
    store.assign("derbyshire", made.id, ben, ann, NOW)
    assert holder(store, made) == ("taken", ann)
    store.return_to_queue("derbyshire", made.id, ann, NOW)
    assert holder(store, made) == ("open", None)
    store.assign("derbyshire", made.id, ann, ben, NOW)
    assert holder(store, made) == ("taken", ben), "one that nobody has taken on can be assigned, too"
    assert acts(store, made) == ["took", "took-over", "assigned", "returned", "assigned"]
    store.close_share("derbyshire", made.id, ben, "Visited", NOW)
    refused(
        lambda: store.take_over("derbyshire", made.id, ann, NOW),
        lambda: store.return_to_queue("derbyshire", made.id, ann, NOW),
        lambda: store.assign("derbyshire", made.id, ben, ann, NOW),
    )


@pytest.mark.parametrize("act", ["suspend", "remove"])
def test_the_requests_of_an_adviser_who_is_gone_are_back_in_the_queue(store: Store, act: str) -> None:
    place = furnish(store)
    made, ann, ben = shared(store, place), adviser(store, name="Ann"), adviser(store, name="Ben")
    closed = shared(store, place, "contact")
    store.take("derbyshire", made.id, ann, NOW)
    store.close_share("derbyshire", closed.id, ann, "Called", NOW)
    getattr(store, act)(ann, by=ben, now=NOW)
    assert holder(store, made) == ("open", None)
    assert holder(store, closed) == ("closed", ann), "what is closed stays as it was"
    assert acts(store, made) == ["took", "returned"]


def holder(store: Store, share: Share) -> tuple[str, str | None]:
    """The state of a share, and who has taken it on."""
    found = store.find_share("derbyshire", share.id, NOW)
    assert found is not None
    return found.state, found.taken_by
