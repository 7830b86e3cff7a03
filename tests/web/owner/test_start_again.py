"""With a workspace open, the start page goes on with it, and another one is only started by somebody who says so."""

from __future__ import annotations

from tests.person import Person


def begun(person: Person) -> str:
    """The name of the place of an open workspace, with its profile filled in."""
    person.starts()
    return "The Copper Kettle"


def test_the_start_page_goes_on_with_the_open_workspace(person: Person) -> None:
    name = begun(person)
    page = person.go("/")
    assert not [form for form in page.forms if "Start now" in form.buttons]
    person.follow(f"Continue with {name}")
    assert person.at == "/workspace"


def test_before_it_has_a_name_it_is_your_workspace(person: Person) -> None:
    person.begins()
    person.go("/")
    person.follow("Continue with your workspace")
    assert person.at.endswith("/profile/place")


def test_nobody_else_sees_a_workspace_on_the_start_page(person: Person, another: Person) -> None:
    name = begun(person)
    assert name not in another.go("/").text
    assert another.page.form("Start now").action == "/begin"
    person.go("/workspace")
    person.press(button="Close my workspace")
    assert person.go("/").form("Start now")


def test_another_workspace_asks_first_and_speaks_of_the_code(person: Person) -> None:
    start = person.starts()
    person.go("/")
    page = person.follow("Start another workspace")
    assert page.heading == "Start another workspace?"
    assert "The Copper Kettle is open on this device" in page.text
    assert "Only its return code opens this one again" in page.text
    person.go(start)
    person.go("/workspace/another")
    person.press(button="I have the code")
    assert person.at == "/code"
    person.go(start, 404)


def test_an_old_start_page_does_not_close_what_is_open(person: Person, another: Person) -> None:
    stale = person.go("/").form("Start now")
    person.returns(another.begins())
    person.send(stale.action or "", {})
    assert person.at == "/workspace/another"
    person.follow("Continue with")
    assert person.at.endswith("/profile/place"), "the workspace is still open"


def test_the_name_of_the_service_leads_to_the_workspace_inside_it(person: Person) -> None:
    start = person.starts()
    for address, home in ((start, "/workspace"), ("/workspace", "/workspace"), ("/about", "/"), ("/", "/")):
        (name,) = person.go(address).all("a", "masthead__name")
        assert name.get("href") == home, address
