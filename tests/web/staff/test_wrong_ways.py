"""However the forms of a staff check are sent, no answer is an error of ours, and nothing wrong is counted."""

from __future__ import annotations

from collections.abc import Callable

from tests.web.staff.respondent import Owner, Respondent
from tests.web.wrong_requests import post, wrong_ways

Somebody = Callable[[str], Respondent]


def test_an_item_is_answered_only_with_one_of_its_options(owner: Owner, somebody: Somebody) -> None:
    person = somebody(owner.starts_check())
    person.begins_check()
    token = person.page.form("Answer").values["csrf_token"][0]
    at, statuses = person.at, set()
    for _, sent in wrong_ways({"option": ["5"]}, ("first-aid",)):
        statuses.add(post(person, at, sent, token))
    assert statuses == {400}
    assert person.go(person.link).address == at, "the first item is still asked"


def test_whatever_a_browser_holds_nothing_breaks(owner: Owner, somebody: Somebody) -> None:
    link = owner.starts_check()
    other = Owner(owner.client.application).starts_check()
    runner = somebody(other)
    runner.begins_check()
    held = runner.client.get_cookie("staff-check", path=other)
    assert held is not None
    for value in ("", "x", "x" * 4000, held.value[:-2], held.value[::-1], held.value):
        person = somebody(link)
        person.client.set_cookie("staff-check", value, path=link)
        for address in (f"{link}/1", f"{link}/end", f"{link}/certificate", link):
            assert person.go(address).address == link, "a run of another check, or none, begins at the start"
    for number in ("0", "13", "999999999999"):
        person = somebody(link)
        person.begins_check()
        assert person.go(f"{link}/{number}").address == f"{link}/1"
